"""On what terms a store sells: its taxes, and what it costs to have the goods brought."""

from collections.abc import Mapping
from decimal import Decimal

from app.cli.demo.seeds import StoreSeed
from app.cli.demo.world import VAT_IDS
from app.modules.contracts.shipping import PickUpPoint, WayIn, ZoneIn, ZonePriceIn
from app.modules.contracts.taxes import TaxesIn

_FREE_FROM_MINOR, _AT_HOME_MINOR, _EXPRESS_MINOR, _ABROAD_MINOR = 9000, 590, 1190, 1290
# The category of rates that taxes a store's goods as it always did.
_CATEGORIES: Mapping[tuple[str, int], str] = {
    ("LU", 17): "standard",
    ("LU", 14): "parking",
    ("LU", 3): "super_reduced",
    ("GB", 20): "standard",
    ("GB", 0): "zero",
}
_CARRIERS = {"LU": "post_luxembourg", "GB": "royal_mail"}
_STREETS = {"LU": ("12, rue de la Boucherie", "1247", "Luxembourg"),
            "GB": ("4 Harbour Street", "BS1 5DB", "Bristol")}  # fmt: skip
_HOME = {"LU": "Luxembourg", "GB": "United Kingdom"}
_ABROAD = "Abroad"
_MILLIONTH = Decimal("0.000001")


def taxes_of(store: StoreSeed) -> TaxesIn:
    """Small enough to be taxed at home wherever in the Union the goods go."""
    return TaxesIn(store.country, VAT_IDS[store.merchant], is_below_threshold=True)


def tax_class_of(store: StoreSeed) -> str:
    """The class of all its goods."""
    return _CATEGORIES[store.country, store.tax_percent]


def tax_percent(store: StoreSeed, country: str | None) -> int:
    """On goods that go to a country, and on their delivery: none on what leaves Great Britain."""
    is_exported = store.country == "GB" and country != "GB"
    return 0 if is_exported else store.tax_percent


def without_tax(store: StoreSeed, price_minor: int) -> Decimal:
    """What is left of a price without the tax of the store's own country, in major units."""
    return (Decimal(price_minor) / (100 + store.tax_percent)).quantize(_MILLIONTH)


def percent_of(amount_minor: int, percent: int) -> int:
    """Rounded half up: 20 % of 112 is 22, of 113 is 23."""
    return (amount_minor * percent + 50) // 100


def delivery_minor(store: StoreSeed, country: str | None, goods_minor: int) -> int:
    """What the usual parcel costs, tax included, for goods of that value, tax included."""
    if country != store.country:
        return _ABROAD_MINOR
    return 0 if goods_minor >= _FREE_FROM_MINOR else _AT_HOME_MINOR


def zones_of(store: StoreSeed) -> list[ZoneIn]:
    """Home, and everywhere else."""
    return [ZoneIn(_HOME[store.country], (store.country,)), ZoneIn(_ABROAD, ("*",))]


def ways_of(store: StoreSeed) -> list[WayIn]:
    """A parcel to everywhere, a faster one at home, and the counter of the store itself."""
    country, currency = store.country, store.currency
    home, carrier = _HOME[country], _CARRIERS[country]
    return [
        WayIn(
            "parcel",
            {"en": "Parcel", "fr": "Colis", "de": "Paket", "lb": "Pak"},
            (
                ZonePriceIn(home, currency, _AT_HOME_MINOR, _FREE_FROM_MINOR),
                ZonePriceIn(_ABROAD, currency, _ABROAD_MINOR),
            ),
            carrier=carrier,
            days_min=1,
            days_max=3,
        ),
        WayIn(
            "express",
            {"en": "Tomorrow", "fr": "Demain", "de": "Morgen", "lb": "Muer"},
            (ZonePriceIn(home, currency, _EXPRESS_MINOR),),
            carrier=carrier,
            days_min=1,
            days_max=1,
        ),
        WayIn(
            "counter",
            {
                "en": "Collect in store",
                "fr": "Retrait en magasin",
                "de": "Im Laden abholen",
                "lb": "Am Buttek ofhuelen",
            },
            (ZonePriceIn(None, currency, 0),),
            pick_up=_counter(store),
        ),
    ]


def _counter(store: StoreSeed) -> PickUpPoint:
    street, postal_code, city = _STREETS[store.country]
    return PickUpPoint(store.name, street, city, store.country, postal_code=postal_code)
