"""What most tests of orders that are placed here start from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from fastapi import FastAPI
from sqlalchemy.orm import Session

from app.kernel.config import Settings
from app.kernel.database.engine import Database
from app.kernel.database.scope import enter_store
from app.main import create_app
from app.modules.contracts.orders import NewOrderLine, OrderStanding, PlacedOrder
from app.modules.contracts.payments import Disposition
from app.modules.orders.models import Order, OrderEvent, OrderLine
from app.modules.orders.repositories.timeline import Timeline
from app.modules.orders.services.order_desk import order_desk
from tests.factories import make_platform, make_store
from tests.modules.orders.api_world import ApiWorld
from tests.modules.orders.factories import NOON
from tests.modules.orders.neighbours import Neighbours
from tests.modules.orders.placing import kinds, lines_of, new_order, order_of, place

SOON = NOON + timedelta(minutes=5)


@dataclass(frozen=True)
class Trade:
    """A store that sells on one platform, and what a test does there."""

    db: Session
    around: Neighbours
    store_id: int
    platform_id: int

    def place(self, *lines: NewOrderLine, **values: object) -> PlacedOrder:
        order = new_order(self.platform_id, lines or None, **values)  # type: ignore[arg-type]
        return place(self.db, self.store_id, order)

    def pay(
        self, placed: PlacedOrder, amount_minor: int | None = None, at: datetime = SOON
    ) -> Disposition:
        """So much is captured, all of it unless said, and the order hears of it."""
        amount = placed.total_minor if amount_minor is None else amount_minor
        self.around.payments.pay(placed.order_id, amount)
        return self.hear(placed, at)

    def hear(self, placed: PlacedOrder, at: datetime = SOON) -> Disposition:
        return order_desk.payment_changed(self.db, self.store_id, placed.order_id, at)

    def placed_and_paid(self, *lines: NewOrderLine, **values: object) -> PlacedOrder:
        placed = self.place(*lines, **values)
        self.pay(placed)
        return placed

    def order(self, placed: PlacedOrder) -> Order:
        return order_of(self.db, self.store_id, placed.order_id)

    def lines(self, placed: PlacedOrder) -> list[OrderLine]:
        return lines_of(self.db, self.store_id, placed.order_id)

    def kinds(self, placed: PlacedOrder) -> list[str]:
        return kinds(self.db, self.store_id, placed.order_id)

    def events(self, placed: PlacedOrder) -> list[OrderEvent]:
        return Timeline(self.db, self.store_id).of_order(placed.order_id)

    def standing(self, placed: PlacedOrder) -> OrderStanding:
        standing = order_desk.standing(self.db, self.store_id, placed.order_id)
        assert standing is not None
        return standing

    def states(self, placed: PlacedOrder) -> tuple[str, str, str]:
        standing = self.standing(placed)
        return standing.state, standing.payment_state, standing.fulfilment_state


@pytest.fixture
def around(monkeypatch: pytest.MonkeyPatch) -> Neighbours:
    """The modules around orders, as stand-ins."""
    neighbours = Neighbours()
    neighbours.install(monkeypatch)
    return neighbours


@pytest.fixture
def trade(db: Session, around: Neighbours) -> Trade:
    """A store in whose scope the session is."""
    platform = make_platform(db)
    store = make_store(db, platforms=[platform])
    enter_store(db, store.id)
    return Trade(db, around, store.id, platform.id)


@pytest.fixture(scope="session")
def app(settings: Settings) -> FastAPI:
    """The whole application."""
    del settings
    return create_app()


@pytest.fixture
def api(committed: Database, app: FastAPI, around: Neighbours) -> ApiWorld:
    """A store with a team, and a shopper before it."""
    return ApiWorld(committed, app, around)
