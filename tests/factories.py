"""Makes the tenancy rows that most tests start from; each is flushed and has its id."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import count

from sqlalchemy.orm import Session

from app.modules.tenancy.models import (
    Merchant,
    Operator,
    Platform,
    Store,
    StoreDomain,
    StoreMember,
    StorePlatform,
    User,
)

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
_numbers = count(1)


def make_platform(db: Session, code: str | None = None, **values: object) -> Platform:
    code = code or f"platform-{next(_numbers)}"
    values.setdefault("domain", f"{code}.localhost")
    platform = Platform(code=code, name=code.title(), **{"created_at": LONG_AGO, **values})
    db.add(platform)
    db.flush()
    return platform


def make_merchant(db: Session, code: str | None = None) -> Merchant:
    code = code or f"merchant-{next(_numbers)}"
    merchant = Merchant(code=code, name=code.title(), created_at=LONG_AGO)
    db.add(merchant)
    db.flush()
    return merchant


def make_store(
    db: Session,
    code: str | None = None,
    *,
    platforms: Sequence[Platform] = (),
    merchant: Merchant | None = None,
    **values: object,
) -> Store:
    """A store, open since long ago, linked to the platforms since then."""
    code = code or f"store-{next(_numbers)}"
    owner = merchant or make_merchant(db)
    times = {"created_at": LONG_AGO, "opened_at": LONG_AGO}
    store = Store(merchant_id=owner.id, code=code, name=code.title(), **{**times, **values})
    db.add(store)
    db.flush()
    for platform in platforms:
        db.add(StorePlatform(store_id=store.id, platform_id=platform.id, linked_at=LONG_AGO))
    db.flush()
    return store


def make_user(db: Session, email: str | None = None, **values: object) -> User:
    """A user; without `password_hash` nobody can sign in as them."""
    email = email or f"person-{next(_numbers)}@example.test"
    fields = {"name": email.partition("@")[0], "password_hash": "!", "created_at": LONG_AGO}
    user = User(email=email, **{**fields, **values})
    db.add(user)
    db.flush()
    return user


def make_member(db: Session, store: Store, role: str = "owner", user: User | None = None) -> User:
    """A member of the store's team since long ago."""
    person = user or make_user(db)
    db.add(StoreMember(store_id=store.id, user_id=person.id, role=role, joined_at=LONG_AGO))
    db.flush()
    return person


def make_operator(db: Session, platform: Platform | None = None, user: User | None = None) -> User:
    """An operator of one platform, or of all when none is given."""
    person = user or make_user(db)
    db.add(Operator(user_id=person.id, platform_id=platform.id if platform else None))
    db.flush()
    return person


def make_domain(db: Session, store: Store, hostname: str, *, verified: bool = True) -> StoreDomain:
    """A custom domain of the store."""
    domain = StoreDomain(
        store_id=store.id,
        hostname=hostname,
        created_at=LONG_AGO,
        verified_at=LONG_AGO if verified else None,
    )
    db.add(domain)
    db.flush()
    return domain
