"""Pages of orders for the API, newest first."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from app.kernel.http.cursors import page_of, read_moment_cursor
from app.kernel.http.schemas import PageOut
from app.modules.orders.repositories.order_search import OrderFilter, OrderSearch
from app.modules.orders.repositories.returns import Returns
from app.modules.orders.schemas.order_out import OrderSummaryOut, ReturnInListOut
from app.modules.orders.services.order_answers import return_values, summary
from app.modules.orders.services.order_numbers import read_number


def order_page(
    db: Session, store_id: int, wanted: OrderFilter, cursor: str | None, limit: int
) -> PageOut[OrderSummaryOut]:
    """One page. Raises CursorInvalid."""
    rows = OrderSearch(db, store_id).page(wanted, read_moment_cursor(cursor), limit + 1)
    page = page_of(rows, limit, lambda order: (order.placed_at.isoformat(), order.id))
    return PageOut(items=[summary(order) for order in page.items], next_cursor=page.next_cursor)


def order_filter(
    state: str | None,
    number: str | None,
    email: str | None,
    placed_from: datetime | None,
    placed_before: datetime | None,
) -> OrderFilter:
    """What the team asks for; a number is found however it is typed."""
    return OrderFilter(
        state=state,
        number=number and (read_number(number) or number),
        email=email and email.lower(),
        placed_from=placed_from,
        placed_before=placed_before,
    )


def own_orders(
    db: Session, store_id: int, customer_id: int, cursor: str | None, limit: int
) -> PageOut[OrderSummaryOut]:
    """The orders that a signed-in customer placed here. Raises CursorInvalid."""
    wanted = OrderFilter(customer_id=customer_id, is_own=True)
    return order_page(db, store_id, wanted, cursor, limit)


def return_page(
    db: Session, store_id: int, *, is_open: bool, cursor: str | None, limit: int
) -> PageOut[ReturnInListOut]:
    """Returns of all orders, the oldest request first. Raises CursorInvalid."""
    returns = Returns(db, store_id)
    rows = returns.page(is_open=is_open, after=read_moment_cursor(cursor), limit=limit + 1)
    page = page_of(rows, limit, lambda row: (row[0].requested_at.isoformat(), row[0].id))
    lines = returns.lines_of(back.id for back, _ in page.items) if page.items else []
    items = [
        ReturnInListOut(**return_values(back, lines), order_id=back.order_id, order_number=number)
        for back, number in page.items
    ]
    return PageOut(items=items, next_cursor=page.next_cursor)
