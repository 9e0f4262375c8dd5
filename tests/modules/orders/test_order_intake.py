"""Taking orders and reversals in: once, in any order, and only into their store."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import event, select, text
from sqlalchemy.exc import ProgrammingError
from sqlalchemy.orm import Session

from app.kernel.database.scope import enter_store
from app.modules.contracts.intake import IntakeCount
from app.modules.contracts.orders import ORDER_INTAKE, ReversalLineIn
from app.modules.orders.definition import orders_module
from app.modules.orders.models import Order, OrderEvent, OrderLine, Reversal, ReversalLine
from app.modules.orders.services.order_intake import order_intake
from tests.factories import make_store
from tests.modules.orders.factories import NOON, order_in, order_line, reversal_in, take

DAY = timedelta(days=1)
TABLES = (Order, OrderLine, OrderEvent, Reversal, ReversalLine)


def dump(db: Session) -> list[list[tuple[object, ...]]]:
    """Every row in scope with the transaction id it was last written by, in key order."""
    return [
        [
            tuple(row)
            for row in db.execute(text(f"SELECT xmin::text, t.* FROM {name} t ORDER BY id"))
        ]
        for name in (table.__tablename__ for table in TABLES)
    ]


class TestTakeOrders:
    def test_is_what_the_module_provides(self) -> None:
        assert orders_module.provides[ORDER_INTAKE]() is order_intake

    def test_copies_what_was_sold(self, db: Session) -> None:
        store = make_store(db)
        line = order_line(2, quantity=15, unit_price=Decimal("0.001"), variant_id=77, tax_minor=1)
        order = order_in(NOON, [line], customer_id=5, customer_name="Ada", country="France")

        count = take(db, store.id, replace(order, shipping_minor=300, shipping_tax_minor=51))

        kept = db.scalars(select(Order)).one()
        kept_line = db.scalars(select(OrderLine)).one()
        assert count == IntakeCount(created=1, lines_created=1)
        assert (kept.gross_minor, kept.tax_minor, kept.units) == (2, 52, 15)
        assert (kept.customer_id, kept.customer_name, kept.country) == (5, "Ada", "France")
        assert (kept_line.unit_price, kept_line.variant_id) == (Decimal("0.001"), 77)

    def test_changes_nothing_the_second_time(self, db: Session) -> None:
        store = make_store(db)
        order = order_in(NOON, [order_line(), order_line()], paid_at=NOON)
        refund = reversal_in(NOON + DAY, order_ref=order.external_ref)
        take(db, store.id, order, refund)
        before = dump(db)

        with db.begin_nested():
            count = take(db, store.id, order, refund)

        assert count == IntakeCount(unchanged=2)
        assert dump(db) == before

    def test_hears_more_of_an_order_and_a_refund_without_lines(self, db: Session) -> None:
        store = make_store(db)
        order = order_in(NOON, [], shipping_tax_minor=51)
        refund = reversal_in(NOON, lines=(), shipping_minor=300)
        take(db, store.id, order, refund)

        count = take(db, store.id, replace(order, paid_at=NOON), replace(refund, reason="late"))

        kept, back = db.scalars(select(Order)).one(), db.scalars(select(Reversal)).one()
        assert count == IntakeCount(updated=2)
        assert (kept.gross_minor, kept.tax_minor, kept.units) == (0, 51, 0)
        assert (back.goods_minor, back.units) == (0, 0)

    def test_adds_lines_that_come_later_and_leaves_known_ones_alone(self, db: Session) -> None:
        store = make_store(db)
        first, second = order_line(1000), order_line(500, quantity=2)
        order = order_in(NOON, [first])
        take(db, store.id, order)

        altered = replace(first, gross_minor=9999)
        count = take(db, store.id, replace(order, lines=(altered, second)))

        kept = db.scalars(select(Order)).one()
        assert count == IntakeCount(updated=1, lines_created=1)
        assert (kept.gross_minor, kept.units) == (1500, 3)

    def test_ends_in_the_same_state_whichever_piece_comes_first(self, db: Session) -> None:
        early = order_in(NOON, [order_line(1000)], paid_at=NOON, customer_name="Ada")
        late = replace(
            early,
            placed_at=NOON + DAY,
            paid_at=NOON + DAY,
            lines=(order_line(300),),
            customer_name=None,
        )
        states = set()
        for pieces in ([early, late], [late, early], [late, early, late]):
            together, apart = make_store(db), make_store(db)
            take(db, together.id, *pieces)
            for piece in pieces:
                take(db, apart.id, piece)
            for store in (together, apart):
                enter_store(db, store.id)
                states.add(
                    db.execute(
                        select(
                            Order.placed_at, Order.paid_at, Order.customer_name, Order.gross_minor
                        )
                    ).one()
                )

        assert states == {(NOON, NOON, "Ada", 1300)}

    def test_takes_what_is_new_about_a_known_order(self, db: Session) -> None:
        store = make_store(db)
        order = order_in(NOON)
        take(db, store.id, order)

        changed = replace(order, paid_at=NOON + DAY, shipping_minor=200, shipping_tax_minor=34)
        count = take(db, store.id, changed)

        kept = db.scalars(select(Order).execution_options(populate_existing=True)).one()
        assert count == IntakeCount(updated=1)
        assert (kept.paid_at, kept.shipping_minor, kept.tax_minor) == (NOON + DAY, 200, 34)

    def test_does_nothing_with_nothing(self, db: Session) -> None:
        store = make_store(db)

        assert take(db, store.id) == IntakeCount()


class TestTimeline:
    def test_follows_the_times_of_the_order(self, db: Session) -> None:
        store = make_store(db)
        order = order_in(NOON)
        take(db, store.id, order)
        take(
            db,
            store.id,
            replace(order, paid_at=NOON + DAY, fulfilled_at=NOON + 2 * DAY),
            reversal_in(NOON + 3 * DAY, order_ref=order.external_ref),
            reversal_in(NOON + 4 * DAY, order_ref=order.external_ref),
        )
        take(db, store.id, replace(order, paid_at=NOON))

        events = db.execute(
            select(OrderEvent.kind, OrderEvent.happened_at).order_by(
                OrderEvent.happened_at, OrderEvent.kind
            )
        ).all()

        assert events == [
            ("paid", NOON),
            ("placed", NOON),
            ("fulfilled", NOON + 2 * DAY),
            ("reversed", NOON + 3 * DAY),
            ("reversed", NOON + 4 * DAY),
        ]


class TestTakeReversals:
    def test_sums_its_lines_and_adds_later_ones(self, db: Session) -> None:
        store = make_store(db)
        refund = reversal_in(NOON, 400)
        take(db, store.id, refund)

        more = ReversalLineIn("another", "CUP", "Cup", 3, 250)
        count = take(db, store.id, replace(refund, lines=(more,)))

        kept = db.scalars(select(Reversal)).one()
        assert count == IntakeCount(updated=1, lines_created=1)
        assert (kept.goods_minor, kept.units) == (650, 4)

    def test_joins_pieces_of_one_batch(self, db: Session) -> None:
        store = make_store(db)
        refund = reversal_in(NOON, 400, reason="broken")
        more = ReversalLineIn("another", "CUP", "Cup", 1, 250)
        piece = replace(refund, lines=(more,), occurred_at=NOON - DAY, reason=None)

        count = take(db, store.id, refund, piece)

        kept = db.scalars(select(Reversal)).one()
        assert count == IntakeCount(created=1, lines_created=2)
        assert (kept.goods_minor, kept.occurred_at, kept.reason) == (650, NOON - DAY, "broken")

    def test_finds_its_order_also_when_that_comes_later(self, db: Session) -> None:
        store = make_store(db)
        order = order_in(NOON)
        take(db, store.id, reversal_in(NOON + DAY, order_ref=order.external_ref))
        waiting = db.scalar(select(Reversal.order_id))

        take(db, store.id, order)

        assert waiting is None
        assert db.scalar(select(Reversal.order_id)) == db.scalar(select(Order.id))
        assert "reversed" in db.scalars(select(OrderEvent.kind)).all()

    def test_does_not_take_the_order_of_another_source_or_store(self, db: Session) -> None:
        store, other = make_store(db), make_store(db)
        order = order_in(NOON)
        take(db, other.id, order)
        take(db, store.id, replace(order, source="elsewhere"))

        take(db, store.id, reversal_in(NOON + DAY, order_ref=order.external_ref))

        assert db.scalar(select(Reversal.order_id)) is None


class TestIsolation:
    def test_leaves_other_stores_untouched(self, db: Session) -> None:
        store, other = make_store(db), make_store(db)
        order = order_in(NOON)
        take(db, other.id, order, reversal_in(NOON, order_ref=order.external_ref))
        before = dump(db)

        take(db, store.id, replace(order, number="changed"))

        enter_store(db, other.id)
        assert dump(db) == before

    def test_cannot_write_into_a_store_out_of_scope(self, db: Session) -> None:
        store, other = make_store(db), make_store(db)
        enter_store(db, store.id)

        with pytest.raises(ProgrammingError, match="row-level security"):
            order_intake.take_orders(db, other.id, [order_in(NOON)])

    @pytest.mark.parametrize("table", TABLES)
    def test_shows_no_row_without_a_scope(self, db: Session, table: type[Order]) -> None:
        store = make_store(db)
        order = order_in(NOON)
        take(db, store.id, order, reversal_in(NOON, order_ref=order.external_ref))
        in_scope = db.scalars(select(table.id)).all()

        db.execute(text("SELECT set_config('app.store_id', '', true)"))

        assert len(in_scope) >= 1
        assert db.scalars(select(table.id)).all() == []


class TestStatements:
    def test_takes_hundreds_of_orders_in_hardly_more_than_ten(self, db: Session) -> None:
        store = make_store(db)
        enter_store(db, store.id)
        asked: list[str] = []
        event.listen(db.connection(), "before_cursor_execute", lambda *a: asked.append(a[2]))

        def statements(day: int, count: int) -> int:
            asked.clear()
            orders = [
                order_in(NOON + timedelta(days=day, seconds=step), [order_line() for _ in range(5)])
                for step in range(count)
            ]
            taken = order_intake.take_orders(db, store.id, orders)
            assert taken == IntakeCount(created=count, lines_created=5 * count)
            return len(asked)

        statements(0, 1)  # begins what is kept of the store
        assert statements(1, 200) <= statements(2, 10) + 10
