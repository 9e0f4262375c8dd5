"""Opens, changes, closes and removes the places where a store keeps its stock."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy.orm import Session

from app.kernel.clock import utc_now
from app.modules.inventory.exceptions import (
    LocationCodeTaken,
    LocationHasHistory,
    LocationInUse,
    MainLocationStays,
    UnknownLocation,
)
from app.modules.inventory.models import Location
from app.modules.inventory.repositories.locations import MAIN_CODE, Locations

CheckVersion = Callable[[int], None]


def all_locations(db: Session, store_id: int) -> list[Location]:
    """In the order in which goods are taken; the main one is made when it is first looked for."""
    rows = Locations(db, store_id)
    found = rows.all()
    if any(location.is_main for location in found):
        return found
    name = MAIN_CODE.title()
    for code in (MAIN_CODE, f"{MAIN_CODE}-location"):
        if rows.add({"code": code, "name": name, "is_main": True}, utc_now()) is not None:
            break
    return rows.all()


def main_location_id(db: Session, store_id: int) -> int:
    """The id of the main location, which levels and movements do not name."""
    return next(each.id for each in all_locations(db, store_id) if each.is_main)


def find_location(db: Session, store_id: int, location_id: int) -> Location:
    """Raises UnknownLocation."""
    for location in all_locations(db, store_id):
        if location.id == location_id:
            return location
    raise UnknownLocation


def open_location(db: Session, store_id: int, values: Mapping[str, Any]) -> Location:
    """A new location that sells. Raises LocationCodeTaken."""
    all_locations(db, store_id)
    location_id = Locations(db, store_id).add(values, utc_now())
    if location_id is None:
        raise LocationCodeTaken(code=values["code"])
    return find_location(db, store_id, location_id)


def change_location(
    db: Session,
    store_id: int,
    location_id: int,
    values: Mapping[str, Any],
    check_version: CheckVersion,
) -> Location:
    """Raises UnknownLocation, MainLocationStays, and LocationInUse when it is not empty yet."""
    location = _locked(db, store_id, location_id)
    check_version(location.version)
    rows = Locations(db, store_id)
    if values.get("is_active") is False and location.is_active:
        if location.is_main:
            raise MainLocationStays
        if rows.holds_anything(location_id):
            raise LocationInUse
    if values:
        rows.change(location_id, values)
    return find_location(db, store_id, location_id)


def remove_location(
    db: Session, store_id: int, location_id: int, check_version: CheckVersion
) -> None:
    """Raises UnknownLocation, MainLocationStays, and LocationHasHistory once it was used."""
    location = _locked(db, store_id, location_id)
    check_version(location.version)
    if location.is_main:
        raise MainLocationStays
    rows = Locations(db, store_id)
    if rows.has_history(location_id):
        raise LocationHasHistory
    rows.remove(location_id)


def _locked(db: Session, store_id: int, location_id: int) -> Location:
    found = Locations(db, store_id).lock([location_id])
    if location_id not in found:
        raise UnknownLocation
    return found[location_id]
