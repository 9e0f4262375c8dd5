from __future__ import annotations

from decimal import Decimal

import pytest
from sqlalchemy import event, text
from sqlalchemy.orm import Session

from app.kernel.database.scope import enter_store
from app.modules.contracts.orders import PlacedOrder
from app.modules.contracts.stock import Shortage
from app.modules.orders.exceptions import OrderIsEmpty
from app.modules.orders.services import place_order as placing_service
from app.modules.orders.services.access_tokens import opens
from app.modules.orders.services.order_desk import order_desk
from tests.factories import make_store
from tests.modules.orders.conftest import Trade
from tests.modules.orders.neighbours import Neighbours
from tests.modules.orders.placing import (
    VAT,
    figures,
    lines_of,
    new_line,
    new_order,
    order_of,
    place,
    row_count,
)


class TestPlaceOrder:
    def test_writes_the_order_as_it_was_sold(self, db: Session, trade: Trade) -> None:
        lines = [new_line(quantity=2, discount_minor=340), new_line(500, tax_rate=3)]
        sold = new_order(trade.platform_id, lines)

        placed = place(db, trade.store_id, sold)

        order = order_of(db, trade.store_id, placed.order_id)
        assert placed.total_minor == sold.total_minor == 2340 - 340 + 500 + 585
        assert order.total_minor == sold.total_minor
        assert order.gross_minor - order.discount_minor == sum(each.net_minor for each in lines)
        assert order.gross_minor == 2000 + 485
        assert (order.source, order.external_ref) == ("storefront", sold.key)
        assert order.customer_email == "ada@example.test"
        assert order.shipping_address is not None
        assert order.shipping_address["city"] == "Luxembourg"
        first, second = lines_of(db, trade.store_id, placed.order_id)
        assert (first.quantity, first.unit_price, first.tax_rate) == (2, Decimal("11.70"), VAT)
        assert (second.net_minor, second.tax_minor) == (485, 15)

    def test_counts_at_once_and_revenue_is_what_is_paid(self, db: Session, trade: Trade) -> None:
        sold = new_order(trade.platform_id, [new_line(quantity=3, discount_minor=100)])

        place(db, trade.store_id, sold)

        found = figures(db, trade.store_id)
        assert found["total"] == 1
        assert found["pending"] == 1
        assert found["units_sold"] == 3
        assert found["total_revenue EUR"] == float(Decimal(sold.total_minor) / 100)

    def test_the_same_key_gives_the_same_order(
        self, db: Session, trade: Trade, around: Neighbours
    ) -> None:
        sold = new_order(trade.platform_id)

        first, again = place(db, trade.store_id, sold), place(db, trade.store_id, sold)

        assert again == first
        assert row_count(db, "orders_order") == 1
        assert len(around.stock.held) == 1

    def test_a_shortage_writes_nothing(self, db: Session, trade: Trade, around: Neighbours) -> None:
        around.stock.on_hand[7] = 1
        sold = new_order(trade.platform_id, [new_line(quantity=2)])

        answer = order_desk.place(db, trade.store_id, sold)

        assert answer == [Shortage(7, 2, 1)]
        assert row_count(db, "orders_order") == 0
        assert row_count(db, "stoa_jobs.procrastinate_jobs") == 0
        assert figures(db, trade.store_id)["total"] == 0
        around.stock.on_hand[7] = 2
        assert isinstance(order_desk.place(db, trade.store_id, sold), PlacedOrder)

    def test_lines_of_one_variant_are_set_aside_together(
        self, db: Session, trade: Trade, around: Neighbours
    ) -> None:
        placed = place(
            db, trade.store_id, new_order(trade.platform_id, [new_line(quantity=2), new_line()])
        )

        assert around.stock.held == {f"order:{placed.order_id}": {7: 3}}

    def test_an_order_for_nothing_is_paid_at_once(
        self, db: Session, trade: Trade, around: Neighbours
    ) -> None:
        sold = new_order(trade.platform_id, [new_line(1000, discount_minor=1000)], shipping_minor=0)

        placed = place(db, trade.store_id, sold)

        standing = order_desk.standing(db, trade.store_id, placed.order_id)
        assert standing is not None
        assert (standing.state, standing.payment_state) == ("open", "paid")
        assert f"order:{placed.order_id}" in around.stock.confirmed
        assert row_count(db, "orders_invoice") == 1
        order = order_of(db, trade.store_id, placed.order_id)
        assert (order.gross_minor, order.discount_minor) == (855, 855)

    def test_an_empty_order_is_refused(self, db: Session, trade: Trade) -> None:
        with pytest.raises(OrderIsEmpty):
            order_desk.place(db, trade.store_id, new_order(trade.platform_id, []))

    def test_a_taken_number_is_drawn_again(
        self, db: Session, trade: Trade, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        drawn = iter(["2222-2222", "2222-2222", "3333-3333"])
        monkeypatch.setattr(placing_service, "new_number", lambda: next(drawn))

        first = place(db, trade.store_id, new_order(trade.platform_id))
        second = place(db, trade.store_id, new_order(trade.platform_id))

        assert (first.number, second.number) == ("2222-2222", "3333-3333")

    def test_keeps_the_digest_of_the_token_only(self, db: Session, trade: Trade) -> None:
        placed = place(db, trade.store_id, new_order(trade.platform_id))

        order = order_of(db, trade.store_id, placed.order_id)
        assert opens(placed.access_token, order.token_digest)
        assert not opens(placed.access_token[:-1] + "x", order.token_digest)
        assert placed.access_token not in str(
            db.execute(text("SELECT o FROM orders_order o")).all()
        )

    def test_another_store_does_not_see_it(self, db: Session, trade: Trade) -> None:
        placed = place(db, trade.store_id, new_order(trade.platform_id))

        other = make_store(db)
        enter_store(db, other.id)

        assert order_desk.standing(db, other.id, placed.order_id) is None

    def test_takes_few_statements(self, db: Session, trade: Trade) -> None:
        place(db, trade.store_id, new_order(trade.platform_id))
        seen: list[str] = []

        def note(_c: object, _cursor: object, statement: str, *_: object) -> None:
            seen.append(statement)

        engine = db.get_bind().engine
        event.listen(engine, "before_cursor_execute", note)
        try:
            place(db, trade.store_id, new_order(trade.platform_id, [new_line(), new_line(500)]))
        finally:
            event.remove(engine, "before_cursor_execute", note)

        assert len(seen) <= 9, seen
