"""Taxes set up from outside, for a store that has said nothing about them yet."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.modules.contracts.taxes import TaxesIn
from app.modules.taxes.schemas.fields import DistanceSalesField
from app.modules.taxes.schemas.settings import TaxSettingsIn
from app.modules.taxes.services.tax_desk import TaxDesk


class StoreTaxIntake:
    """The taxes' side of `TaxIntake`."""

    def take_taxes(self, db: Session, store_id: int, taxes: TaxesIn) -> bool:
        """See the contract. Raises ValidationError, NoTaxOfItsOwn, VatIdInvalid."""
        desk = TaxDesk(db, store_id, lambda _: None)
        if desk.settings() is not None:
            return False
        sales = (
            DistanceSalesField.BELOW_THRESHOLD
            if taxes.is_below_threshold
            else DistanceSalesField.ONE_STOP
        )
        settings = TaxSettingsIn(
            home_country=taxes.home_country, vat_id=taxes.vat_id, distance_sales=sales
        )
        desk.set_settings(settings.model_dump())
        return True


tax_intake = StoreTaxIntake()
