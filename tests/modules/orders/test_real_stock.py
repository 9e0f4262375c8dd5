"""Orders with the stock that is really counted, as other modules provide it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from app.kernel.clock import freeze, utc_now
from app.kernel.database.scope import enter_store
from app.modules.contracts.catalog import CATALOG_INTAKE, ProductIn, VariantIn
from app.modules.contracts.orders import PlacedOrder
from app.modules.contracts.stock import (
    STOCK_INTAKE,
    STOCK_RESERVER,
    MovementIn,
    MovementReason,
    Shortage,
    StockItemIn,
)
from app.modules.orders.services.cancel_order import cancel_order
from app.modules.orders.services.expire_order import expire_order
from app.modules.orders.services.order_desk import order_desk
from app.modules.orders.services.record_payment import record_payment
from app.modules.orders.services.refund_order import Refund, RefundLine, refund_order
from app.modules.orders.services.ship_order import Shipment, ship_order
from app.modules.registry import registry
from tests.factories import make_platform, make_store
from tests.modules.orders.placing import lines_of, new_line, new_order, place

TEAM = "user:1"


class RealTrade:
    """A store with ten mugs."""

    def __init__(self, db: Session) -> None:
        self.db = db
        platform = make_platform(db)
        self.platform_id = platform.id
        self.store_id = make_store(db, platforms=[platform]).id
        enter_store(db, self.store_id)
        catalog, intake = registry().find(CATALOG_INTAKE), registry().find(STOCK_INTAKE)
        assert catalog is not None
        assert intake is not None
        now = utc_now()
        product = ProductIn("test", "1", "Mug", now, (VariantIn("MUG", "Mug"),), published_at=now)
        taken = catalog.take_products(db, self.store_id, [product])
        self.mug = taken.variant_ids["MUG"]
        intake.take_items(db, self.store_id, [StockItemIn(self.mug, "MUG", "Mug", now)])
        opening = MovementIn("test", "1", self.mug, MovementReason.OPENING, now, on_hand_change=10)
        intake.take_movements(db, self.store_id, [opening])

    def available(self) -> int:
        reserver = registry().find(STOCK_RESERVER)
        assert reserver is not None
        return reserver.availability(self.db, self.store_id, [self.mug])[self.mug].available

    def place(self, quantity: int, *, is_deferred: bool = True) -> PlacedOrder:
        now = utc_now()
        held = None if is_deferred else now + timedelta(minutes=15)
        line = new_line(quantity=quantity, variant_id=self.mug)
        order = new_order(self.platform_id, [line], placed_at=now, hold_until=held)
        return place(self.db, self.store_id, order)


@pytest.fixture
def real(db: Session) -> RealTrade:
    return RealTrade(db)


class TestRealStock:
    def test_follows_an_order_through_its_life(self, real: RealTrade, db: Session) -> None:
        placed = real.place(4)
        order, now = (db, real.store_id, placed.order_id), utc_now()
        assert real.available() == 6

        record_payment(*order, None, note=None, actor=TEAM, at=now)
        (line,) = lines_of(*order)
        refund_order(*order, Refund([RefundLine(line.id, 1)]), actor=TEAM, at=now)
        assert real.available() == 7
        ship_order(*order, Shipment([(line.id, 2)]), actor=TEAM, at=now)
        ship_order(*order, Shipment(), actor=TEAM, at=now)
        assert real.available() == 7
        refund_order(*order, Refund([RefundLine(line.id, 2, restock=True)]), actor=TEAM, at=now)

        assert real.available() == 9
        standing = order_desk.standing(*order)
        assert standing is not None
        assert (standing.state, standing.fulfilment_state) == ("completed", "fulfilled")

    def test_says_what_is_short_and_holds_nothing(self, real: RealTrade, db: Session) -> None:
        line = new_line(quantity=11, variant_id=real.mug)
        order = new_order(real.platform_id, [line], placed_at=utc_now())

        assert order_desk.place(db, real.store_id, order) == [Shortage(real.mug, 11, 10)]
        assert real.available() == 10

    def test_is_free_again_after_cancelling_and_expiring(
        self, real: RealTrade, db: Session
    ) -> None:
        cancelled, expired = real.place(3), real.place(2, is_deferred=False)
        assert real.available() == 5

        cancel_order(db, real.store_id, cancelled.order_id, reason=None, actor=TEAM, at=utc_now())
        with freeze(utc_now() + timedelta(minutes=16)):
            expire_order(db, real.store_id, expired.order_id)

        assert real.available() == 10
