"""What WooCommerce calls the columns of its product files: in the language of the shop.

Its export translates the header line, so a German shop's file says "Regulärer Preis". Names are
compared without regard to capitals, kinds of blanks and apostrophes.
"""

from __future__ import annotations

import re

# Every column that is read, with its German and French names.
COLUMNS: dict[str, tuple[str, ...]] = {
    "ID": (),
    "Type": ("Typ",),
    "SKU": ("Artikelnummer", "UGS"),
    "GTIN, UPC, EAN, or ISBN": ("GTIN, UPC, EAN oder ISBN", "GTIN, UPC, EAN ou ISBN"),
    "Name": ("Nom",),
    "Published": ("Veröffentlicht", "Publié", "Status", "Post status"),
    "Is featured?": ("Ist hervorgehoben?", "Mis en avant ?"),
    "Visibility in catalog": (
        "Sichtbarkeit im Katalog",
        "Catalog visibility",
        "Katalogsichtbarkeit",
        "Visibilité dans le catalogue",
    ),
    "Short description": ("Kurzbeschreibung", "Description courte"),
    "Description": ("Beschreibung",),
    "Date sale price starts": (
        "Datum, an dem Angebotspreis beginnt",
        "Datum, an dem der Angebotspreis beginnt",
        "Date de début de promo",
    ),
    "Date sale price ends": (
        "Datum, an dem Angebotspreis endet",
        "Datum, an dem der Angebotspreis endet",
        "Date de fin de promo",
    ),
    "Tax status": ("Steuerstatus", "État de la TVA", "Statut fiscal"),
    "Tax class": ("Steuerklasse", "Classe de TVA", "Classe TVA"),
    "In stock?": ("Vorrätig?", "Auf Lager?", "En stock ?"),
    "Stock": ("Bestand", "Lager", "Lagerbestand"),
    "Backorders allowed?": (
        "Lieferrückstande erlaubt?",
        "Lieferrückstände erlaubt?",
        "Rückstände erlaubt?",
        "Autoriser les commandes de produits en rupture ?",
    ),
    "Sale price": ("Angebotspreis", "Tarif promo"),
    "Regular price": ("Regulärer Preis", "Tarif régulier"),
    "Categories": ("Kategorien", "Catégories"),
    "Tags": ("Schlagwörter", "Étiquettes"),
    "Images": ("Bilder",),
    "Parent": ("Übergeordnetes Produkt",),
    "Brands": ("Brand", "Marken", "Marques"),
}
_NUMBERED = (
    (re.compile(r"(?:attribute|attribut) ([0-9]+) name"), "Attribute {} name"),
    (re.compile(r"nom de l'attribut ([0-9]+)"), "Attribute {} name"),
    (re.compile(r"(?:attribute|attribut) ([0-9]+) (?:value|wert)\((?:s|e)\)"),
     "Attribute {} value(s)"),
    (re.compile(r"valeur\(s\) de l'attribut ([0-9]+)"), "Attribute {} value(s)"),
    (re.compile(r"(?:weight|gewicht|poids) \((kg|g|lbs|oz)\)"), "Weight ({})"),
)  # fmt: skip


def _plain(name: str) -> str:
    """The name without what differs between languages' ways of writing and programs."""
    spaced = " ".join(name.replace("\ufeff", "").replace("’", "'").split())
    return spaced.replace(" ?", "?").casefold()


def _run_together(plain: str) -> str:
    """As programs call a column: "RegularPrice", "regular_price"."""
    return plain.replace(" ", "").replace("_", "")


_KNOWN = {
    _run_together(_plain(name)): column
    for column, names in COLUMNS.items()
    for name in (column, *names)
}


def known_column(name: str) -> str | None:
    """What the column is read as; None for one that is not."""
    plain = _plain(name)
    for pattern, column in _NUMBERED:
        found = pattern.fullmatch(plain)
        if found is not None:
            return column.format(found[1])
    return _KNOWN.get(_run_together(plain))
