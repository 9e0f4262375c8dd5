"""What payments asks the team to do."""

from __future__ import annotations

from app.kernel.database.engine import Database
from app.kernel.database.scope import enter_store, enter_stores
from app.modules.contracts.widgets import TodoItem
from app.modules.payments.services.gateway import payment_gateway
from app.modules.payments.services.payment_widgets import payment_widgets
from tests.modules.payments.factories import GIVEN_BACK_ELSEWHERE, Desk, do_jobs, pay, rows


def todos(database: Database, store_id: int) -> list[TodoItem]:
    with database.transaction() as db:
        enter_stores(db, [store_id])
        return payment_widgets.get_todos(db, [store_id])


def test_refunds_that_failed_wait_for_somebody(
    committed: Database, store_id: int, desk: Desk
) -> None:
    payment = pay(committed, store_id)
    assert todos(committed, store_id) == []
    rows(committed, store_id, GIVEN_BACK_ELSEWHERE)
    with committed.transaction() as db:
        enter_store(db, store_id)
        payment_gateway.refund(db, store_id, payment.order_id, ref="r", amount_minor=5)
    do_jobs(committed)

    (todo,) = todos(committed, store_id)

    assert (todo.count, todo.listing, todo.view, todo.is_urgent) == (1, "refunds", "failed", True)
