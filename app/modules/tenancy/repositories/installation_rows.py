"""The installation as a whole: its platforms, all its stores, and which of them need somebody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.orm import Session

from app.modules.tenancy.infos import PlatformInfo
from app.modules.tenancy.models import (
    Merchant,
    Platform,
    Store,
    StoreDomain,
    StoreMember,
    StorePlatform,
)
from app.modules.tenancy.repositories.host_rows import PLATFORM_COLUMNS


@dataclass(frozen=True, slots=True)
class PlatformOverview:
    """A platform and the number of stores actively linked to it."""

    platform: PlatformInfo
    stores: int


@dataclass(frozen=True, slots=True)
class StoreOverview:
    """A store in a short list; `reasons` are codes of what it lacks, none for a sound one."""

    code: str
    name: str
    merchant: str
    platforms: tuple[str, ...]
    created_at: datetime
    reasons: tuple[str, ...] = ()


class InstallationRows:
    """Look-ups over all platforms and stores; shared tables only, no store's rows are read."""

    def __init__(self, db: Session) -> None:
        self._db = db

    def store_ids(self) -> tuple[int, ...]:
        """Every store there is, ascending."""
        return tuple(self._db.scalars(select(Store.id).order_by(Store.id)))

    def platforms(self) -> list[PlatformOverview]:
        """Every platform, by name; one statement."""
        stores = (
            select(func.count())
            .where(StorePlatform.platform_id == Platform.id, StorePlatform.is_active)
            .scalar_subquery()
        )
        statement = select(*PLATFORM_COLUMNS, stores).order_by(Platform.name, Platform.id)
        return [
            PlatformOverview(PlatformInfo(*row[:-1]), row[-1])
            for row in self._db.execute(statement)
        ]

    def default_platform(self, code: str | None) -> PlatformInfo | None:
        """The platform of that code, else the oldest one; None while there is none."""
        statement = (
            select(*PLATFORM_COLUMNS).order_by(Platform.code != (code or ""), Platform.id).limit(1)
        )
        row = self._db.execute(statement).one_or_none()
        return None if row is None else PlatformInfo(*row)

    def time_zone(self, code: str | None) -> str:
        """The zone that days of the whole installation are cut in: the default platform's."""
        platform = self.default_platform(code)
        return "UTC" if platform is None else platform.time_zone

    def newest_stores(self, most: int) -> list[StoreOverview]:
        """The stores that came last, the youngest first."""
        statement = self._overviews().order_by(Store.created_at.desc(), Store.id.desc())
        return [_overview(row) for row in self._db.execute(statement.limit(most))]

    def stores_in_need(self, since: datetime, most: int) -> list[StoreOverview]:
        """Stores that lack something since before that moment, the oldest first.

        Closed ones need nothing any more.
        """
        reasons = _reasons(since)
        statement = (
            self._overviews(reasons)
            .where(Store.closed_at.is_(None), or_(*reasons.values()))
            .order_by(Store.created_at, Store.id)
            .limit(most)
        )
        return [_overview(row, tuple(reasons)) for row in self._db.execute(statement)]

    def count_in_need(self, since: datetime) -> int:
        """How many stores lack something."""
        statement = select(func.count(Store.id)).where(
            Store.closed_at.is_(None), or_(*_reasons(since).values())
        )
        return self._db.scalar(statement) or 0

    def _overviews(
        self, reasons: dict[str, ColumnElement[bool]] | None = None
    ) -> Select[*tuple[Any, ...]]:
        names = (
            select(func.array_agg(aggregate_order_by(Platform.name, Platform.name)))
            .join(StorePlatform, StorePlatform.platform_id == Platform.id)
            .where(StorePlatform.store_id == Store.id, StorePlatform.is_active)
            .correlate(Store)
            .scalar_subquery()
        )
        return select(
            Store.code,
            Store.name,
            Merchant.name.label("merchant"),
            names,
            Store.created_at,
            *((reasons or {}).values()),
        ).join(Merchant, Merchant.id == Store.merchant_id)


def _reasons(since: datetime) -> dict[str, ColumnElement[bool]]:
    """What a store may lack, by code; fresh ones are given time until they are older."""
    is_linked = exists().where(StorePlatform.store_id == Store.id, StorePlatform.is_active)
    is_staffed = exists().where(StoreMember.store_id == Store.id, StoreMember.left_at.is_(None))
    is_claiming = exists().where(
        StoreDomain.store_id == Store.id,
        StoreDomain.verified_at.is_(None),
        StoreDomain.created_at < since,
    )
    is_settled = Store.created_at < since
    return {
        "unlinked": and_(is_settled, ~is_linked),
        "unstaffed": and_(is_settled, ~is_staffed),
        "unopened": and_(is_settled, Store.opened_at.is_(None)),
        "domain": is_claiming,
    }


def _overview(row: Sequence[Any], codes: tuple[str, ...] = ()) -> StoreOverview:
    code, name, merchant, platforms, created_at, *flags = row
    reasons = tuple(reason for reason, holds in zip(codes, flags, strict=True) if holds)
    return StoreOverview(code, name, merchant, tuple(platforms or ()), created_at, reasons)
