from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import text

from app.modules.contracts.personal_data import DataSubject
from app.modules.orders.services.access_tokens import opens
from app.modules.orders.services.order_answers import order_answer
from app.modules.orders.services.order_holder import order_holder
from tests.modules.orders.conftest import Trade
from tests.modules.orders.placing import ADDRESS
from tests.modules.orders.test_acts import LATER, ship
from tests.modules.orders.test_returns import ask

CANARY = "canaryBird"
TABLES = (
    "orders_order",
    "orders_order_event",
    "orders_reversal",
    "orders_return",
    "orders_invoice",
)


def seen(trade: Trade, needle: str = CANARY) -> list[str]:
    """The tables that still hold it."""
    found = []
    for table in TABLES:
        rows = trade.db.scalars(text(f"SELECT t::text FROM {table} t")).all()
        if needle.lower() in " ".join(rows).lower():
            found.append(table)
    return found


def person(trade: Trade) -> tuple[DataSubject, int]:
    address = replace(ADDRESS, name=CANARY, line1=CANARY, phone=f"{CANARY}Phone")
    placed = trade.place(
        email=f"{CANARY}@example.test",
        billing_address=address,
        shipping_address=address,
        note=CANARY,
        vat_id=None,
        customer_id=3,
    )
    trade.pay(placed)
    ship(trade, placed)
    back = ask(trade, placed)
    back.reason = CANARY
    trade.db.flush()
    return DataSubject(None, (f"{CANARY.upper()}@example.test",)), placed.order_id


class TestOrderHolder:
    def test_exports_all_that_is_kept(self, trade: Trade) -> None:
        subject, _ = person(trade)

        found = order_holder.export(trade.db, trade.store_id, subject)

        (order,) = found["orders"]
        assert (order["name"], order["note"]) == (CANARY, CANARY)
        assert order["shipping_address"]["line1"] == CANARY
        assert found["returns"][0]["reason"] == CANARY
        assert found["invoices"][0]["buyer"]["name"] == CANARY

    def test_erases_all_but_what_tax_law_asks_for(self, trade: Trade) -> None:
        subject, order_id = person(trade)
        before = seen(trade)

        touched = order_holder.erase(trade.db, trade.store_id, subject, LATER)

        assert touched > 0
        assert set(before) >= {"orders_order", "orders_return", "orders_invoice"}
        assert seen(trade) == ["orders_invoice"]
        assert seen(trade, f"{CANARY}Phone") == seen(trade, f"{CANARY}@example") == []
        trade.db.expire_all()
        answer = order_answer(trade.db, trade.store_id, order_id)
        assert answer.shipping_address is not None
        assert (answer.shipping_address.country, answer.shipping_address.name) == ("LU", "")

    def test_of_an_address_that_was_given_up_only_what_came_before(self, trade: Trade) -> None:
        subject, order_id = person(trade)
        (email,) = subject.emails
        placed_at = trade.db.scalar(text("SELECT placed_at FROM orders_order"))
        early, late = (placed_at + timedelta(seconds=seconds) for seconds in (-1, 1))

        before = DataSubject(None, given_up=((email, early),))
        assert order_holder.export(trade.db, trade.store_id, before) == {}
        assert order_holder.erase(trade.db, trade.store_id, before, LATER) == 0
        after = order_holder.export(
            trade.db, trade.store_id, DataSubject(None, given_up=((email, late),))
        )
        assert len(after["orders"]) == 1
        assert order_id

    def test_finds_a_customer_by_id_and_nobody_else(self, trade: Trade) -> None:
        _, order_id = person(trade)
        other = trade.place()

        order_holder.erase(trade.db, trade.store_id, DataSubject(3), LATER)

        trade.db.expire_all()
        assert trade.order(other).customer_email == "ada@example.test"
        assert opens(other.access_token, trade.order(other).token_digest)
        assert order_holder.export(trade.db, trade.store_id, DataSubject(99)) == {}
        assert order_holder.erase(trade.db, trade.store_id, DataSubject(99), LATER) == 0
        assert order_id != other.order_id
