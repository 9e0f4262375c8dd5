from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy import event
from sqlalchemy.orm import Session

from app.kernel.database.scope import enter_store
from app.modules.contracts.taxes import TAX_CALCULATOR, NoTaxes, TaxScheme
from app.modules.core.services.module_services import service_on
from app.modules.core.services.module_switches import Actor, ModuleSwitches
from app.modules.taxes.services.tax_calculator import tax_calculator
from tests.factories import make_platform, make_store
from tests.modules.taxes.factories import basket, make_class, make_rate, make_settings


class TestTax:
    def test_charges_none_in_a_store_that_said_nothing(self, db: Session) -> None:
        store = make_store(db)
        enter_store(db, store.id)

        answer = tax_calculator.tax(db, store.id, basket("LU", 1170))

        assert answer.scheme is TaxScheme.NONE
        assert answer.lines[0].gross_minor == 1170

    def test_applies_settings_classes_and_own_rates(self, db: Session) -> None:
        store = make_store(db)
        make_settings(db, store, registrations={"FR": "FR40303265045"})
        make_class(db, store, "books", "reduced", {"LU": "super_reduced"})
        make_rate(db, store, "LU", "standard", "16.5", valid_from=date(2026, 1, 1))

        answer = tax_calculator.tax(db, store.id, basket("LU", 100, (100, "books")))
        abroad = tax_calculator.tax(db, store.id, basket("FR", 100, (100, "books")))

        assert [line.rate for line in answer.lines] == [Decimal("16.5"), Decimal(3)]
        assert [line.rate for line in abroad.lines] == [Decimal(20), Decimal("5.5")]
        assert abroad.seller_vat_id == "FR40303265045"
        assert str(answer.lines[0].rate) == "16.5"

    def test_finds_the_british_rates_for_northern_ireland(self, db: Session) -> None:
        store = make_store(db)
        make_settings(db, store, "XI")
        make_class(db, store, "books", "standard", {"GB": "zero"})
        make_rate(db, store, "GB", "standard", "19")

        there = tax_calculator.tax(
            db, store.id, basket("GB", 100, (100, "books"), postal_code="BT1 5GS")
        )
        business = basket("DE", 119, vat_id="DE136695976")
        untaxed = tax_calculator.tax(db, store.id, business)

        assert [line.rate for line in there.lines] == [Decimal(19), Decimal(0)]
        assert untaxed.lines[0].net_minor == 100

    def test_knows_nothing_of_another_store(self, db: Session) -> None:
        other, store = make_store(db), make_store(db)
        make_settings(db, other)
        make_class(db, other, "books", "exempt")
        make_rate(db, other, "LU", "standard", "1")
        make_settings(db, store)

        answer = tax_calculator.tax(db, store.id, basket("LU", 100, (100, "books")))

        assert [line.rate for line in answer.lines] == [Decimal(17), Decimal(17)]

    def test_asks_the_version_of_the_setup_and_only_once_all_of_it(self, db: Session) -> None:
        store = make_store(db)
        make_settings(db, store)
        make_class(db, store, "books", "reduced")
        db.expunge_all()
        asked: list[str] = []
        event.listen(db.connection(), "before_cursor_execute", lambda *a: asked.append(a[2]))

        for _ in range(3):
            tax_calculator.tax(db, store.id, basket("DE", 100, (100, "books"), (5, "shipping")))

        assert len(asked) == 1 + 3


def test_is_offered_where_the_module_is_on(db: Session) -> None:
    on, off = make_platform(db), make_platform(db)
    ModuleSwitches(db, off.id).disable("taxes", Actor("test"))

    assert service_on(db, on.id, TAX_CALCULATOR, NoTaxes()) is tax_calculator
    assert isinstance(service_on(db, off.id, TAX_CALCULATOR, NoTaxes()), NoTaxes)
