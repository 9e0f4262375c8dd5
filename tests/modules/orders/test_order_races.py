"""An order and what takes it back, changed at the same time: each change is counted once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.kernel.database.engine import Database
from app.kernel.database.scope import enter_store
from app.modules.contracts.orders import OrderIn, ReversalIn
from app.modules.core.services.figure_keeper import keep_all
from app.modules.orders.repositories.event_writing import EventWriting
from app.modules.orders.repositories.reversal_writing import ReversalWriting
from app.modules.orders.services.order_intake import order_intake
from tests.factories import make_store
from tests.modules.orders.factories import NOON, order_in, reversal_in
from tests.races import differences, once_after

ORDER = order_in(external_ref="X")
EARLIER = order_in(NOON - timedelta(days=2), external_ref="X")
BACK = reversal_in(goods_minor=400, external_ref="R", order_ref="X")
# The same reversal again, without its order's name, and with more in it.
MORE = reversal_in(goods_minor=300, external_ref="R", shipping_minor=70)
# What is there already, what comes meanwhile.
CASES: dict[str, tuple[list[OrderIn | ReversalIn], ReversalIn]] = {
    "changed": ([ORDER, BACK], MORE),
    "new": ([ORDER], BACK),
    "waiting": ([BACK], MORE),
}


@pytest.fixture
def store_id(committed: Database) -> int:
    with committed.transaction() as db:
        store_id = make_store(db).id
    keep_all(committed)
    return store_id


def take(database: Database, store_id: int, record: OrderIn | ReversalIn) -> None:
    """Takes one record in a transaction of its own."""
    with database.transaction() as db:
        enter_store(db, store_id)
        if isinstance(record, ReversalIn):
            order_intake.take_reversals(db, store_id, [record])
        else:
            order_intake.take_orders(db, store_id, [record])


class TestRaces:
    @pytest.mark.parametrize("case", CASES)
    def test_a_reversal_meanwhile_is_counted_once(
        self,
        committed: Database,
        store_id: int,
        monkeypatch: pytest.MonkeyPatch,
        case: str,
    ) -> None:
        there, meanwhile = CASES[case]
        for record in there:
            take(committed, store_id, record)

        def change() -> None:
            take(committed, store_id, meanwhile)

        with once_after(monkeypatch, EventWriting, "derive_from_orders", change):
            take(committed, store_id, EARLIER)

        assert differences(committed) == []

    def test_without_the_order_locked_it_would_be_counted_twice(
        self, committed: Database, store_id: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(ReversalWriting, "named_orders", lambda self, reversals: set())

        with pytest.raises(AssertionError):
            self.test_a_reversal_meanwhile_is_counted_once(
                committed, store_id, monkeypatch, "changed"
            )
