from __future__ import annotations

from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from app.kernel.database.scope import enter_store
from app.modules.contracts.taxes import TAX_INTAKE, TaxesIn, TaxScheme
from app.modules.registry import registry
from app.modules.taxes.exceptions import VatIdInvalid
from app.modules.taxes.services.tax_calculator import tax_calculator
from app.modules.taxes.services.tax_intake import tax_intake
from tests.factories import make_store
from tests.modules.taxes.factories import basket, make_settings


class TestTakeTaxes:
    def test_taxes_the_store_from_then_on(self, db: Session) -> None:
        store = make_store(db)
        enter_store(db, store.id)
        taxes = TaxesIn("LU", "LU99000154", is_below_threshold=True)

        assert tax_intake.take_taxes(db, store.id, taxes)

        at_home = tax_calculator.tax(db, store.id, basket("LU", 1170))
        next_door = tax_calculator.tax(db, store.id, basket("FR", 1170))
        assert [(line.net_minor, line.tax_minor) for line in at_home.lines] == [(1000, 170)]
        assert at_home.seller_vat_id == "LU99000154"
        assert next_door.scheme is TaxScheme.DOMESTIC
        assert next_door.lines[0].rate == Decimal(17)

    def test_leaves_what_the_store_said_itself(self, db: Session) -> None:
        store = make_store(db)
        make_settings(db, store, "FR")

        assert not tax_intake.take_taxes(db, store.id, TaxesIn("LU"))

        assert tax_calculator.tax(db, store.id, basket("FR", 1200)).lines[0].rate == Decimal(20)

    def test_refuses_another_country_s_number(self, db: Session) -> None:
        store = make_store(db)
        enter_store(db, store.id)

        with pytest.raises(VatIdInvalid):
            tax_intake.take_taxes(db, store.id, TaxesIn("FR", "LU99000154"))

    def test_of_one_store_says_nothing_of_another(self, db: Session) -> None:
        mine, other = make_store(db), make_store(db)
        enter_store(db, mine.id)
        tax_intake.take_taxes(db, mine.id, TaxesIn("LU"))
        enter_store(db, other.id)

        answer = tax_calculator.tax(db, other.id, basket("LU", 1170))

        assert answer.scheme is TaxScheme.NONE

    def test_is_found_by_its_key(self) -> None:
        assert registry().find(TAX_INTAKE) is tax_intake
