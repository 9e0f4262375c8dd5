"""Taxes as other modules see them: what is due on a basket that goes somewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from app.modules.contracts.capabilities import Capability

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

SHIPPING_CLASS = "shipping"


class TaxScheme(StrEnum):
    """By which rule a supply is taxed.

    NONE: the store charges no tax. DOMESTIC: at the rates of a country where the store is at home
    or registered; the rates' own `country` says which.
    ONE_STOP: distance sale to a consumer of another member state, taxed there (Directive
    2006/112/EC, articles 33 and 369a ff.). REVERSE_CHARGE: the business buyer owes it (article
    194 ff., intra-Community supply article 138). EXPORT: leaves the Union (article 146).
    """

    NONE = "none"
    DOMESTIC = "domestic"
    ONE_STOP = "one_stop"
    REVERSE_CHARGE = "reverse_charge"
    EXPORT = "export"


@dataclass(frozen=True)
class TaxLine:
    """An amount to be taxed, after discounts, in minor units; `key` names it in the answer."""

    key: str
    amount_minor: int
    tax_class: str = "standard"


@dataclass(frozen=True)
class TaxRequest:
    """A basket that goes to `country` (ISO 3166-1 alpha-2), with `region` and `postal_code`.

    An empty `country` is not known yet: the store's home country is assumed.
    `vat_id` is the buyer's number as the buyer gave it. Lines of class "shipping" are taxed like
    the goods they accompany, in proportion. `at` decides which rates are valid.
    """

    country: str
    currency: str
    at: datetime
    lines: Sequence[TaxLine]
    region: str | None = None
    postal_code: str | None = None
    vat_id: str | None = None


@dataclass(frozen=True)
class LineTax:
    """The tax on one line; net + tax = gross, minor units.

    `rate` is in per cent, None where a line (shipping over mixed goods) has several rates.
    """

    key: str
    net_minor: int
    tax_minor: int
    rate: Decimal | None

    @property
    def gross_minor(self) -> int:
        return self.net_minor + self.tax_minor


@dataclass(frozen=True)
class RateTotal:
    """What is taxed at one rate, over all lines; `country` is where the tax is due."""

    rate: Decimal
    country: str
    net_minor: int
    tax_minor: int


@dataclass(frozen=True)
class TaxAnswer:
    """The tax of a basket: of each line in the order asked, and summed by rate.

    What is to be paid is each line's net and tax: where no tax is due (REVERSE_CHARGE, EXPORT) it
    is less than a gross amount asked about. `are_prices_gross` tells whether the amounts asked
    about included tax. `note_key` names the sentence that an invoice must carry ("reverse charge"),
    if any; `seller_vat_id` and `buyer_vat_id` are the numbers that it shows, the buyer's only where
    it was found right. `goes_by_vat_id`: without the buyer's number the tax would be another.
    """

    scheme: TaxScheme
    lines: Sequence[LineTax]
    rates: Sequence[RateTotal] = ()
    are_prices_gross: bool = True
    note_key: str | None = None
    seller_vat_id: str | None = None
    buyer_vat_id: str | None = None
    goes_by_vat_id: bool = False
    by_key: dict[str, LineTax] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_key", {line.key: line for line in self.lines})


class TaxCalculator(Protocol):
    """Knows the rates of a store; the caller is in the store's scope."""

    def tax(self, db: Session, store_id: int, request: TaxRequest) -> TaxAnswer:
        """The tax on the basket, in at most two statements."""
        ...


class NoTaxes:
    """Taxes of a store that charges none: every amount is net and gross at once."""

    def tax(self, db: Session, store_id: int, request: TaxRequest) -> TaxAnswer:
        """No tax on anything."""
        lines = [LineTax(line.key, line.amount_minor, 0, None) for line in request.lines]
        return TaxAnswer(TaxScheme.NONE, lines)


TAX_CALCULATOR: Capability[TaxCalculator] = Capability("taxes.calculator")


@dataclass(frozen=True)
class TaxesIn:
    """Where a store is at home, and its number there ("" without one).

    Prices include tax. Sales to consumers in other member states are taxed at home with
    `is_below_threshold`, else where the goods arrive (see the module's settings).
    """

    home_country: str
    vat_id: str = ""
    is_below_threshold: bool = False


class TaxIntake(Protocol):
    """Sets up the taxes of a store; the caller is in the store's scope."""

    def take_taxes(self, db: Session, store_id: int, taxes: TaxesIn) -> bool:
        """False, and nothing is changed, where the store has said something already.

        Raises the module's refusals of what cannot be.
        """
        ...


TAX_INTAKE: Capability[TaxIntake] = Capability("taxes.intake")
