"""Discounts from the database: which promotions, by which codes, in how many statements."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from app.modules.contracts.promotions import (
    PROMOTION_ENGINE,
    Basket,
    CodeRefusal,
    Discounts,
    NoPromotions,
)
from app.modules.core.services.module_services import service_on
from app.modules.core.services.module_switches import Actor, ModuleSwitches
from app.modules.promotions.services.engine import promotion_engine
from tests.factories import make_platform, make_store
from tests.modules.promotions.factories import NOW, basket, line, make_code, make_promotion


@pytest.fixture
def store_id(db: Session) -> int:
    return make_store(db).id


def reasons(discounts: Discounts) -> dict[str, CodeRefusal]:
    return {each.code: each.reason for each in discounts.refused}


def of(db: Session, store_id: int, wanted: Basket) -> Discounts:
    return promotion_engine.discounts(db, store_id, wanted)


class TestDiscounts:
    def test_a_code_takes_its_per_cent_off(self, db: Session, store_id: int) -> None:
        promotion = make_promotion(db, store_id, percent=Decimal("12.5"))
        make_code(db, promotion, "Summer-10")

        got = of(db, store_id, basket(line("a", 1999, 2), line("b", 501), codes=["summer-10"]))

        # 12.5 % of 44.99 is 5.62375.
        assert [each.amount_minor for each in got.applied] == [562]
        assert got.applied[0].code == "summer-10"
        assert (got.of_line("a"), got.of_line("b")) == (499, 63)
        assert got.currency == "EUR"

    @pytest.mark.parametrize(
        "typed", ["SUMMER-10", "  summer-10 ", "ｓｕｍｍｅｒ-10", "Su mmer-10"]
    )
    def test_a_code_is_known_however_it_is_written(
        self, db: Session, store_id: int, typed: str
    ) -> None:
        make_code(db, make_promotion(db, store_id), "Summer-10")

        got = of(db, store_id, basket(line("a", 1000), codes=[typed]))

        assert [each.code for each in got.applied] == [typed]

    @pytest.mark.parametrize("typed", ["", " ", "nothing", "a\x00b", "x" * 5000, "\ud800"])
    def test_what_is_no_code_is_unknown(self, db: Session, store_id: int, typed: str) -> None:
        make_code(db, make_promotion(db, store_id), "Summer-10")

        got = of(db, store_id, basket(line("a", 1000), codes=[typed]))

        assert reasons(got) == {typed: CodeRefusal.UNKNOWN}

    def test_the_same_code_twice_is_one(self, db: Session, store_id: int) -> None:
        make_code(db, make_promotion(db, store_id), "TEN")

        got = of(db, store_id, basket(line("a", 1000), codes=["ten", "TEN", " ten"]))

        assert (got.of_line("a"), got.refused) == (100, [])

    def test_automatic_ones_come_first_by_priority(self, db: Session, store_id: int) -> None:
        late = make_promotion(db, store_id, is_automatic=True, priority=9)
        early = make_promotion(db, store_id, is_automatic=True, priority=1)
        coded = make_promotion(db, store_id, priority=0)
        make_code(db, coded, "TEN")

        got = of(db, store_id, basket(line("a", 1000), codes=["TEN"]))

        assert [each.promotion_id for each in got.applied] == [early.id, late.id, coded.id]
        assert [each.amount_minor for each in got.applied] == [100, 90, 81]

    def test_an_automatic_one_runs_in_its_window_only(self, db: Session, store_id: int) -> None:
        ends = NOW + timedelta(days=1)
        make_promotion(db, store_id, is_automatic=True, starts_at=NOW, ends_at=ends)

        def off(at: timedelta) -> int:
            return of(db, store_id, basket(line("a", 1000), at=NOW + at)).of_line("a")

        moment = timedelta(microseconds=1)
        day = timedelta(days=1)
        assert [off(-moment), off(0 * day), off(day - moment), off(day)] == [0, 100, 100, 0]

    def test_a_code_says_when_it_is_too_early_or_late(self, db: Session, store_id: int) -> None:
        day = timedelta(days=1)
        make_code(db, make_promotion(db, store_id, starts_at=NOW + day), "LATER")
        make_code(db, make_promotion(db, store_id, ends_at=NOW), "PAST")
        make_code(db, make_promotion(db, store_id), "GONE", retired_at=NOW)

        got = of(db, store_id, basket(line("a", 1000), codes=["LATER", "PAST", "GONE"]))

        assert reasons(got) == {
            "LATER": CodeRefusal.NOT_YET,
            "PAST": CodeRefusal.OVER,
            "GONE": CodeRefusal.OVER,
        }

    def test_another_store_s_code_is_unknown(self, db: Session, store_id: int) -> None:
        make_code(db, make_promotion(db, make_store(db).id), "THEIRS")
        make_promotion(db, store_id)

        got = of(db, store_id, basket(line("a", 1000), codes=["THEIRS"]))

        assert reasons(got) == {"THEIRS": CodeRefusal.UNKNOWN}

    def test_takes_two_statements_at_most(self, db: Session, store_id: int) -> None:
        for number in range(8):
            promotion = make_promotion(db, store_id, customer_limit=1)
            make_code(db, promotion, f"CODE{number}")
            make_promotion(db, store_id, is_automatic=True, customer_limit=3)
        seen: list[str] = []
        event.listen(db.connection(), "before_cursor_execute", lambda *it: seen.append(it[2]))

        codes = [f"CODE{number}" for number in range(8)]
        got = of(db, store_id, basket(line("a", 1000), codes=codes, customer_key="customer:1"))

        assert len(got.applied) == 16
        setup = ["core_store_setup", "is_automatic"]
        assert [word in statement for word, statement in zip(setup, seen, strict=False)] == [
            True
        ] * 2
        assert len(seen) == 2 + 2

    def test_without_codes_and_limits_takes_none_but_the_first_time(
        self, db: Session, store_id: int
    ) -> None:
        make_promotion(db, store_id, is_automatic=True)
        of(db, store_id, basket(line("a", 1000)))
        seen: list[str] = []
        event.listen(db.connection(), "before_cursor_execute", lambda *it: seen.append(it[2]))

        got = of(db, store_id, basket(line("a", 2000)))

        assert ([each.amount_minor for each in got.applied], seen) == ([200], [])

    def test_a_limit_on_all_uses_is_read_each_time(self, db: Session, store_id: int) -> None:
        promotion = make_promotion(db, store_id, is_automatic=True, total_limit=1)
        assert of(db, store_id, basket(line("a", 1000))).applied
        promotion.times_used = 1  # as redeeming does, which notes no change of the setup
        db.flush()

        assert not of(db, store_id, basket(line("a", 1000))).applied


class TestAbsence:
    def test_a_platform_without_promotions_knows_no_code(self, db: Session) -> None:
        platform = make_platform(db)

        on = service_on(db, platform.id, PROMOTION_ENGINE, NoPromotions())
        ModuleSwitches(db, platform.id).disable("promotions", Actor("test"))
        off = service_on(db, platform.id, PROMOTION_ENGINE, NoPromotions())

        assert on is promotion_engine
        assert isinstance(off, NoPromotions)
