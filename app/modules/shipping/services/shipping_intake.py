"""Shipping set up from outside, for a store that has said nothing about it yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict

from sqlalchemy.orm import Session

from app.modules.contracts.shipping import ShippingKind, WayIn, ZoneIn, ZonePriceIn
from app.modules.shipping.schemas import zones as over_http
from app.modules.shipping.schemas.methods import MethodIn, PickUpAddress, RateIn
from app.modules.shipping.services.shipping_desk import ShippingDesk


class StoreShippingIntake:
    """The shipping's side of `ShippingIntake`; what it takes is as good as what the API takes."""

    def take_shipping(
        self, db: Session, store_id: int, zones: Sequence[ZoneIn], ways: Sequence[WayIn]
    ) -> bool:
        """See the contract. Raises ValidationError, ZoneTaken, MethodTaken, UnknownCarrier."""
        desk = ShippingDesk(db, store_id, lambda _: None)
        if desk.zones(None, 1).items or desk.methods(None, 1).items:
            return False
        zone_ids = {
            zone.name: desk.add_zone(_zone(zone, position).model_dump()).id
            for position, zone in enumerate(zones)
        }
        for position, way in enumerate(ways):
            desk.add_method(_method(way, position, zone_ids).model_dump())
        return True


def _zone(zone: ZoneIn, position: int) -> over_http.ZoneIn:
    places = [over_http.PlaceIn(country=country) for country in zone.countries]
    return over_http.ZoneIn(name=zone.name, position=position, places=places)


def _method(way: WayIn, position: int, zone_ids: Mapping[str, int]) -> MethodIn:
    point = way.pick_up
    address = None if point is None else asdict(point)
    hours = "" if address is None else address.pop("opening_hours")
    return MethodIn(
        code=way.code,
        kind=ShippingKind.DELIVERY if point is None else ShippingKind.PICK_UP,
        names=dict(way.names),
        position=position,
        carrier=way.carrier,
        days_min=way.days_min,
        days_max=way.days_max,
        pick_up_address=None if address is None else PickUpAddress(**address),
        opening_hours=hours,
        rates=[_rate(price, zone_ids) for price in way.prices],
    )


def _rate(price: ZonePriceIn, zone_ids: Mapping[str, int]) -> RateIn:
    return RateIn(
        zone_id=None if price.zone is None else zone_ids[price.zone],
        currency=price.currency,
        price_minor=price.price_minor,
        free_from_minor=price.free_from_minor,
    )


shipping_intake = StoreShippingIntake()
