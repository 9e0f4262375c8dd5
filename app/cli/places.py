"""The store or platform that a command names by its code."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.cli.ending import CommandRefused

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

MOST_NAMED = 20


@dataclass(frozen=True)
class NamedPlace:
    """A store on one of its platforms, or a platform as a whole, and the zone of its days."""

    platform_id: int
    store_id: int | None
    time_zone: str


def find_place(db: Session, store: str | None, platform: str | None) -> NamedPlace:
    """The store, on the platform if both are named, else on the first that it is linked to.

    Raises CommandRefused with the codes that exist.
    """
    from app.modules.tenancy.repositories.store_directory import StoreDirectory

    if store is None and platform is None:
        raise CommandRefused("Name a place: --store CODE or --platform CODE.")
    directory = StoreDirectory(db)
    platforms = directory.platform_codes()
    if platform is not None and platform not in platforms:
        raise CommandRefused(_unknown("platform", platform, sorted(platforms)))
    if store is None:
        platform_id = platforms[platform or ""]
        return NamedPlace(platform_id, None, directory.time_zone_of_platform(platform_id))
    store_id = directory.store_id_of_code(store)
    if store_id is None:
        raise CommandRefused(_unknown("store", store, directory.store_codes()))
    linked = directory.platform_ids_of_store(store_id)
    wanted = linked if platform is None else [i for i in linked if i == platforms[platform]]
    if not wanted:
        where = "any platform" if platform is None else f"platform {platform!r}"
        raise CommandRefused(f"Store {store!r} is not linked to {where}.")
    return NamedPlace(wanted[0], store_id, directory.time_zone_of_store(store_id))


def stores_named(db: Session, store: str | None) -> dict[int, str]:
    """The codes of all stores by their ids, or of the one that is named.

    Raises CommandRefused with the codes that exist.
    """
    from app.modules.tenancy.repositories.store_directory import StoreDirectory

    codes = StoreDirectory(db).codes_by_id()
    named = {store_id: code for store_id, code in codes.items() if store in {None, code}}
    if store is not None and not named:
        raise CommandRefused(_unknown("store", store, sorted(codes.values())))
    return named


@contextmanager
def ready_database() -> Iterator[Session]:
    """A transaction. Raises CommandRefused when the database was not set up."""
    from sqlalchemy.exc import OperationalError, ProgrammingError

    from app.kernel.database.engine import get_database

    try:
        with get_database().transaction() as db:
            yield db
    except (OperationalError, ProgrammingError) as error:
        reason = str(error.orig).strip().splitlines()[0]
        raise CommandRefused(
            f"The database is not ready ({reason}); `stoa migrate` sets it up."
        ) from None


def _unknown(what: str, code: str, codes: list[str]) -> str:
    if not codes:
        return f"There is no {what} {code!r}, nor any other {what}."
    more = f", and {len(codes) - MOST_NAMED} more" if len(codes) > MOST_NAMED else ""
    return f"There is no {what} {code!r}. There are: {', '.join(codes[:MOST_NAMED])}{more}."
