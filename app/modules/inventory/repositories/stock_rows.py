"""Reads stock item by item: pages of them, one with all about it, and what moved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Row, Select, and_, func, or_, select, tuple_
from sqlalchemy.orm import Session

from app.modules.inventory.models import Level, Movement, Reservation, StockItem
from app.modules.inventory.repositories.levels import is_low, is_out

_AVAILABLE = StockItem.on_hand - StockItem.reserved
_THRESHOLD: ColumnElement[int] = StockItem.__table__.c.low_stock_threshold
_STATES: Mapping[str, ColumnElement[bool]] = {
    "low": and_(StockItem.is_tracked, is_low(_AVAILABLE, _THRESHOLD)),
    "out": and_(StockItem.is_tracked, is_out(_AVAILABLE)),
    "enough": and_(StockItem.is_tracked, _AVAILABLE > 0, _AVAILABLE > _THRESHOLD),
    "untracked": ~StockItem.is_tracked,
}
Rows = Sequence[Row[*tuple[Any, ...]]]


class StockRows:
    """Stock of one store; the caller is in the store's scope."""

    def __init__(self, db: Session, store_id: int) -> None:
        self._db = db
        self._store_id = store_id

    def items(
        self,
        *,
        after: int,
        limit: int,
        state: str | None = None,
        sku: str | None = None,
        location: tuple[int, bool] | None = None,
    ) -> Rows:
        """Items by ascending variant, those after the given one; levels of all locations or one.

        `location` is its id and whether it is the main one; then only items of which something is
        there, or promised from there.
        """
        statement = self._items(location).where(StockItem.variant_id > after)
        if state is not None:
            statement = statement.where(_STATES[state])
        if sku is not None:
            statement = statement.where(StockItem.sku == sku)
        return self._db.execute(statement.order_by(StockItem.variant_id).limit(limit)).all()

    def item(self, variant_id: int) -> Row[*tuple[Any, ...]] | None:
        """One item, None where no stock is kept."""
        statement = self._items(None).where(StockItem.variant_id == variant_id)
        return self._db.execute(statement).one_or_none()

    def reservations(self, variant_id: int, limit: int, *, main_id: int) -> Rows:
        """What is set aside of the variant, the oldest first; the main location by its id."""
        held = Reservation.quantity - Reservation.shipped - Reservation.released
        statement = (
            select(
                Reservation.ref,
                func.coalesce(Reservation.location_id, main_id).label("location_id"),
                held.label("quantity"),
                func.least(Reservation.backordered, held).label("backordered"),
                Reservation.expires_at,
                Reservation.confirmed_at,
                Reservation.created_at,
            )
            .where(
                Reservation.store_id == self._store_id,
                Reservation.variant_id == variant_id,
                Reservation.quantity > Reservation.shipped + Reservation.released,
            )
            .order_by(Reservation.id)
            .limit(limit)
        )
        return self._db.execute(statement).all()

    def movements(
        self,
        *,
        limit: int,
        main_id: int,
        before: tuple[datetime, int] | None = None,
        variant_id: int | None = None,
        reason: str | None = None,
        location_id: int | None = None,
    ) -> Rows:
        """The latest first, those before the given time and id; the main location by its id."""
        statement = self._movements(main_id)
        if before is not None:
            statement = statement.where(tuple_(Movement.happened_at, Movement.id) < before)
        if variant_id is not None:
            statement = statement.where(Movement.variant_id == variant_id)
        if reason is not None:
            statement = statement.where(Movement.reason == reason)
        if location_id is not None:
            there = Movement.location_id == location_id
            if location_id == main_id:
                there = Movement.location_id.is_(None)
            statement = statement.where(there)
        ordered = statement.order_by(Movement.happened_at.desc(), Movement.id.desc())
        return self._db.execute(ordered.limit(limit)).all()

    def _movements(self, main_id: int) -> Select[*tuple[Any, ...]]:
        item = and_(
            StockItem.store_id == Movement.store_id, StockItem.variant_id == Movement.variant_id
        )
        reservation = and_(
            Reservation.store_id == Movement.store_id, Reservation.id == Movement.reservation_id
        )
        return (
            select(
                Movement.id,
                Movement.variant_id,
                StockItem.sku,
                StockItem.title,
                func.coalesce(Movement.location_id, main_id).label("location_id"),
                Movement.reason,
                Movement.on_hand_change,
                Movement.reserved_change,
                Movement.happened_at,
                Movement.note,
                Movement.external_ref.label("reference"),
                Reservation.ref.label("reserved_for"),
            )
            .join(StockItem, item)
            .outerjoin(Reservation, reservation)
            .where(Movement.store_id == self._store_id)
        )

    def _items(self, location: tuple[int, bool] | None) -> Select[*tuple[Any, ...]]:
        on_hand: ColumnElement[int] = StockItem.__table__.c.on_hand
        reserved: ColumnElement[int] = StockItem.__table__.c.reserved
        is_there: list[ColumnElement[bool]] = []
        if location is not None:
            on_hand, reserved = _at(location, Level.on_hand), _at(location, Level.reserved)
            if location[1]:
                on_hand, reserved = StockItem.on_hand - on_hand, StockItem.reserved - reserved
            is_there = [or_(on_hand != 0, reserved != 0)]
        return select(
            StockItem.variant_id,
            StockItem.sku,
            StockItem.title,
            StockItem.is_tracked,
            StockItem.low_stock_threshold,
            StockItem.may_backorder,
            StockItem.backorder_limit,
            StockItem.version,
            on_hand.label("on_hand"),
            reserved.label("reserved"),
            _AVAILABLE.label("available_anywhere"),
        ).where(StockItem.store_id == self._store_id, *is_there)


def _at(location: tuple[int, bool], amount: Any) -> ColumnElement[int]:  # noqa: ANN401
    """What one location has of the item, or, for the main one, what all others have."""
    location_id, is_main = location
    conditions = [Level.store_id == StockItem.store_id, Level.variant_id == StockItem.variant_id]
    if not is_main:
        conditions.append(Level.location_id == location_id)
    found = select(func.sum(amount)).where(*conditions).scalar_subquery()
    return func.coalesce(found, 0).cast(BigInteger)
