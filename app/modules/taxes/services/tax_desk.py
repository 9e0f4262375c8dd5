"""Changes of a store's tax settings, classes and own rates, each under the store's lock."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeAlias

from sqlalchemy.orm import Session

from app.kernel.clock import utc_now
from app.kernel.http.cursors import Page, page_of, read_cursor
from app.modules.core.services.storefront_memory import note_change
from app.modules.taxes.exceptions import (
    NoTaxOfItsOwn,
    RegisteredAtHome,
    TaxClassInUse,
    TaxClassNotFound,
    TaxClassTaken,
    TaxClassUnknown,
    TaxRateNotFound,
    TaxRateTaken,
    TooManyOfTaxes,
    VatIdInvalid,
)
from app.modules.taxes.models import TaxClass, TaxRate, TaxSettings
from app.modules.taxes.repositories.tax_writing import RatePlace, TaxWriting
from app.modules.taxes.services.tax_place import business_of
from app.modules.taxes.services.territories import UNION, territory_of
from app.modules.taxes.services.vat_rates import Category

MOST_CLASSES, MOST_RATES = 200, 2000
Values: TypeAlias = Mapping[str, Any]
# Raises unless the caller has seen this version.
VersionCheck: TypeAlias = Callable[[int], None]


class TaxDesk:
    """A store's own tax data; `check` is asked before a change, with the version it would end."""

    def __init__(self, db: Session, store_id: int, check: VersionCheck) -> None:
        self._db = db
        self._store_id = store_id
        self._rows = TaxWriting(db, store_id)
        self._check = check

    def settings(self) -> TaxSettings | None:
        """The settings, None while the store has said nothing."""
        return self._rows.settings()

    def set_settings(self, values: Values) -> TaxSettings:
        """Says everything anew; version 0 stands for never said.

        Raises NoTaxOfItsOwn, RegisteredAtHome, VatIdInvalid.
        """
        home, registrations = values["home_country"], values["registrations"]
        for country in (home, *registrations):
            _require_own_tax(country)
        if home in registrations:
            raise RegisteredAtHome(country=home)
        numbers = {
            country: _number(country, number)
            for country, number in [(home, values["vat_id"]), *registrations.items()]
        }
        written = {
            **values,
            "vat_id": numbers.pop(home),
            "registrations": numbers,
            "updated_at": utc_now(),
        }
        self._rows.lock()
        row = self._rows.settings()
        self._check(0 if row is None else row.version)
        note_change(self._db, self._store_id)
        if row is None:
            return self._rows.add(TaxSettings, written)
        return self._rows.change(row, written)

    def classes(self, cursor: str | None, limit: int) -> Page[TaxClass]:
        """The classes by code. Raises CursorInvalid."""
        after = read_cursor(cursor, [str])
        rows = self._rows.classes("" if after is None else after[0], limit + 1)
        return page_of(rows, limit, lambda row: [row.code])

    def tax_class(self, class_id: int) -> TaxClass:
        """One class. Raises TaxClassNotFound."""
        return self._class(class_id)

    def add_class(self, values: Values) -> TaxClass:
        """A new class. Raises TaxClassTaken, TooManyOfTaxes."""
        self._rows.lock()
        if self._rows.class_of_code(values["code"]) is not None:
            raise TaxClassTaken(tax_class=values["code"])
        if self._rows.count(TaxClass) >= MOST_CLASSES:
            raise TooManyOfTaxes(most=MOST_CLASSES)
        return self._rows.add(TaxClass, values)

    def change_class(self, class_id: int, values: Values) -> TaxClass:
        """The class, taxed otherwise from now on. Raises TaxClassNotFound."""
        row = self._class(class_id, for_change=True)
        self._check(row.version)
        return self._rows.change(row, values)

    def remove_class(self, class_id: int) -> None:
        """What was of this class is taxed as standard. Raises TaxClassNotFound, TaxClassInUse."""
        self._rows.lock()
        row = self._class(class_id, for_change=True)
        self._check(row.version)
        if row.code not in set(Category) and self._rows.has_rates_of(row.code):
            raise TaxClassInUse(tax_class=row.code)
        self._rows.remove(row)

    def rates(
        self, country: str | None, at: date | None, after: RatePlace | None, limit: int
    ) -> list[TaxRate]:
        """The store's own rates after a place; in one country, and on a day, where given."""
        return self._rows.rates(country, at, after, limit)

    def rate(self, rate_id: int) -> TaxRate:
        """One own rate. Raises TaxRateNotFound."""
        return self._rate(rate_id)

    def add_rate(self, values: Values) -> TaxRate:
        """A new rate.

        Raises NoTaxOfItsOwn, TaxClassUnknown, TaxRateTaken, TooManyOfTaxes.
        """
        given = self._rate_values(values)
        if self._rows.rate_like(given) is not None:
            raise TaxRateTaken
        if self._rows.count(TaxRate) >= MOST_RATES:
            raise TooManyOfTaxes(most=MOST_RATES)
        return self._rows.add(TaxRate, given)

    def change_rate(self, rate_id: int, values: Values) -> TaxRate:
        """The rate, said anew. Raises as `add_rate` does, and TaxRateNotFound."""
        given = self._rate_values(values)
        row = self._rate(rate_id, for_change=True)
        self._check(row.version)
        other = self._rows.rate_like(given)
        if other is not None and other.id != rate_id:
            raise TaxRateTaken
        return self._rows.change(row, given)

    def remove_rate(self, rate_id: int) -> None:
        """The law's rate holds again. Raises TaxRateNotFound."""
        row = self._rate(rate_id, for_change=True)
        self._check(row.version)
        self._rows.remove(row)

    def _class(self, class_id: int, *, for_change: bool = False) -> TaxClass:
        row = self._rows.class_of_id(class_id, for_change=for_change)
        if row is None:
            raise TaxClassNotFound
        return row

    def _rate(self, rate_id: int, *, for_change: bool = False) -> TaxRate:
        row = self._rows.rate_of_id(rate_id, for_change=for_change)
        if row is None:
            raise TaxRateNotFound
        return row

    def _rate_values(self, values: Values) -> Values:
        """As the rules compare them; takes the store's lock, so that the class stays."""
        country, tax_class = values["country"], values["tax_class"]
        _require_own_tax(country)
        self._rows.lock()
        if tax_class not in set(Category) and self._rows.class_of_code(tax_class) is None:
            raise TaxClassUnknown(tax_class=tax_class)
        place = territory_of(country, values["region"], values["postal_prefix"])
        return {**values, "region": place.region, "postal_prefix": place.postal_code}


def _require_own_tax(country: str) -> None:
    owner = territory_of(country).country
    if owner != country:
        raise NoTaxOfItsOwn(country=country, other=owner)


def _number(country: str, number: str) -> str:
    """The number as it is written; in the Union it must be one of that country."""
    if not number or country not in UNION:
        return number.strip()
    business = business_of(number)
    if business is None or business.country != country:
        raise VatIdInvalid(country=country)
    return business.vat_id
