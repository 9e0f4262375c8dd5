"""Hands each change to the open pages of this process that show its store."""

from __future__ import annotations

import asyncio
import threading
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Iterable
from contextlib import suppress

from app.kernel.clock import utc_now
from app.kernel.database.change_listener import ChangeListener
from app.kernel.database.engine import get_database

EVERYTHING = "*"
REMEMBERED_SECONDS = 120.0
# Clocks of two machines differ, and a change is heard a little after its commit.
MARGIN_SECONDS = 2.0
NEVER = float("inf")
# Told the store that changed, or None when any may have.
Watcher = Callable[[int | None], None]


class Subscription:
    """What one open page has yet to be told: module codes, each at most once, however slow it is.

    Belongs to the event loop that it was made in; changes are offered from other threads.
    """

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._is_told = asyncio.Event()
        self._is_ended = asyncio.Event()
        self._waiting: set[str] = set()
        self._lock = threading.Lock()

    @property
    def has_ended(self) -> bool:
        """Whether the page is to be let go."""
        return self._is_ended.is_set()

    def offer(self, module: str) -> None:
        """Something of the module changed."""
        with self._lock:
            is_first = not self._waiting
            self._waiting.add(module)
        if is_first:
            self._in_loop(self._is_told.set)

    def end(self) -> None:
        """Whoever waits stops waiting, for good."""
        self._in_loop(self._is_ended.set)
        self._in_loop(self._is_told.set)

    async def changes(self, seconds: float) -> frozenset[str]:
        """The modules that changed since the last call, waiting for the first one.

        None of them after `seconds`, or when the subscription was ended.
        """
        try:
            async with asyncio.timeout(seconds):
                await self._is_told.wait()
        except TimeoutError:
            return frozenset()
        with self._lock:
            told, self._waiting = frozenset(self._waiting), set()
        if not self.has_ended:
            self._is_told.clear()
        return told

    async def rest(self, seconds: float) -> None:
        """Lets changes gather for a while; ends early with the subscription."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._is_ended.wait()

    def _in_loop(self, act: Callable[[], None]) -> None:
        try:
            self._loop.call_soon_threadsafe(act)
        except RuntimeError:
            # The loop is closed, and the page with it.
            return


class ChangeHub:
    """All open pages of this process, by the stores that they show.

    Listens from the first page on, or from `listen`; remembers two minutes of changes, so that
    a page learns what happened between its drawing and its first word.
    """

    def __init__(self, url: Callable[[], str]) -> None:
        self._url = url
        self._lock = threading.Lock()
        self._of_store: defaultdict[int, set[Subscription]] = defaultdict(set)
        self._of_all: set[Subscription] = set()
        self._stores: dict[Subscription, frozenset[int] | None] = {}
        self._recent: OrderedDict[tuple[int, str], float] = OrderedDict()
        self._listener: ChangeListener | None = None
        self._heard_since = NEVER
        self._watchers: list[Watcher] = []
        self._is_ending = False

    def watch(self, watcher: Watcher) -> None:
        """Tells the watcher of each change from now on; call before `listen`."""
        self._watchers.append(watcher)

    def listen(self) -> None:
        """Starts the listening connection, unless there is one."""
        with self._lock:
            if self._listener is None:
                self._listener = ChangeListener(
                    self._url, on_connected=self._connected, on_change=self._changed
                )
                self._listener.start()

    def subscribe(self, store_ids: Iterable[int] | None, since: float | None) -> Subscription:
        """Changes of these stores from now on, of all stores with None; call in an event loop.

        `since` (seconds since 1970) asks for those after it as well. What is longer ago than the
        memory reaches, or than this process has been listening, counts as everything.
        """
        self.listen()
        subscription = Subscription()
        stores = None if store_ids is None else frozenset(store_ids)
        with self._lock:
            self._stores[subscription] = stores
            if stores is None:
                self._of_all.add(subscription)
            for store_id in stores or ():
                self._of_store[store_id].add(subscription)
            missed, is_late = self._missed(stores, since), self._is_ending
        for module in missed:
            subscription.offer(module)
        if is_late:
            subscription.end()
        return subscription

    def leave(self, subscription: Subscription) -> None:
        """Nothing more is offered to it."""
        with self._lock:
            stores = self._stores.pop(subscription, frozenset())
            self._of_all.discard(subscription)
            for store_id in stores or ():
                self._of_store[store_id].discard(subscription)
                if not self._of_store[store_id]:
                    del self._of_store[store_id]

    def end_all(self) -> None:
        """Every page that is open or still opening is let go; it will connect again elsewhere."""
        with self._lock:
            self._is_ending = True
            subscriptions = list(self._stores)
        for subscription in subscriptions:
            subscription.end()

    def close(self) -> None:
        """Ends pages and listening; the next page starts anew."""
        self.end_all()
        with self._lock:
            listener, self._listener = self._listener, None
            self._is_ending = False
            self._heard_since = NEVER
            self._recent.clear()
            self._watchers.clear()
        if listener is not None:
            listener.stop()

    def __len__(self) -> int:
        return len(self._stores)

    def _missed(self, stores: frozenset[int] | None, since: float | None) -> set[str]:
        if since is None or self._heard_since == NEVER:
            return set()
        first = since - MARGIN_SECONDS
        if first < max(self._heard_since, utc_now().timestamp() - REMEMBERED_SECONDS):
            return {EVERYTHING}
        return {
            module
            for (store_id, module), at in self._recent.items()
            if at >= first and (stores is None or store_id in stores)
        }

    def _connected(self) -> None:
        """What happened while nobody listened is unknown, so everything may have changed."""
        with self._lock:
            self._heard_since = utc_now().timestamp()
            subscriptions = list(self._stores)
        for subscription in subscriptions:
            subscription.offer(EVERYTHING)
        for watcher in self._watchers:
            watcher(None)

    def _changed(self, store_id: int, module: str) -> None:
        now = utc_now().timestamp()
        with self._lock:
            self._recent[store_id, module] = now
            self._recent.move_to_end((store_id, module))
            while next(iter(self._recent.values())) < now - REMEMBERED_SECONDS:
                self._recent.popitem(last=False)
            concerned = [*self._of_store.get(store_id, ()), *self._of_all]
        for subscription in concerned:
            subscription.offer(module)
        for watcher in self._watchers:
            watcher(store_id)


change_hub = ChangeHub(lambda: get_database().urls.app)
