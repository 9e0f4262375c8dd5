"""The columns of WooCommerce's product files in the languages of the shops that write them."""

from __future__ import annotations

import pytest

from app.modules.marketplace.formats.woocommerce import PRODUCT_FORMAT
from app.modules.marketplace.formats.woocommerce_columns import known_column


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("SKU", "SKU"),
        ("  regular PRICE ", "Regular price"),
        ("\ufeffID", "ID"),
        ("GTIN, UPC, EAN oder ISBN", "GTIN, UPC, EAN, or ISBN"),
        ("Artikelnummer", "SKU"),
        ("Übergeordnetes Produkt", "Parent"),
        ("Vorrätig?", "In stock?"),
        ("Lieferrückstande erlaubt?", "Backorders allowed?"),
        ("En stock\u00a0?", "In stock?"),
        ("Autoriser les commandes de produits en rupture\u00a0?", "Backorders allowed?"),
        ("Classe TVA", "Tax class"),
        ("Attribut 12 Wert(e)", "Attribute 12 value(s)"),
        ("Gewicht (g)", "Weight (g)"),
        ("UGS", "SKU"),
        ("Mis en avant\u00a0?", "Is featured?"),
        ("Nom de l’attribut 1", "Attribute 1 name"),
        ("Valeur(s) de l'attribut 1 ", "Attribute 1 value(s)"),
        ("Poids (kg)", "Weight (kg)"),
        ("Sichtbarkeit im Katalog", "Visibility in catalog"),
        ("Visibilité dans le catalogue", "Visibility in catalog"),
        ("Statut fiscal", "Tax status"),
        ("RegularPrice", "Regular price"),
        ("post_status", "Published"),
        ("short_description", "Short description"),
        ("Attribute 1 visible", None),
        ("Meta: Name", None),
        ("", None),
    ],
)
def test_are_known(name: str, column: str | None) -> None:
    assert known_column(name) == column


def test_the_first_of_two_for_one_column_has_it() -> None:
    assert PRODUCT_FORMAT.read_as(["Bestand", "Name", "Lager", "Farbe"]) == [
        "Stock",
        "Name",
        "Lager",
        "Farbe",
    ]
