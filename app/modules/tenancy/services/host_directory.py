"""Whose address a host name or a code is, remembered for two seconds.

Every request asks, so the answer comes from memory; a new domain or a closed store shows within
two seconds in every process. Unknown names are remembered too, and the memory is bounded.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from datetime import timedelta
from threading import Lock
from typing import Generic, TypeVar

from app.kernel.clock import utc_now
from app.kernel.database.engine import get_database
from app.modules.tenancy.infos import HostMatch, PlatformInfo, StoreInfo
from app.modules.tenancy.repositories.host_rows import HostRows

T = TypeVar("T")
REMEMBERED_FOR = timedelta(seconds=2)
MOST_REMEMBERED = 4096


class ShortMemory(Generic[T]):
    """Values by name for a short while, at most `MOST_REMEMBERED`, the oldest leaving first."""

    def __init__(self, look_up: Callable[[str], T | None]) -> None:
        self._look_up = look_up
        self._known: OrderedDict[str, tuple[float, T | None]] = OrderedDict()
        self._lock = Lock()

    def recall(self, name: str) -> tuple[bool, T | None]:
        """Whether the name was asked lately, and the answer; never touches the database."""
        known = self._known.get(name)
        age = utc_now().timestamp() - known[0] if known else None
        if known is None or age is None or not 0 <= age < REMEMBERED_FOR.total_seconds():
            return False, None
        return True, known[1]

    def find(self, name: str) -> T | None:
        """The answer, from memory or the database."""
        is_known, value = self.recall(name)
        if is_known:
            return value
        value = self._look_up(name)
        self._keep(name, value)
        return value

    def clear(self) -> None:
        with self._lock:
            self._known.clear()

    def _keep(self, name: str, value: T | None) -> None:
        with self._lock:
            self._known[name] = (utc_now().timestamp(), value)
            self._known.move_to_end(name)
            while len(self._known) > MOST_REMEMBERED:
                self._known.popitem(last=False)


class HostDirectory:
    """Hosts, platforms and stores as the request context asks for them."""

    def __init__(self) -> None:
        self.hosts: ShortMemory[HostMatch] = ShortMemory(_match_host)
        self.platforms: ShortMemory[PlatformInfo] = ShortMemory(_platform_by_code)
        self.stores: ShortMemory[StoreInfo] = ShortMemory(_store_by_code)

    def forget(self) -> None:
        """Ask the database again, for example after a domain was verified in this process."""
        for memory in (self.hosts, self.platforms, self.stores):
            memory.clear()


def _match_host(host: str) -> HostMatch | None:
    """A platform's domain, `<store code>.<platform domain>`, or a store's verified domain."""
    with get_database().transaction() as db:
        rows = HostRows(db, utc_now())
        platform = rows.platform_by_domain(host)
        if platform is not None:
            return HostMatch(platform, None)
        label, _, parent = host.partition(".")
        platform = rows.platform_by_domain(parent) if parent else None
        if platform is not None:
            store = rows.store_by_code(label)
            is_there = store is not None and platform.id in store.platform_ids
            return HostMatch(platform, store) if is_there else None
        store = rows.store_by_domain(host)
        if store is None:
            return None
        first = store.platform_ids[0] if store.platform_ids else None
        supposed = None if first is None else rows.platform_by_id(first)
        return HostMatch(supposed, store, is_platform_supposed=True)


def _platform_by_code(code: str) -> PlatformInfo | None:
    with get_database().transaction() as db:
        return HostRows(db, utc_now()).platform_by_code(code)


def _store_by_code(code: str) -> StoreInfo | None:
    with get_database().transaction() as db:
        return HostRows(db, utc_now()).store_by_code(code)


host_directory = HostDirectory()
