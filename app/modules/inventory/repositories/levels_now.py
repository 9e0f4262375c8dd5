"""What each location holds at this moment."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import BigInteger, any_, literal, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session

from app.modules.inventory.models import Level


def levels_elsewhere(
    db: Session, store_id: int, variant_ids: Iterable[int]
) -> dict[int, dict[int, tuple[int, int]]]:
    """(on hand, reserved) by variant and location, the main location left out."""
    wanted = literal(sorted(set(variant_ids)), ARRAY(BigInteger))
    statement = select(Level.variant_id, Level.location_id, Level.on_hand, Level.reserved).where(
        Level.store_id == store_id, Level.variant_id == any_(wanted)
    )
    found: dict[int, dict[int, tuple[int, int]]] = {}
    for variant_id, location_id, on_hand, reserved in db.execute(statement):
        found.setdefault(variant_id, {})[location_id] = (on_hand, reserved)
    return found
