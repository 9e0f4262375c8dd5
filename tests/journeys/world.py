"""Two platforms with four stores, every row of theirs marked with the store's name.

"target" is the store that nobody but its own team may see. "sister" belongs to the same merchant
and "neighbour" to another one, both on the same platform; "elsewhere" sells on the other platform,
where target sold long ago.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import update
from sqlalchemy.orm import Session

from app.kernel.clock import utc_now
from app.kernel.database.engine import Database
from app.kernel.database.scope import enter_store
from app.modules.tenancy.models import Platform, Store, StoreMember, StorePlatform, User
from app.modules.tenancy.services.host_directory import host_directory
from tests.factories import (
    LONG_AGO,
    make_domain,
    make_member,
    make_merchant,
    make_operator,
    make_platform,
    make_store,
    make_user,
)
from tests.journeys.filling import fill_store
from tests.modules.tenancy.identity_app import password_hash

PLATFORM, OTHER_PLATFORM = "beta", "alpha"
STORES = ("target", "sister", "neighbour", "elsewhere")
LATER = LONG_AGO + timedelta(days=300)


def mark_of(code: str) -> str:
    """What every text of a store's rows contains, and nothing else does."""
    return f"Mark{code.title()}Mark"


@dataclass(frozen=True)
class World:
    """Ids by code; every store's owner is a person of the store's code.

    "viewer" and "staff" work in target, and so does "revoked" until `revoke`, and "neighbour" did
    long ago; "operator" runs target's platform, "foreign" the other one, "chief" all there are.
    """

    platforms: dict[str, int]
    stores: dict[str, int]
    people: dict[str, int]

    @property
    def target(self) -> int:
        return self.stores["target"]

    @property
    def platform(self) -> int:
        return self.platforms[PLATFORM]


def make_world(database: Database) -> World:
    """Makes and fills everything, committed."""
    host_directory.forget()
    with database.transaction() as db:
        platforms = {
            code: make_platform(db, code, domain=f"{code}.test", time_zone="Europe/Luxembourg")
            for code in (OTHER_PLATFORM, PLATFORM)
        }
        stores = _stores(db, platforms)
        people = _people(db, platforms, stores)
        world = World(
            {code: platform.id for code, platform in platforms.items()},
            {code: store.id for code, store in stores.items()},
            {name: person.id for name, person in people.items()},
        )
    for code, store_id in world.stores.items():
        platform_id = world.platforms[OTHER_PLATFORM if code == "elsewhere" else PLATFORM]
        with database.transaction() as db:
            enter_store(db, store_id)
            fill_store(db, store_id, platform_id, mark_of(code))
    return world


def is_there(database: Database, world: World) -> bool:
    """Whether nobody emptied the database since the world was made; ids come only once."""
    with database.transaction() as db:
        return db.get(Store, world.target) is not None


def _stores(db: Session, platforms: dict[str, Platform]) -> dict[str, Store]:
    merchant = make_merchant(db, "one-merchant")
    stores = {}
    for code in STORES:
        platform = platforms[OTHER_PLATFORM if code == "elsewhere" else PLATFORM]
        store = make_store(
            db,
            code,
            platforms=[platform],
            merchant=merchant if code in {"target", "sister"} else None,
        )
        store.name = mark_of(code)
        make_domain(db, store, f"{mark_of(code).lower()}.example")
        stores[code] = store
    ended = {"is_active": False, "linked_at": LONG_AGO, "unlinked_at": LATER}
    former = {"store_id": stores["target"].id, "platform_id": platforms[OTHER_PLATFORM].id}
    db.add(StorePlatform(**former, **ended))
    return stores


def _people(
    db: Session, platforms: dict[str, Platform], stores: dict[str, Store]
) -> dict[str, User]:
    people = {name: _person(db, name) for name in (*STORES, "viewer", "staff", "revoked")}
    for code, store in stores.items():
        make_member(db, store, "owner", people[code])
    make_member(db, stores["target"], "viewer", people["viewer"])
    make_member(db, stores["target"], "staff", people["staff"])
    make_member(db, stores["target"], "owner", people["revoked"])
    former = {"store_id": stores["target"].id, "user_id": people["neighbour"].id}
    db.add(StoreMember(**former, role="owner", joined_at=LONG_AGO, left_at=LATER))
    for name, code in (("operator", PLATFORM), ("foreign", OTHER_PLATFORM)):
        people[name] = make_operator(db, platforms[code], _person(db, name))
    people["chief"] = make_operator(db, user=_person(db, "chief"))
    db.flush()
    return people


def _person(db: Session, name: str) -> User:
    """Members of one store are marked like its other rows."""
    of_target = {"viewer", "staff", "revoked"}
    mark = mark_of("target" if name in of_target else name)
    return make_user(
        db, f"{name}@example.test", name=f"{mark} {name}", password_hash=password_hash()
    )


def link(database: Database, world: World, store: str, platform: str) -> None:
    """The store sells there for ninety days; also after an earlier link that ended."""
    with database.transaction() as db:
        db.merge(
            StorePlatform(
                store_id=world.stores[store],
                platform_id=world.platforms[platform],
                is_active=True,
                linked_at=utc_now() - timedelta(days=90),
                unlinked_at=None,
            )
        )


def revoke(database: Database, world: World) -> None:
    """Takes "revoked" out of target's team."""
    with database.transaction() as db:
        enter_store(db, world.target)
        db.execute(
            update(StoreMember)
            .where(StoreMember.user_id == world.people["revoked"])
            .values(left_at=utc_now())
        )
