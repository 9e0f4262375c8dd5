"""Uses are counted, kept within their limits, and given back."""

from __future__ import annotations

import pytest
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from app.modules.contracts.promotions import AppliedPromotion, CodeRefusal, Discounts
from app.modules.promotions.models import Promotion, PromotionCode, Redemption
from app.modules.promotions.services.engine import promotion_engine
from tests.factories import make_store
from tests.modules.promotions.factories import NOW, basket, line, make_code, make_promotion

ANN, BEN = "customer:1", "email:b"


@pytest.fixture
def store_id(db: Session) -> int:
    return make_store(db).id


def reckon(db: Session, store_id: int, *codes: str, customer: str | None = ANN) -> Discounts:
    wanted = basket(line("a", 1000), codes=codes, customer_key=customer)
    return promotion_engine.discounts(db, store_id, wanted)


def redeem(
    db: Session, store_id: int, ref: str, discounts: Discounts, customer: str | None = ANN
) -> list[tuple[str, CodeRefusal]]:
    refused = promotion_engine.redeem(db, store_id, ref, discounts, customer_key=customer, at=NOW)
    return [(each.code, each.reason) for each in refused]


def uses(db: Session, store_id: int) -> int:
    statement = select(func.count()).where(Redemption.store_id == store_id)
    return db.scalars(statement).one()


class TestRedeem:
    def test_writes_who_used_what_for_how_much(self, db: Session, store_id: int) -> None:
        promotion = make_promotion(db, store_id, total_limit=5)
        code = make_code(db, promotion, "TEN", usage_limit=2)

        assert redeem(db, store_id, "order:1", reckon(db, store_id, "ten")) == []

        row = db.scalars(select(Redemption)).one()
        assert (row.ref, row.promotion_id, row.code_id) == ("order:1", promotion.id, code.id)
        assert (row.amount_minor, row.currency, row.customer_key) == (100, "EUR", ANN)
        db.expire_all()
        assert (promotion.times_used, code.times_used) == (1, 1)

    def test_the_same_reference_counts_once(self, db: Session, store_id: int) -> None:
        promotion = make_promotion(db, store_id, total_limit=1, customer_limit=1)
        make_code(db, promotion, "TEN", usage_limit=1)
        got = reckon(db, store_id, "TEN")

        assert redeem(db, store_id, "order:1", got) == []
        assert redeem(db, store_id, "order:1", got) == []

        assert uses(db, store_id) == 1

    @pytest.mark.parametrize(
        ("of_promotion", "of_code", "reason"),
        [
            ({"total_limit": 1}, {}, CodeRefusal.USED_UP),
            ({}, {"usage_limit": 1}, CodeRefusal.USED_UP),
            ({"customer_limit": 1}, {}, CodeRefusal.USED_BY_CUSTOMER),
        ],
    )
    def test_what_is_used_up_is_said_by_both(
        self,
        db: Session,
        store_id: int,
        of_promotion: dict[str, int],
        of_code: dict[str, int],
        reason: CodeRefusal,
    ) -> None:
        make_code(db, make_promotion(db, store_id, **of_promotion), "TEN", **of_code)
        early = reckon(db, store_id, "TEN")
        redeem(db, store_id, "order:1", early)

        assert redeem(db, store_id, "order:2", early) == [("TEN", reason)]
        again = reckon(db, store_id, "TEN")
        assert [(each.code, each.reason) for each in again.refused] == [("TEN", reason)]

    def test_another_customer_may_use_what_one_has_used_up(
        self, db: Session, store_id: int
    ) -> None:
        make_code(db, make_promotion(db, store_id, customer_limit=1), "TEN")
        redeem(db, store_id, "order:1", reckon(db, store_id, "TEN"))

        theirs = reckon(db, store_id, "TEN", customer=BEN)

        assert redeem(db, store_id, "order:2", theirs, BEN) == []

    def test_nobody_in_particular_cannot_use_what_is_limited_by_person(
        self, db: Session, store_id: int
    ) -> None:
        make_code(db, make_promotion(db, store_id, customer_limit=1), "TEN")
        got = reckon(db, store_id, "TEN", customer=None)

        assert len(got.applied) == 1
        assert redeem(db, store_id, "order:1", got, None) == [("TEN", CodeRefusal.CONDITIONS)]

    def test_all_or_nothing(self, db: Session, store_id: int) -> None:
        make_code(db, make_promotion(db, store_id, total_limit=9), "PLENTY")
        scarce = make_promotion(db, store_id, is_automatic=True, total_limit=1)
        both = reckon(db, store_id, "PLENTY")
        redeem(db, store_id, "order:1", both)

        refused = promotion_engine.redeem(db, store_id, "order:2", both, customer_key=ANN, at=NOW)

        assert [(each.code, each.promotion_id) for each in refused] == [("", scarce.id)]
        assert uses(db, store_id) == 2

    def test_what_took_nothing_off_is_not_used(self, db: Session, store_id: int) -> None:
        make_code(db, make_promotion(db, store_id, kind="free_shipping"), "FREE")
        got = reckon(db, store_id, "FREE")

        assert [each.code for each in got.applied] == ["FREE"]
        assert redeem(db, store_id, "order:1", got) == []
        assert uses(db, store_id) == 0

    def test_what_went_meanwhile_is_refused(self, db: Session, store_id: int) -> None:
        gone = make_promotion(db, store_id)
        make_code(db, gone, "GONE")
        retired = make_code(db, make_promotion(db, store_id), "RETIRED")
        over = make_promotion(db, store_id, is_automatic=True)
        got = reckon(db, store_id, "GONE", "RETIRED")
        db.execute(delete(PromotionCode).where(PromotionCode.code == "GONE"))
        db.execute(delete(Promotion).where(Promotion.id == gone.id))
        retired.retired_at = over.ends_at = NOW
        db.flush()

        assert redeem(db, store_id, "order:1", got) == [
            ("", CodeRefusal.OVER),
            ("GONE", CodeRefusal.UNKNOWN),
            ("RETIRED", CodeRefusal.OVER),
        ]

    def test_a_forged_promotion_of_another_store_is_unknown(
        self, db: Session, store_id: int
    ) -> None:
        theirs = make_promotion(db, make_store(db).id)
        make_promotion(db, store_id)
        forged = Discounts(applied=[AppliedPromotion(theirs.id, "x", 5)], currency="EUR")

        assert redeem(db, store_id, "order:1", forged) == [("", CodeRefusal.UNKNOWN)]


class TestGiveBack:
    def test_it_can_be_used_again(self, db: Session, store_id: int) -> None:
        promotion = make_promotion(db, store_id, total_limit=1, customer_limit=1)
        code = make_code(db, promotion, "TEN", usage_limit=1)
        got = reckon(db, store_id, "TEN")
        redeem(db, store_id, "order:1", got)

        promotion_engine.give_back(db, store_id, "order:1")
        promotion_engine.give_back(db, store_id, "order:1")

        db.expire_all()
        assert (promotion.times_used, code.times_used, uses(db, store_id)) == (0, 0, 0)
        assert redeem(db, store_id, "order:2", got) == []

    def test_others_keep_theirs(self, db: Session, store_id: int) -> None:
        promotion = make_promotion(db, store_id, total_limit=2)
        make_code(db, promotion, "TEN")
        got = reckon(db, store_id, "TEN")
        redeem(db, store_id, "order:1", got)
        redeem(db, store_id, "order:2", got)

        promotion_engine.give_back(db, store_id, "order:1")
        promotion_engine.give_back(db, store_id, "order:unknown")

        db.expire_all()
        assert (promotion.times_used, uses(db, store_id)) == (1, 1)
