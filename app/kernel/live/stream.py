"""Changes as server-sent events: what an open page is told, and when it is let go."""

from __future__ import annotations

import secrets
import time
from collections.abc import AsyncGenerator, Callable, Iterable
from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.responses import StreamingResponse

from app.kernel.clock import utc_now
from app.kernel.live.hub import EVERYTHING, ChangeHub, Subscription, change_hub

HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


@dataclass(frozen=True)
class Pace:
    """How often a stream speaks, in seconds.

    `gather` is the least time between two events of a module, `beat` the longest silence, `check`
    the least time between two looks at the person's right, `lifetime` the longest stream.
    """

    gather: float = 0.5
    beat: float = 15.0
    check: float = 60.0
    lifetime: float = 1800.0


PACE = Pace()


class ChangeStream:
    """The stream of one page. It holds neither a connection of the pool nor a thread.

    While nothing changes it sends comments and asks the database nothing. `is_allowed` is called
    in a thread before an event, at most once a minute: who lost the right hears no more. After
    half an hour the page is told to look at everything again, and has to sign in anew by itself.
    """

    def __init__(
        self,
        store_ids: Iterable[int] | None,
        since: float | None,
        is_allowed: Callable[[], bool],
        *,
        hub: ChangeHub = change_hub,
        pace: Pace | None = None,
    ) -> None:
        self._store_ids = store_ids
        self._since = since
        self._is_allowed = is_allowed
        self._hub = hub
        self._pace = pace or PACE
        self._checked_at = time.monotonic()

    def response(self) -> StreamingResponse:
        """The answer to send."""
        return StreamingResponse(self.events(), media_type="text/event-stream", headers=HEADERS)

    async def events(self) -> AsyncGenerator[str]:
        """The text of the stream, piece by piece."""
        subscription = self._hub.subscribe(self._store_ids, self._since)
        try:
            # Pages that lose their server together should not all come back at the same moment.
            yield f"retry: {2000 + secrets.randbelow(3000)}\n{_moment()}\n"
            async for piece in self._pieces(subscription):
                yield piece
        finally:
            self._hub.leave(subscription)

    async def _pieces(self, subscription: Subscription) -> AsyncGenerator[str]:
        ends_at = time.monotonic() + self._pace.lifetime
        while (left := ends_at - time.monotonic()) > 0:
            modules = await subscription.changes(min(self._pace.beat, left))
            if subscription.has_ended:
                return
            if not modules:
                yield f": still here\n{_moment()}\n"
                continue
            if not await self._may_hear():
                return
            yield _events(modules)
            await subscription.rest(self._pace.gather)
        yield _events({EVERYTHING})

    async def _may_hear(self) -> bool:
        if time.monotonic() - self._checked_at < self._pace.check:
            return True
        self._checked_at = time.monotonic()
        return await run_in_threadpool(self._is_allowed)


def _events(modules: Iterable[str]) -> str:
    return "".join(f"event: module\ndata: {module}\n{_moment()}\n" for module in sorted(modules))


def _moment() -> str:
    """The id of an event is the moment it was sent: a page that comes back says how far it got."""
    return f"id: {utc_now().timestamp():.3f}\n"
