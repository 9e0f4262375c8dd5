"""Which stores there are, where, and in which time zone: look-ups on the shared tables."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.orm import Session

from app.modules.tenancy.models import Platform, Store, StorePlatform


class StoreDirectory:
    """Look-ups over all platforms and stores; it reads shared tables only and no store's rows."""

    def __init__(self, db: Session) -> None:
        self._db = db

    def store_id_of_code(self, code: str) -> int | None:
        """The store of that code, or None."""
        return self._db.scalar(select(Store.id).where(Store.code == code))

    def codes_by_id(self) -> dict[int, str]:
        """The code of every store by its id."""
        return dict(self._db.execute(select(Store.id, Store.code).order_by(Store.id)).all())

    def time_zones(self) -> dict[int, str]:
        """The IANA zone of every store."""
        return dict(self._db.execute(select(Store.id, Store.time_zone).order_by(Store.id)).all())

    def platform_ids(self) -> tuple[int, ...]:
        """All platforms of the installation, ascending."""
        return tuple(self._db.scalars(select(Platform.id).order_by(Platform.id)))

    def store_codes(self) -> list[str]:
        """The codes of all stores of the installation, sorted."""
        return list(self._db.scalars(select(Store.code).order_by(Store.code)))

    def time_zone_of_store(self, store_id: int) -> str:
        """The store's IANA zone; UTC for an unknown store."""
        return self._db.scalar(select(Store.time_zone).where(Store.id == store_id)) or "UTC"

    def currencies_of(self, store_ids: Sequence[int]) -> list[str]:
        """The currencies that these stores keep their figures in, each once, sorted."""
        statement = select(Store.currency).where(Store.id.in_(store_ids)).distinct()
        return sorted(self._db.scalars(statement))

    def time_zone_of_platform(self, platform_id: int) -> str:
        """The platform's IANA zone; UTC for an unknown platform."""
        statement = select(Platform.time_zone).where(Platform.id == platform_id)
        return self._db.scalar(statement) or "UTC"

    def store_ids_of_platform(self, platform_id: int) -> tuple[int, ...]:
        """The stores actively linked to the platform, ascending; read as one array."""
        ids = func.array_agg(aggregate_order_by(StorePlatform.store_id, StorePlatform.store_id))
        statement = select(ids).where(
            StorePlatform.platform_id == platform_id, StorePlatform.is_active
        )
        return tuple(self._db.scalar(statement) or ())

    def platform_ids_of_store(self, store_id: int) -> tuple[int, ...]:
        """The platforms that the store is actively linked to, ascending."""
        statement = (
            select(StorePlatform.platform_id)
            .where(StorePlatform.store_id == store_id, StorePlatform.is_active)
            .order_by(StorePlatform.platform_id)
        )
        return tuple(self._db.scalars(statement))

    def platform_codes(self) -> dict[str, int]:
        """Every platform's id by its code."""
        found = self._db.execute(select(Platform.code, Platform.id))
        return {row.code: row.id for row in found}
