"""From which locations units are taken: a pure rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """A location that sells, None for the main one, and the units that are free there."""

    location_id: int | None
    available: int


@dataclass(frozen=True)
class Share:
    """So many units from a location; `backordered` of them are not there yet."""

    location_id: int | None
    quantity: int
    backordered: int = 0


def allocate(places: Sequence[Place], quantity: int) -> list[Share]:
    """Shares that add up to the quantity; `places` come in the order of their priority.

    The first location that has everything gives everything, so that one parcel is enough; where
    none has, each gives what it has in order. What nobody has is promised by the main location.
    Example: 5 units, the main location has 2, the second 4: 2 from the main one and 3 from the
    second; of 3 units all come from the second.
    """
    for place in places:
        if place.available >= quantity:
            return [Share(place.location_id, quantity)]
    shares: dict[int | None, Share] = {}
    missing = quantity
    for place in places:
        units = min(max(0, place.available), missing)
        if units:
            shares[place.location_id] = Share(place.location_id, units)
            missing -= units
    if missing:
        there = shares.get(None, Share(None, 0))
        shares[None] = Share(None, there.quantity + missing, missing)
    return list(shares.values())
