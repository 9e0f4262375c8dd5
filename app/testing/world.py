"""Platforms and stores that the rules let things happen in."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import count

from sqlalchemy.orm import Session

from app.modules.tenancy.models import Merchant, Platform, Store, StorePlatform
from app.testing.moments import ZONE

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
NOBODY = 2**40
_numbers = count(1)


def make_platform(db: Session) -> int:
    """The id of a new platform, its days those of Luxembourg."""
    code = f"kit-platform-{next(_numbers)}"
    platform = Platform(
        code=code, name=code, domain=f"{code}.test", time_zone=ZONE.key, created_at=LONG_AGO
    )
    db.add(platform)
    db.flush()
    return platform.id


def make_store(
    db: Session, *, currency: str, on: Iterable[int] = (), formerly_on: Iterable[int] = ()
) -> int:
    """The id of a new store of its own merchant, open and linked since long ago.

    On the platforms of `formerly_on` its link has ended.
    """
    code = f"kit-store-{next(_numbers)}"
    merchant = Merchant(code=code, name=code, created_at=LONG_AGO)
    db.add(merchant)
    db.flush()
    store = Store(
        merchant_id=merchant.id,
        code=code,
        name=code,
        currency=currency,
        time_zone=ZONE.key,
        created_at=LONG_AGO,
        opened_at=LONG_AGO,
    )
    db.add(store)
    db.flush()
    active = [
        StorePlatform(store_id=store.id, platform_id=platform_id, linked_at=LONG_AGO)
        for platform_id in on
    ]
    ended = [
        StorePlatform(
            store_id=store.id,
            platform_id=platform_id,
            linked_at=LONG_AGO,
            unlinked_at=LONG_AGO.replace(year=2021),
            is_active=False,
        )
        for platform_id in formerly_on
    ]
    db.add_all([*active, *ended])
    db.flush()
    return store.id
