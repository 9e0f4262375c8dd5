"""Changes an order before it is shipped: fewer units, another address, another note."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from app.modules.contracts.orders import PostalAddress
from app.modules.orders.exceptions import CountryIsFixed, NothingToDo, TooManyUnits
from app.modules.orders.models import Order, OrderLine
from app.modules.orders.repositories.order_book import OrderBook
from app.modules.orders.repositories.timeline import Timeline
from app.modules.orders.services.lock_order import LockedOrder
from app.modules.orders.services.reverse_order import reverse
from app.modules.orders.services.takings import fewer_units


@dataclass(frozen=True)
class Edit:
    """What is to be different; None leaves it. `quantities` are (line id, units to remain)."""

    quantities: Sequence[tuple[int, int]] = ()
    shipping_address: PostalAddress | None = None
    billing_address: PostalAddress | None = None
    email: str | None = None
    note: str | None = None
    reason: str | None = None


def edit_order(
    db: Session, locked: LockedOrder, edit: Edit, *, actor: str | None, at: datetime
) -> None:
    """Fewer units are taken back in proportion, tax included; what was paid for them goes back.

    An order of which nothing remains is cancelled, and its shipping is taken back with it.
    The rates stay those of the day of the order, and discounts stay as promised. More units or
    other goods are another order. Raises NothingToDo, TooManyUnits for fewer than were shipped or
    more than there are, CountryIsFixed, and what `LockedOrder.named` raises.
    """
    changed = _changed_fields(locked.order, edit)
    fewer = _fewer(locked, edit.quantities)
    if not changed and not fewer:
        raise NothingToDo
    order = locked.order
    for name, value in changed.items():
        setattr(order, name, value)
    if changed:
        order.version += 1
        OrderBook(db, order.store_id).save()
        details = {"fields": sorted(changed)}
        Timeline(db, order.store_id).add(order.id, "edited", at=at, actor=actor, details=details)
    if fewer:
        taking = fewer_units(order, locked.lines, fewer, edit.reason)
        reverse(db, locked, taking, at=at, actor=actor)


def _fewer(
    locked: LockedOrder, quantities: Sequence[tuple[int, int]]
) -> list[tuple[OrderLine, int]]:
    lines = locked.named(line_id for line_id, _ in quantities)
    found = []
    for line, (_, wanted) in zip(lines, quantities, strict=True):
        fewer = line.left_units - wanted
        if fewer < 0 or fewer > line.to_ship_units:
            raise TooManyUnits(line=str(line.id), left=line.left_units)
        if fewer:
            found.append((line, fewer))
    return found


def _changed_fields(order: Order, edit: Edit) -> dict[str, Any]:
    wanted: dict[str, Any] = {
        "shipping_address": _address(order.shipping_address, edit.shipping_address),
        "billing_address": _address(order.billing_address, edit.billing_address),
        "customer_email": edit.email and edit.email.lower(),
        "note": edit.note,
    }
    if edit.billing_address is not None:
        wanted["customer_name"] = edit.billing_address.name
    return {
        name: value
        for name, value in wanted.items()
        if value is not None and value != getattr(order, name)
    }


def _address(
    known: Mapping[str, Any] | None, wanted: PostalAddress | None
) -> dict[str, Any] | None:
    if wanted is None:
        return None
    if known is not None and known["country"] != wanted.country:
        raise CountryIsFixed
    return asdict(wanted)
