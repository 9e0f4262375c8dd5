"""How changes of kept figures are planned: once for few records, for just these when many."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from app.kernel.database.plans import MANY_ROWS
from app.modules.core.services.figure_change import FigureChange
from app.modules.orders.repositories.order_figures import ORDER_FIGURES
from tests.factories import make_store
from tests.modules.orders.factories import order_in, take


def plan_mode(db: Session) -> object:
    return db.scalar(text("SELECT current_setting('plan_cache_mode')"))


@pytest.mark.parametrize(
    ("orders", "mode"),
    [
        (1, "force_generic_plan"),
        (MANY_ROWS - 1, "force_generic_plan"),
        (MANY_ROWS, "force_custom_plan"),
    ],
)
def test_a_change_is_planned_by_its_size(db: Session, orders: int, mode: str) -> None:
    store = make_store(db)
    take(db, store.id, order_in())

    take(db, store.id, *(order_in() for _ in range(orders)))

    assert plan_mode(db) == mode


def test_many_records_are_not_read_by_the_plan_of_a_change_before(db: Session) -> None:
    store = make_store(db)
    take(db, store.id, order_in())
    take(db, store.id, order_in())
    assert plan_mode(db) == "force_generic_plan"

    FigureChange(db, store.id, ORDER_FIGURES).before(order=list(range(MANY_ROWS)))

    assert plan_mode(db) == "force_custom_plan"
