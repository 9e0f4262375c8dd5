"""The tax on a basket of one store: loads what the store has said, and applies the rules."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.modules.contracts.taxes import NoTaxes, TaxAnswer, TaxRequest
from app.modules.taxes.models import TaxClass, TaxRate, TaxSettings
from app.modules.taxes.repositories.tax_setup import TaxSetup, plain
from app.modules.taxes.services.store_taxes import ClassRule, DistanceSales, OwnRate, StoreTaxes
from app.modules.taxes.services.tax_rules import tax_of
from app.modules.taxes.services.territories import territory_of


class StoreTaxCalculator:
    """The taxes' side of `TaxCalculator`; a store without settings charges no tax."""

    def tax(self, db: Session, store_id: int, request: TaxRequest) -> TaxAnswer:
        """See the contract. Raises ValueError for a negative amount."""
        setup = TaxSetup(db, store_id)
        settings, classes = setup.settings_with_classes({line.tax_class for line in request.lines})
        if settings is None:
            return NoTaxes().tax(db, store_id, request)
        destination = territory_of(request.country, request.region, request.postal_code)
        rates = setup.own_rates({destination.country, settings.home_country})
        return tax_of(_store_taxes(settings, classes, rates), request)


def _store_taxes(
    settings: TaxSettings, classes: list[TaxClass], rates: list[TaxRate]
) -> StoreTaxes:
    return StoreTaxes(
        home_country=settings.home_country,
        are_prices_gross=settings.prices_include_tax,
        distance_sales=DistanceSales(settings.distance_sales),
        is_small_business=settings.is_small_business,
        vat_id=settings.vat_id,
        registrations=settings.registrations,
        classes={row.code: ClassRule(row.category, row.by_country) for row in classes},
        own_rates=[own_rate_of(row) for row in rates],
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


tax_calculator = StoreTaxCalculator()
