"""What is kept of a buyer is handed out whole, and nobody can be named after erasure."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.modules.contracts.personal_data import DataSubject
from app.modules.contracts.promotions import account_key, guest_key
from app.modules.promotions.models import Redemption
from app.modules.promotions.services.engine import promotion_engine
from app.modules.promotions.services.personal_data import uses_of_promotions
from tests.factories import make_store
from tests.modules.promotions.factories import NOW, basket, line, make_promotion

ANN = DataSubject(7, ("Ann@Example.test",))


def use(db: Session, store_id: int, ref: str, key: str) -> None:
    got = promotion_engine.discounts(db, store_id, basket(line("a", 1000)))
    promotion_engine.redeem(db, store_id, ref, got, customer_key=key, at=NOW)


class TestPersonalData:
    def test_uses_as_account_and_as_guest_are_one_person_s(self, db: Session) -> None:
        store_id = make_store(db).id
        promotion = make_promotion(db, store_id, is_automatic=True, name="Spring")
        keys = [account_key(7), guest_key(" ann@example.TEST"), account_key(8)]
        for number, key in enumerate(keys):
            use(db, store_id, f"order:{number}", key)

        exported = uses_of_promotions.export(db, store_id, ANN)
        erased = uses_of_promotions.erase(db, store_id, ANN, NOW)

        uses = exported["promotions_used"]
        assert [each["reference"] for each in uses] == ["order:0", "order:1"]
        assert {each["promotion"] for each in uses} == {"Spring"}
        assert erased == 2
        assert uses_of_promotions.export(db, store_id, ANN) == {}
        left = db.scalars(select(Redemption.customer_key).order_by(Redemption.ref)).all()
        assert left[2] == account_key(8)
        assert not {*keys[:2]} & {*left}
        assert len(set(left)) == 3
        assert promotion.id

    def test_of_an_address_that_was_given_up_only_what_came_before(self, db: Session) -> None:
        store_id = make_store(db).id
        make_promotion(db, store_id, is_automatic=True)
        use(db, store_id, "order:1", guest_key("ann@example.test"))
        early, late = (
            DataSubject(None, given_up=(("ann@example.test", NOW + timedelta(seconds=s)),))
            for s in (-1, 1)
        )

        assert uses_of_promotions.export(db, store_id, early) == {}
        assert uses_of_promotions.erase(db, store_id, early, NOW) == 0
        assert len(uses_of_promotions.export(db, store_id, late)["promotions_used"]) == 1

    def test_another_store_s_uses_stay(self, db: Session) -> None:
        there = make_store(db).id
        make_promotion(db, there, is_automatic=True)
        use(db, there, "order:1", account_key(7))
        here = make_store(db).id
        make_promotion(db, here)

        assert uses_of_promotions.erase(db, here, ANN, NOW) == 0
