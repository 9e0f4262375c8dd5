from __future__ import annotations

import pytest
from pydantic import ValidationError
from sqlalchemy.orm import Session

from app.kernel.database.scope import enter_store
from app.modules.contracts.shipping import (
    SHIPPING_INTAKE,
    PickUpPoint,
    ShippingKind,
    WayIn,
    ZoneIn,
    ZonePriceIn,
)
from app.modules.registry import registry
from app.modules.shipping.exceptions import UnknownCarrier
from app.modules.shipping.services.shipping_intake import shipping_intake
from app.modules.shipping.services.shipping_quoter import shipping_quoter
from tests.factories import make_store
from tests.modules.shipping.factories import make_zone, parcel

ZONES = [ZoneIn("Home", ("LU",)), ZoneIn("Elsewhere", ("*",))]
POINT = PickUpPoint("Atelier", "1, rue Haute", "Luxembourg", "LU", opening_hours="9 - 18")
PARCEL = WayIn(
    "parcel",
    {"en": "Parcel"},
    (ZonePriceIn("Home", "EUR", 590, 9000), ZonePriceIn("Elsewhere", "EUR", 1290)),
    carrier="dhl",
    days_min=1,
    days_max=3,
)
COUNTER = WayIn("counter", {"en": "Collect"}, (ZonePriceIn(None, "EUR", 0),), pick_up=POINT)


class TestTakeShipping:
    def test_offers_the_ways_from_then_on(self, db: Session) -> None:
        store = make_store(db)
        enter_store(db, store.id)

        assert shipping_intake.take_shipping(db, store.id, ZONES, [PARCEL, COUNTER])

        at_home = shipping_quoter.offers(db, store.id, parcel(goods_minor=5000), locale="en")
        for_much = shipping_quoter.offers(db, store.id, parcel(goods_minor=9000), locale="en")
        abroad = shipping_quoter.offers(db, store.id, parcel("FR"), locale="en")
        assert [(offer.code, offer.price_minor) for offer in at_home] == [
            ("parcel", 590),
            ("counter", 0),
        ]
        assert at_home[0].carrier == "dhl"
        assert at_home[1].kind is ShippingKind.PICK_UP
        assert at_home[1].pick_up == POINT
        assert for_much[0].price_minor == 0
        assert abroad[0].price_minor == 1290

    def test_leaves_what_the_store_set_up_itself(self, db: Session) -> None:
        store = make_store(db)
        make_zone(db, store, "FR")

        assert not shipping_intake.take_shipping(db, store.id, ZONES, [PARCEL])

        assert shipping_quoter.offers(db, store.id, parcel(), locale="en") == []

    def test_refuses_a_carrier_that_nobody_knows(self, db: Session) -> None:
        store = make_store(db)
        enter_store(db, store.id)
        way = WayIn("parcel", {"en": "Parcel"}, (ZonePriceIn("Home", "EUR", 1),), carrier="owl")

        with pytest.raises(UnknownCarrier):
            shipping_intake.take_shipping(db, store.id, ZONES, [way])

    def test_refuses_what_the_api_refuses(self, db: Session) -> None:
        store = make_store(db)
        enter_store(db, store.id)

        with pytest.raises(ValidationError):
            shipping_intake.take_shipping(db, store.id, [ZoneIn("Nowhere", ("XX",))], [])

    def test_is_found_by_its_key(self) -> None:
        assert registry().find(SHIPPING_INTAKE) is shipping_intake
