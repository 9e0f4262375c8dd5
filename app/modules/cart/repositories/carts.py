"""Finding and changing the carts of one store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, cast

from sqlalchemy import BigInteger, Row, Table, bindparam, delete, func, literal, select, update
from sqlalchemy.dialects.postgresql import ARRAY, insert
from sqlalchemy.orm import Session

from app.kernel.database.locks import in_lock_order, lock_names
from app.modules.cart.models import Cart, CartLine

_LINES = (
    select(CartLine)
    .where(CartLine.store_id == bindparam("store_id"), CartLine.cart_id == bindparam("cart_id"))
    .order_by(CartLine.id)
    .execution_options(populate_existing=True)
)

_BY_TOKEN = select(Cart).where(
    Cart.store_id == bindparam("store_id"), Cart.token_digest == bindparam("digest")
)
_LOCK_BY_TOKEN = in_lock_order(_BY_TOKEN, Cart)
_CONVERT = (
    update(Cart)
    .where(Cart.store_id == bindparam("of_store"), Cart.id == bindparam("of_cart"))
    .values(
        order_id=bindparam("to_order"), converted_at=bindparam("at"), touched_at=bindparam("at")
    )
)
_PUT = insert(cast("Table", CartLine.__table__))
_PUT_LINES = _PUT.on_conflict_do_update(
    index_elements=["store_id", "cart_id", "variant_id"],
    set_={name: _PUT.excluded[name] for name in ("quantity", "seen_price_minor")},
).returning(CartLine.variant_id, CartLine.id)


class Carts:
    """The carts of one store; the caller is in the store's scope.

    Whoever changes lines holds the lock on the cart.
    """

    def __init__(self, db: Session, store_id: int) -> None:
        self._db = db
        self._store_id = store_id

    def add(self, cart: Cart) -> None:
        """A new cart, with its id."""
        self._db.add(cart)
        self._db.flush()

    def by_token(self, digest: str, *, is_locked: bool) -> Cart | None:
        statement = _LOCK_BY_TOKEN if is_locked else _BY_TOKEN
        return self._db.scalar(statement, {"store_id": self._store_id, "digest": digest})

    def lock_customer(self, customer_id: int) -> None:
        """Whoever says which cart is a customer's holds this, and takes it before any row."""
        lock_names(self._db, f"cart:{self._store_id}", [str(customer_id)])

    def open_of_customer(
        self, platform_id: int, customer_id: int, *, is_locked: bool
    ) -> Cart | None:
        """The customer's cart on the platform that is not ordered yet."""
        return self._one(
            is_locked,
            Cart.platform_id == platform_id,
            Cart.customer_id == customer_id,
            Cart.converted_at.is_(None),
        )

    def by_order(self, order_id: int, *, is_locked: bool) -> Cart | None:
        """The cart that became the order."""
        return self._one(is_locked, Cart.order_id == order_id)

    def remove(self, cart: Cart) -> None:
        """The cart and its lines are gone."""
        self._db.delete(cart)
        self._db.flush()

    def lines(self, cart_id: int) -> Sequence[CartLine]:
        """In the order in which they were put in."""
        return self._db.scalars(_LINES, {"store_id": self._store_id, "cart_id": cart_id}).all()

    def put_lines(self, cart_id: int, lines: Sequence[Mapping[str, Any]]) -> dict[int, int]:
        """Writes lines (variant_id, quantity, seen_price_minor), those of a known variant anew.

        The id of every line by its variant.
        """
        rows = [{"store_id": self._store_id, "cart_id": cart_id, **line} for line in lines]
        return dict(self._db.execute(_PUT_LINES, rows).all())

    def remove_line(self, cart_id: int, line_id: int) -> bool:
        statement = delete(CartLine).where(
            CartLine.store_id == self._store_id,
            CartLine.cart_id == cart_id,
            CartLine.id == line_id,
        )
        return self._db.execute(statement.returning(CartLine.id)).first() is not None

    def see_prices(self, prices: Mapping[int, int]) -> None:
        """Notes the unit prices that were shown, by line id."""
        shown = func.unnest(
            literal(list(prices), ARRAY(BigInteger)),
            literal(list(prices.values()), ARRAY(BigInteger)),
        ).table_valued("line_id", "price")
        table = shown.render_derived("shown")
        self._db.execute(
            update(CartLine)
            .where(CartLine.store_id == self._store_id, CartLine.id == table.c.line_id)
            .where(CartLine.seen_price_minor.is_distinct_from(table.c.price))
            .values(seen_price_minor=table.c.price)
            .execution_options(synchronize_session=False)
        )

    def touch(self, cart_id: int, at: datetime) -> None:
        """Somebody works with the cart, so that it is not forgotten yet."""
        self._db.execute(
            update(Cart)
            .where(Cart.store_id == self._store_id, Cart.id == cart_id)
            .values(touched_at=at)
        )

    def convert(self, cart_id: int, order_id: int, at: datetime) -> None:
        """The cart became the order."""
        wanted = {"of_store": self._store_id, "of_cart": cart_id}
        self._db.execute(_CONVERT, {**wanted, "to_order": order_id, "at": at})

    def forget_before(self, moment: datetime) -> None:
        """Deletes the carts that nobody touched since and that did not become orders."""
        self._db.execute(
            delete(Cart).where(
                Cart.store_id == self._store_id,
                Cart.touched_at < moment,
                Cart.converted_at.is_(None),
            )
        )

    def of_customer(self, customer_id: int) -> Sequence[Row[*tuple[Any, ...]]]:
        """Every cart line of the customer, with when the cart was touched."""
        statement = (
            select(Cart.id, Cart.touched_at, CartLine.variant_id, CartLine.quantity)
            .join(
                CartLine,
                (CartLine.store_id == Cart.store_id) & (CartLine.cart_id == Cart.id),
            )
            .where(Cart.store_id == self._store_id, Cart.customer_id == customer_id)
            .order_by(Cart.id, CartLine.id)
        )
        return self._db.execute(statement).all()

    def let_go_of_customer(self, customer_id: int) -> int:
        """Deletes the customer's open carts and takes their name off the others; how many."""
        mine = (Cart.store_id == self._store_id, Cart.customer_id == customer_id)
        gone = self._db.execute(
            delete(Cart).where(*mine, Cart.converted_at.is_(None)).returning(Cart.id)
        ).all()
        kept = self._db.execute(
            update(Cart).where(*mine).values(customer_id=None).returning(Cart.id)
        ).all()
        return len(gone) + len(kept)

    def _one(self, is_locked: bool, *where: Any) -> Cart | None:  # noqa: ANN401
        statement = select(Cart).where(Cart.store_id == self._store_id, *where)
        if is_locked:
            statement = in_lock_order(statement, Cart)
        return self._db.scalars(statement).one_or_none()
