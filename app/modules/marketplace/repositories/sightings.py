"""What imports have seen of products and customers of one store."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, cast

from sqlalchemy import ColumnElement, Table, any_, case, func, literal, or_, select, tuple_
from sqlalchemy.dialects.postgresql import ARRAY, Insert, insert
from sqlalchemy.orm import Session
from sqlalchemy.sql.base import ReadOnlyColumnCollection
from sqlalchemy.types import String

from app.modules.marketplace.models import Sighting

PRODUCT, CUSTOMER = "product", "customer"
_TABLE = cast("Table", Sighting.__table__)
_KEY = ("store_id", "source", "kind", "external_ref")


@dataclass(frozen=True, slots=True)
class Seen:
    """One sighting, or the sum of several; see the model for which label and price win."""

    external_ref: str
    first_seen_at: datetime
    label: str | None = None
    label_rank: int | None = None
    labelled_at: datetime | None = None
    price_minor: int | None = None
    priced_at: datetime | None = None

    def joined(self, other: Seen) -> Seen:
        """Both together; in whichever order, the outcome is the same."""
        label = min((self, other), key=_label_order)
        price = max((self, other), key=_price_order)
        return Seen(
            self.external_ref,
            min(self.first_seen_at, other.first_seen_at),
            label.label,
            label.label_rank,
            label.labelled_at,
            price.price_minor,
            price.priced_at,
        )


def _label_order(seen: Seen) -> tuple[Any, ...]:
    if seen.label is None:
        return (1,)
    return (0, seen.label_rank, seen.labelled_at, seen.label)


def _price_order(seen: Seen) -> tuple[Any, ...]:
    if seen.price_minor is None:
        return (0,)
    return (1, seen.priced_at, seen.price_minor)


_COLUMNS = tuple(field.name for field in fields(Seen))


class Sightings:
    """Adds sightings of one source to those of one store."""

    def __init__(self, db: Session, store_id: int, source: str) -> None:
        self._db = db
        self._store_id = store_id
        self._source = source

    def add(self, kind: str, seen: Iterable[Seen]) -> dict[str, Seen]:
        """Joins these with what was seen before; the sums by reference. Two statements."""
        sums: dict[str, Seen] = {}
        for one in seen:
            known = sums.get(one.external_ref)
            sums[one.external_ref] = one if known is None else known.joined(one)
        if not sums:
            return {}
        self._db.execute(self._upsert(kind, list(sums.values())))
        return self._read(kind, list(sums))

    def _upsert(self, kind: str, seen: Sequence[Seen]) -> Insert:
        arrays = [
            literal([getattr(one, name) for one in seen], ARRAY(_TABLE.c[name].type))
            for name in _COLUMNS
        ]
        batch = func.unnest(*arrays).table_valued(*_COLUMNS).render_derived("batch")
        source = select(
            literal(self._store_id), literal(self._source), literal(kind), *batch.c
        ).order_by(batch.c.external_ref)
        names = ["store_id", "source", "kind", *_COLUMNS]
        statement = insert(_TABLE).from_select(names, source, include_defaults=False)
        merged = _merged(statement.excluded)
        return statement.on_conflict_do_update(
            index_elements=list(_KEY),
            set_=merged,
            where=or_(*(_TABLE.c[name].is_distinct_from(new) for name, new in merged.items())),
        )

    def _read(self, kind: str, refs: list[str]) -> dict[str, Seen]:
        rows = self._db.execute(
            select(*(_TABLE.c[name] for name in _COLUMNS)).where(
                _TABLE.c.store_id == self._store_id,
                _TABLE.c.source == self._source,
                _TABLE.c.kind == kind,
                _TABLE.c.external_ref == any_(literal(refs, ARRAY(String))),
            )
        )
        return {row.external_ref: Seen(*row) for row in rows}


def _merged(new: ReadOnlyColumnCollection[str, Any]) -> dict[str, ColumnElement[Any]]:
    """`Seen.joined` in SQL: comparing with a missing label or price is null, and the old stays."""
    old = _TABLE.c
    is_better = or_(
        old.label.is_(None),
        tuple_(new.label_rank, new.labelled_at, new.label.collate("C"))
        < tuple_(old.label_rank, old.labelled_at, old.label.collate("C")),
    )
    is_later = or_(
        old.price_minor.is_(None),
        tuple_(new.priced_at, new.price_minor) > tuple_(old.priced_at, old.price_minor),
    )
    return {
        "first_seen_at": func.least(old.first_seen_at, new.first_seen_at),
        **{
            name: case((is_better, new[name]), else_=old[name])
            for name in ("label", "label_rank", "labelled_at")
        },
        **{
            name: case((is_later, new[name]), else_=old[name])
            for name in ("price_minor", "priced_at")
        },
    }
