"""The tax on a basket of one store: loads what the store has said, and applies the rules."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.modules.contracts.taxes import NoTaxes, TaxAnswer, TaxRequest
from app.modules.core.services.setup_memory import SetupMemory
from app.modules.taxes.models import TaxRate
from app.modules.taxes.repositories.tax_setup import TaxSetup, plain
from app.modules.taxes.services.store_taxes import ClassRule, DistanceSales, OwnRate, StoreTaxes
from app.modules.taxes.services.tax_rules import tax_of


class StoreTaxCalculator:
    """The taxes' side of `TaxCalculator`; a store without settings charges no tax."""

    def tax(self, db: Session, store_id: int, request: TaxRequest) -> TaxAnswer:
        """See the contract. Raises ValueError for a negative amount."""
        taxes = _taxes.of(db, store_id)
        if taxes is None:
            return NoTaxes().tax(db, store_id, request)
        return tax_of(taxes, request)


def _read_taxes(db: Session, store_id: int) -> StoreTaxes | None:
    setup = TaxSetup(db, store_id)
    settings = setup.settings()
    if settings is None:
        return None
    return StoreTaxes(
        home_country=settings.home_country,
        are_prices_gross=settings.prices_include_tax,
        distance_sales=DistanceSales(settings.distance_sales),
        is_small_business=settings.is_small_business,
        vat_id=settings.vat_id,
        registrations=settings.registrations,
        classes={row.code: ClassRule(row.category, row.by_country) for row in setup.classes()},
        own_rates=[own_rate_of(row) for row in setup.own_rates()],
    )


def own_rate_of(row: TaxRate) -> OwnRate:
    """The rate as the rules know it."""
    return OwnRate(
        row.country,
        row.tax_class,
        plain(row.rate),
        row.valid_from,
        row.valid_to,
        row.region,
        row.postal_prefix,
    )


_taxes = SetupMemory(_read_taxes)
tax_calculator = StoreTaxCalculator()
