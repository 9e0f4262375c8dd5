"""What host names and codes stand for: look-ups on the shared tables, for the request context."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, func, or_, select
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.orm import Session

from app.modules.tenancy.infos import PlatformInfo, StoreInfo
from app.modules.tenancy.models import Platform, Store, StoreDomain, StorePlatform

PLATFORM_COLUMNS = (
    Platform.id,
    Platform.code,
    Platform.name,
    Platform.time_zone,
    Platform.locale,
    Platform.accent,
    Platform.domain,
)
STORE_COLUMNS = (
    Store.id,
    Store.code,
    Store.name,
    Store.currency,
    Store.time_zone,
    Store.locale,
)


class HostRows:
    """Look-ups over all platforms and stores; a closed store has no address any more."""

    def __init__(self, db: Session, now: datetime) -> None:
        self._db = db
        self._now = now

    def platform_by_domain(self, domain: str) -> PlatformInfo | None:
        return self._platform(Platform.domain == domain)

    def platform_by_code(self, code: str) -> PlatformInfo | None:
        return self._platform(Platform.code == code)

    def platform_by_id(self, platform_id: int) -> PlatformInfo | None:
        return self._platform(Platform.id == platform_id)

    def store_by_code(self, code: str) -> StoreInfo | None:
        return self._store(Store.code == code)

    def store_by_domain(self, hostname: str) -> StoreInfo | None:
        """The store of a verified domain; a claimed one is nobody's."""
        claim = select(StoreDomain.store_id).where(
            StoreDomain.hostname == hostname, StoreDomain.verified_at <= self._now
        )
        return self._store(Store.id.in_(claim))

    def _platform(self, where: ColumnElement[bool]) -> PlatformInfo | None:
        row = self._db.execute(select(*PLATFORM_COLUMNS).where(where)).one_or_none()
        return None if row is None else PlatformInfo(*row)

    def _store(self, where: ColumnElement[bool]) -> StoreInfo | None:
        is_open = or_(Store.closed_at.is_(None), Store.closed_at > self._now)
        statement = select(*STORE_COLUMNS, active_links()).where(where, is_open)
        row = self._db.execute(statement).one_or_none()
        return None if row is None else store_info(row)


def store_info(columns: Sequence[Any]) -> StoreInfo:
    """The value from STORE_COLUMNS and, last, the ids of the links (None for none)."""
    id_, code, name, currency, time_zone, locale, links = columns
    return StoreInfo(id_, code, name, currency, time_zone, locale, tuple(links or ()))


def active_links() -> ScalarSelect[Any]:
    """The ids of the platforms that a store is actively linked to, the oldest link first."""
    order = aggregate_order_by(
        StorePlatform.platform_id, StorePlatform.linked_at, StorePlatform.platform_id
    )
    statement = select(func.array_agg(order)).where(
        StorePlatform.store_id == Store.id, StorePlatform.is_active
    )
    return statement.correlate(Store).scalar_subquery()
