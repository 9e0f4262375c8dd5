"""The list of rates: the store's own, then the law's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.kernel.http.cursors import CursorInvalid, page_of, read_cursor
from app.kernel.http.schemas import PageOut
from app.modules.taxes.repositories.tax_writing import RatePlace
from app.modules.taxes.schemas.rates import RateSource, TaxRateOut
from app.modules.taxes.services.tax_answers import legal_rate_out, own_rate_out
from app.modules.taxes.services.tax_desk import TaxDesk
from app.modules.taxes.services.territories import territory_of
from app.modules.taxes.services.vat_rates import legal_rates

# Source, area, class, region, beginning of the postal code, first day ("" where none is known).
_KEY = (str,) * 6


@dataclass(frozen=True)
class RatesWanted:
    """Which rates: of one country, and in force on a day, where given."""

    country: str | None
    at: date | None


def rates_out(
    desk: TaxDesk, wanted: RatesWanted, cursor: str | None, limit: int
) -> PageOut[TaxRateOut]:
    """A page of the rates. Raises CursorInvalid."""
    after = read_cursor(cursor, _KEY)
    found = [] if after and after[0] == RateSource.LAW else _own(desk, wanted, after, limit + 1)
    if len(found) <= limit:
        found += _of_the_law(wanted, after)[: limit + 1 - len(found)]
    page = page_of(found, limit, _key)
    return PageOut(items=list(page.items), next_cursor=page.next_cursor)


def _own(
    desk: TaxDesk, wanted: RatesWanted, after: list[str] | None, limit: int
) -> list[TaxRateOut]:
    place = None if after is None else _place(after)
    return [own_rate_out(row) for row in desk.rates(wanted.country, wanted.at, place, limit)]


def _place(after: list[str]) -> RatePlace:
    source, country, tax_class, region, postal_prefix, first_day = after
    if source != RateSource.STORE:
        raise CursorInvalid
    try:
        return country, tax_class, region, postal_prefix, date.fromisoformat(first_day)
    except ValueError:
        raise CursorInvalid from None


def _of_the_law(wanted: RatesWanted, after: list[str] | None) -> list[TaxRateOut]:
    """In the order of the file, behind the one that the cursor names."""
    owner = None if wanted.country is None else territory_of(wanted.country).country
    rates = [
        legal_rate_out(rate)
        for rate in legal_rates(day=wanted.at)
        if owner is None or rate.area.partition("-")[0] == owner
    ]
    if after is None or after[0] != RateSource.LAW:
        return rates
    keys = [_key(rate) for rate in rates]
    if after not in keys:
        raise CursorInvalid
    return rates[keys.index(after) + 1 :]


def _key(rate: TaxRateOut) -> list[str]:
    first_day = "" if rate.valid_from is None else rate.valid_from.isoformat()
    return [
        rate.source.value,
        rate.area,
        rate.tax_class,
        rate.region,
        rate.postal_prefix,
        first_day,
    ]
