"""Who owes the tax on a delivery, where, and by which rule.

Directive 2006/112/EC, articles 31 to 36 (place of supply of goods), 59c (threshold), 138
(intra-Community supply), 146 (export), in this order; pure, no table is read. Goods sold between
Great Britain and Northern Ireland stay in one country, the United Kingdom, whichever way they go.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.kernel.vat_numbers import eu_vat_number
from app.modules.contracts.taxes import TaxScheme
from app.modules.taxes.services.store_taxes import DistanceSales, StoreTaxes
from app.modules.taxes.services.territories import Territory, territory_of

NOTE_REVERSE_CHARGE = "taxes-note-reverse-charge"
NOTE_EXPORT = "taxes-note-export"
NOTE_SMALL_BUSINESS = "taxes-note-small-business"
_UNITED_KINGDOM = {"GB", "XI"}


@dataclass(frozen=True)
class Buyer:
    """A business of the Union: the country that registered it, and its number there."""

    country: str
    vat_id: str


@dataclass(frozen=True)
class Ruling:
    """By which rule a delivery is taxed, and whose rates hold; None when nobody charges any.

    `goes_by_buyer`: it would be taxed differently if the buyer had given no number.
    """

    scheme: TaxScheme
    rates_of: Territory | None
    buyer: Buyer | None = None
    note_key: str | None = None
    goes_by_buyer: bool = False


def ruling(store: StoreTaxes, destination: Territory, vat_id: str | None) -> Ruling:
    """How this store taxes a delivery to `destination`, for a buyer who gave that number."""
    home, buyer = territory_of(store.home_country), business_of(vat_id)
    if _is_domestic(home, destination):
        return Ruling(TaxScheme.DOMESTIC, destination, buyer)
    if home.is_in_union and destination.is_in_union:
        return _within_union(store, home, destination, buyer)
    if not destination.is_outside and any(
        country in store.registrations for country in destination.countries
    ):
        return Ruling(TaxScheme.DOMESTIC, destination, buyer)
    return Ruling(TaxScheme.EXPORT, None, buyer, NOTE_EXPORT)


def business_of(vat_id: str | None) -> Buyer | None:
    """The business of a VAT number with right form and check digits, None for any other text."""
    number = eu_vat_number(vat_id or "")
    return None if number is None else Buyer(territory_of(number[:2]).country, number)


def _within_union(
    store: StoreTaxes, home: Territory, destination: Territory, buyer: Buyer | None
) -> Ruling:
    if buyer is not None and buyer.country != home.country:
        return Ruling(
            TaxScheme.REVERSE_CHARGE, None, buyer, NOTE_REVERSE_CHARGE, goes_by_buyer=True
        )
    if buyer is not None:
        # A business of the home country: no distance sale, and nothing to exempt it (article 32).
        return Ruling(TaxScheme.DOMESTIC, home, buyer, goes_by_buyer=True)
    if destination.country in store.registrations:
        return Ruling(TaxScheme.DOMESTIC, destination)
    if store.distance_sales is DistanceSales.BELOW_THRESHOLD:
        return Ruling(TaxScheme.DOMESTIC, home)
    return Ruling(TaxScheme.ONE_STOP, destination)


def _is_domestic(home: Territory, destination: Territory) -> bool:
    both = {home.country, destination.country}
    return (len(both) == 1 or both == _UNITED_KINGDOM) and not destination.is_outside
