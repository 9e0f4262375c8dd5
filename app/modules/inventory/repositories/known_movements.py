"""Which movements of the house's own there are already."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import any_, literal, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session
from sqlalchemy.types import Text

from app.modules.inventory.models import Movement
from app.modules.inventory.repositories.stock_ledger import OWN_SOURCE


def known_movements(db: Session, store_id: int, external_refs: Iterable[str]) -> set[str]:
    """Those of the references under which something moved in the store."""
    statement = select(Movement.external_ref).where(
        Movement.store_id == store_id,
        Movement.source == OWN_SOURCE,
        Movement.external_ref == any_(literal(sorted(external_refs), ARRAY(Text))),
    )
    return set(db.scalars(statement))
