"""Each law finds what breaks it, and finds nothing where all is well."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import text, update
from sqlalchemy.orm import Session

from app.modules.promotions.models import Promotion, PromotionCode, Redemption
from app.modules.promotions.repositories.invariants import INVARIANTS
from app.modules.promotions.services.engine import promotion_engine
from tests.factories import make_store
from tests.modules.promotions.factories import NOW, basket, line, make_code, make_promotion


def broken(db: Session) -> set[str]:
    return {law.code for law in INVARIANTS if db.execute(text(law.violations)).first()}


@pytest.fixture
def store_id(db: Session) -> int:
    """A store with one limited promotion and code, used once."""
    store_id = make_store(db).id
    make_code(db, make_promotion(db, store_id, total_limit=2), "TEN", usage_limit=2)
    make_promotion(db, store_id, is_automatic=True)
    got = promotion_engine.discounts(db, store_id, basket(line("a", 1000), codes=["TEN"]))
    promotion_engine.redeem(db, store_id, "order:1", got, customer_key=None, at=NOW)
    return store_id


def everywhere(entity: Any, **values: Any) -> Callable[[Session], None]:
    def breaking(db: Session) -> None:
        db.execute(update(entity).values(**values))

    return breaking


class TestInvariants:
    def test_nothing_is_broken_by_use(self, db: Session, store_id: int) -> None:
        assert broken(db) == set()
        promotion_engine.give_back(db, store_id, "order:1")
        assert broken(db) == set()

    @pytest.mark.parametrize(
        ("breaking", "law"),
        [
            (everywhere(Promotion, times_used=0), "promotions.promotion_uses"),
            (everywhere(PromotionCode, times_used=2), "promotions.code_uses"),
            (everywhere(Redemption, amount_minor=0), "promotions.use_of_own_code"),
            (everywhere(Promotion, is_automatic=True), "promotions.automatic_without_codes"),
        ],
    )
    def test_each_finds_what_breaks_it(
        self, db: Session, store_id: int, breaking: Callable[[Session], None], law: str
    ) -> None:
        breaking(db)

        assert broken(db) == {law}
