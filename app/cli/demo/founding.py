"""Founds the demonstration's platforms, merchants, stores and teams, and remembers how far it is.

The audit log is the memory: one entry when the world was founded, with the moment that all its
data counts from, and one for each store that was filled. Each stands in the transaction that did
the work, so a load that was killed goes on where it stopped, and tells the same story.
"""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from app.cli.demo import world
from app.cli.demo.repositories.demo_rows import FILLED, FOUNDED, DemoRows
from app.cli.demo.seeds import LinkSeed, PersonSeed, PlatformSeed, StoreSeed
from app.cli.ending import CommandRefused
from app.kernel.security.passwords import hash_password
from app.modules.core.services.module_switches import Actor, ModuleSwitches
from app.modules.registry import registry
from app.modules.tenancy.models import (
    AuditEntry,
    Merchant,
    Operator,
    Platform,
    Store,
    StoreDomain,
    StoreMember,
    StorePlatform,
    User,
)
from app.modules.tenancy.services import audit

ACTOR = "demonstration"


def mark_filled(db: Session, store_id: int) -> None:
    """To be called in the transaction that wrote the store's data."""
    audit.record(db, act=FILLED, actor=ACTOR, store_id=store_id)


def found(db: Session, now: datetime) -> None:
    """Writes everything but the stores' data. Refused where one of the platforms exists already."""
    existing = DemoRows(db).platform_ids()
    taken = next((seed.code for seed in world.PLATFORMS if seed.code in existing), None)
    if taken is not None:
        raise CommandRefused(
            f"The database has a platform {taken!r} that is not the demonstration's. "
            "`stoa demo` needs a database of its own; `stoa serve` uses this one."
        )
    _Founder(db, now).found()
    db.add(AuditEntry(happened_at=now, act=FOUNDED, actor=ACTOR))


class _Founder:
    """Writes the rows of tenancy, each dated as if it had happened over the years."""

    def __init__(self, db: Session, now: datetime) -> None:
        self._db = db
        self._today = now.replace(hour=0, minute=0, second=0, microsecond=0)
        self._long_ago = self._days_ago(640)
        self._opened_days = {store.code: store.opened_days for store in world.STORES}

    def found(self) -> None:
        platforms = {seed.code: self._platform(seed) for seed in world.PLATFORMS}
        merchants = {code: self._merchant(code, name) for code, name in world.MERCHANTS.items()}
        stores = {seed.code: self._store(seed, merchants[seed.merchant]) for seed in world.STORES}
        for store in world.STORES:
            for link in store.links:
                self._link(stores[store.code], platforms[link.platform], store, link)
        password_hash = hash_password(world.PASSWORD)
        for person in world.PEOPLE:
            self._person(person, password_hash, stores, platforms)
        for hostname, code, is_verified in world.DOMAINS:
            self._domain(hostname, stores[code], is_verified=is_verified)
        self._db.flush()

    def _platform(self, seed: PlatformSeed) -> int:
        platform = Platform(
            code=seed.code,
            name=seed.name,
            domain=seed.domain,
            time_zone=seed.time_zone,
            accent=seed.accent,
            created_at=self._long_ago,
        )
        self._db.add(platform)
        self._db.flush()
        switches = ModuleSwitches(self._db, platform.id)
        for code in seed.switched_off:
            if code in registry():
                switches.disable(code, Actor(ACTOR))
        return platform.id

    def _merchant(self, code: str, name: str) -> int:
        merchant = Merchant(code=code, name=name, created_at=self._long_ago)
        self._db.add(merchant)
        self._db.flush()
        return merchant.id

    def _store(self, seed: StoreSeed, merchant_id: int) -> int:
        opened_at = self._days_ago(seed.opened_days)
        store = Store(
            merchant_id=merchant_id,
            code=seed.code,
            name=seed.name,
            currency=seed.currency,
            time_zone=seed.time_zone,
            created_at=opened_at - timedelta(days=9),
            opened_at=opened_at,
            closed_at=None if seed.closed_days is None else self._days_ago(seed.closed_days),
        )
        self._db.add(store)
        self._db.flush()
        return store.id

    def _link(self, store_id: int, platform_id: int, store: StoreSeed, link: LinkSeed) -> None:
        until = link.until_days
        self._db.add(
            StorePlatform(
                store_id=store_id,
                platform_id=platform_id,
                is_active=until is None,
                linked_at=self._days_ago(min(link.since_days, store.opened_days)),
                unlinked_at=None if until is None else self._days_ago(until),
            )
        )

    def _person(
        self,
        person: PersonSeed,
        password_hash: str,
        stores: dict[str, int],
        platforms: dict[str, int],
    ) -> None:
        user = User(
            email=person.email,
            name=person.name,
            password_hash=password_hash,
            created_at=self._long_ago,
        )
        self._db.add(user)
        self._db.flush()
        joined_days = 30 + 13 * (len(person.email) % 17)
        if person.operates is not None:
            platform_id = None if person.operates == "all" else platforms[person.operates]
            self._db.add(Operator(user_id=user.id, platform_id=platform_id))
        for code, role in person.teams:
            self._db.add(
                StoreMember(
                    store_id=stores[code],
                    user_id=user.id,
                    role=role,
                    joined_at=self._days_ago(min(joined_days, self._opened_days[code])),
                    left_at=self._days_ago(12) if person.left else None,
                )
            )

    def _domain(self, hostname: str, store_id: int, *, is_verified: bool) -> None:
        self._db.add(
            StoreDomain(
                store_id=store_id,
                hostname=hostname,
                created_at=self._days_ago(200),
                verified_at=self._days_ago(199) if is_verified else None,
            )
        )

    def _days_ago(self, days: int) -> datetime:
        return self._today - timedelta(days=days)
