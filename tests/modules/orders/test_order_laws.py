"""The standing laws of orders: whole histories keep them, and each finds what breaks it."""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.modules.orders.definition import orders_module
from app.modules.orders.repositories.invariants import INVARIANTS
from app.modules.orders.services.decide_return import receive_return
from app.modules.orders.services.edit_order import Edit
from app.modules.orders.services.refund_order import RefundLine
from tests.modules.orders.conftest import Trade
from tests.modules.orders.placing import new_line
from tests.modules.orders.test_acts import LATER, TEAM, cancel, edit, refund, ship
from tests.modules.orders.test_returns import leave

LAWS = {law.code: law for law in INVARIANTS}
PLANTED = {
    "orders.totals_are_their_lines": "UPDATE orders_order_line SET gross_minor = gross_minor + 1",
    "orders.reversed_is_its_reversals": "UPDATE orders_reversal SET goods_minor = goods_minor + 1",
    "orders.lines_are_reversed_as_written": "UPDATE orders_reversal_line SET tax_minor = 9",
    "orders.nothing_below_zero_is_left": "UPDATE orders_order_line SET cancelled_units = 9",
    "orders.shipped_is_in_shipments": "UPDATE orders_fulfilment_line SET quantity = quantity + 1",
    "orders.refunds_are_paid_for": "UPDATE orders_order SET refunded_minor = captured_minor + 1",
    "orders.nothing_is_kept_beyond_what_is_due": (
        "UPDATE orders_order SET captured_minor = captured_minor + 1"
    ),
    "orders.paid_is_covered": "UPDATE orders_order SET captured_minor = captured_minor - 1",
    "orders.paid_has_an_invoice": "DELETE FROM orders_invoice",
    "orders.corrections_are_documented": "DELETE FROM orders_invoice WHERE kind = 'credit_note'",
    "orders.documents_have_no_gaps": "UPDATE orders_invoice_counter SET last = last + 1",
    "orders.rates_sum_to_the_tax": "UPDATE orders_invoice SET tax_minor = tax_minor + 1",
    "orders.timelines_begin_with_placing": "DELETE FROM orders_order_event WHERE kind = 'placed'",
    "orders.lines_stay_in_their_order": (
        "UPDATE orders_reversal_line SET order_line_id ="
        " (SELECT min(id) FROM orders_order_line WHERE id <> order_line_id)"
    ),
}


def broken(db: Session) -> list[str]:
    return [code for code, law in LAWS.items() if db.execute(text(law.violations)).first()]


def trade_a_little(trade: Trade) -> None:
    """A bit of everything."""
    trade.place()
    cancel(trade, trade.place())
    cancel(trade, trade.placed_and_paid(new_line(333, quantity=3, discount_minor=50)))
    goods = (new_line(777, quantity=3), new_line(500, tax_rate=3, variant_id=8, quantity=2))
    placed = trade.placed_and_paid(*goods)
    first, second = trade.lines(placed)
    ship(trade, placed, (first.id, 1))
    edit(trade, placed, Edit([(second.id, 1)]))
    ship(trade, placed)
    refund(trade, placed, RefundLine(first.id, 1), amount=17, shipping=100)
    back = leave(trade, placed)
    assert back is not None
    receive_return(trade.db, trade.store_id, placed.order_id, back.id, None, actor=TEAM, at=LATER)


def test_are_what_the_module_declares() -> None:
    assert orders_module.invariants is not None
    assert orders_module.invariants() is INVARIANTS
    assert set(PLANTED) == set(LAWS)


def test_hold_after_a_bit_of_everything(trade: Trade) -> None:
    trade_a_little(trade)

    assert broken(trade.db) == []


def test_each_finds_what_breaks_it(trade: Trade) -> None:
    trade_a_little(trade)

    for code, harm in PLANTED.items():
        with trade.db.begin_nested() as attempt:
            trade.db.execute(text(harm))
            assert code in broken(trade.db), code
            attempt.rollback()
    assert broken(trade.db) == []
