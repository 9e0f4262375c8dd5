"""What stores have set up, remembered by each process for as long as nothing of it has changed.

Every transaction asks once for the version of a store's settings, one row by its key, so a change
holds in every process from the next transaction on, as if the settings were read each time.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Any, Generic, TypeVar

from sqlalchemy.orm import Session

from app.modules.core.repositories.store_setups import StoreSetups

T = TypeVar("T")
MOST_STORES = 1000
_SEEN = "stoa_setup_versions"


class SetupMemory(Generic[T]):
    """One kind of settings of the stores used last.

    `read` reads them in the store's scope and gives plain values that nobody changes, never rows.
    Whoever writes what it reads calls `note_setup` in the same transaction.
    """

    def __init__(self, read: Callable[[Session, int], T], most_stores: int = MOST_STORES) -> None:
        self._read = read
        self._most_stores = most_stores
        self._known: OrderedDict[int, tuple[int, T]] = OrderedDict()
        self._lock = Lock()

    def of(self, db: Session, store_id: int) -> T:
        """The store's settings as the caller's transaction sees them; the scope is the store's."""
        version = _version_in(db, store_id)
        with self._lock:
            known = self._known.get(store_id)
            if known is not None and known[0] == version:
                self._known.move_to_end(store_id)
                return known[1]
        # The version was read before the settings, so they are never older than it says.
        settings = self._read(db, store_id)
        with self._lock:
            self._known[store_id] = (version, settings)
            while len(self._known) > self._most_stores:
                self._known.popitem(last=False)
        return settings


def note_setup(db: Session, store_id: int) -> None:
    """Something that the store has set up changes with the caller's transaction."""
    db.info.pop(_SEEN, None)
    StoreSetups(db).raise_version(store_id)


def remember_version(db: Session, store_id: int, version: int) -> None:
    """The version that a statement of this transaction has just read."""
    transaction = db.get_transaction()
    seen = db.info.get(_SEEN)
    others = seen[1] if seen is not None and seen[0] is transaction else {}
    db.info[_SEEN] = (transaction, {**others, store_id: version})


def _version_in(db: Session, store_id: int) -> int:
    """Read once a transaction, which keeps all its settings of one version."""
    seen: tuple[Any, dict[int, int]] | None = db.info.get(_SEEN)
    if seen is not None and seen[0] is db.get_transaction() and store_id in seen[1]:
        return seen[1][store_id]
    version = StoreSetups(db).version(store_id)
    remember_version(db, store_id, version)
    return version
