"""Makes zones and ways of delivery, and parcels."""

from __future__ import annotations

from itertools import count

from sqlalchemy.orm import Session

from app.kernel.database.scope import enter_store
from app.modules.contracts.shipping import Parcel
from app.modules.core.services.setup_memory import note_setup
from app.modules.shipping.models import ShippingMethod, ShippingRate, ShippingZone
from app.modules.tenancy.models import Store

_numbers = count(1)
ADDRESS = {"name": "Atelier", "line1": "1, rue Haute", "city": "Luxembourg", "country": "LU"}


def parcel(country: str = "LU", **values: object) -> Parcel:
    fields = {"currency": "EUR", "goods_minor": 5000, "weight_grams": 1000, **values}
    return Parcel(country=country, **fields)  # type: ignore[arg-type]  # fields differ by name


def make_zone(
    db: Session, store: Store, country: str = "LU", *, position: int = 0, **place: list[str]
) -> ShippingZone:
    """A zone of one place; enters the store."""
    enter_store(db, store.id)
    row = ShippingZone(
        store_id=store.id,
        name=f"Zone {next(_numbers)}",
        position=position,
        places=[{"country": country, "regions": [], "postal_codes": [], **place}],
    )
    db.add(row)
    db.flush()
    note_setup(db, row.store_id)
    return row


def make_method(db: Session, store: Store, code: str, **values: object) -> ShippingMethod:
    enter_store(db, store.id)
    fields = {"kind": "delivery", "names": {"en": code.title()}, **values}
    row = ShippingMethod(store_id=store.id, code=code, **fields)
    db.add(row)
    db.flush()
    note_setup(db, row.store_id)
    return row


def make_rate(
    db: Session,
    method: ShippingMethod,
    zone: ShippingZone | None,
    price_minor: int = 0,
    **more: object,
) -> ShippingRate:
    fields = {"currency": "EUR", "basis": "flat", **more}
    row = ShippingRate(
        store_id=method.store_id,
        method_id=method.id,
        zone_id=None if zone is None else zone.id,
        price_minor=price_minor,
        **fields,
    )
    db.add(row)
    db.flush()
    note_setup(db, row.store_id)
    return row
