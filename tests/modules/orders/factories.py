"""Makes orders and reversals through the intake, as every source does."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from decimal import Decimal
from itertools import count

from sqlalchemy.orm import Session

from app.kernel.database.scope import enter_store
from app.modules.contracts.intake import IntakeCount
from app.modules.contracts.metrics import MetricValue
from app.modules.contracts.orders import (
    OrderIn,
    OrderLineIn,
    ReversalIn,
    ReversalKind,
    ReversalLineIn,
)
from app.modules.orders.services.order_intake import order_intake

NOON = datetime(2025, 3, 10, 12, tzinfo=UTC)
_numbers = count(1)


def order_line(gross_minor: int = 1000, **values: object) -> OrderLineIn:
    """One unit sold; its reference is new unless it is given."""
    fields: dict[str, object] = {
        "external_ref": f"line-{next(_numbers)}",
        "sku": "MUG",
        "title": "Mug",
        "quantity": 1,
        "unit_price": Decimal(gross_minor) / 100,
        "gross_minor": gross_minor,
    }
    return OrderLineIn(**{**fields, **values})  # type: ignore[arg-type]  # fields by name


def order_in(
    placed_at: datetime = NOON, lines: Iterable[OrderLineIn] | None = None, **values: object
) -> OrderIn:
    """An order that waits for payment, of 10.00 EUR unless lines are given."""
    number = next(_numbers)
    fields: dict[str, object] = {
        "source": "test",
        "external_ref": f"order-{number}",
        "number": f"#{number}",
        "currency": "EUR",
    }
    pieces = (order_line(),) if lines is None else tuple(lines)
    return OrderIn(placed_at=placed_at, lines=pieces, **{**fields, **values})  # type: ignore[arg-type]


def reversal_in(
    occurred_at: datetime = NOON, goods_minor: int = 400, **values: object
) -> ReversalIn:
    """A refund of 4.00 EUR that names no order."""
    number = next(_numbers)
    line = ReversalLineIn(f"line-{number}", "MUG", "Mug", 1, goods_minor)
    fields: dict[str, object] = {
        "source": "test",
        "external_ref": f"reversal-{number}",
        "number": f"R{number}",
        "kind": ReversalKind.REFUND,
        "currency": "EUR",
        "lines": (line,),
    }
    return ReversalIn(occurred_at=occurred_at, **{**fields, **values})  # type: ignore[arg-type]


def take(db: Session, store_id: int, *records: OrderIn | ReversalIn) -> IntakeCount:
    """Takes orders first, then reversals, inside the store's scope."""
    enter_store(db, store_id)
    orders = [record for record in records if isinstance(record, OrderIn)]
    reversals = [record for record in records if isinstance(record, ReversalIn)]
    taken = order_intake.take_orders(db, store_id, orders)
    return taken + order_intake.take_reversals(db, store_id, reversals)


def numbers(values: Iterable[MetricValue]) -> dict[str, object]:
    """The values by key without the module's name; money as "key CURRENCY"."""
    named: dict[str, object] = {}
    for value in values:
        key = value.key.removeprefix("orders.")
        named[key if value.unit == "items" else f"{key} {value.unit}"] = value.value
    return named
