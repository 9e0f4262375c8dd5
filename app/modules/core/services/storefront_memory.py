"""Answers to shoppers that are remembered for as long as nothing of the store has changed.

Every request asks for the state of the store, one statement, so a change shows at the next read in
every process. What changes by the clock alone, a sale that begins, shows with the next minute.
Only answers that are the same for everybody are remembered.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from datetime import timedelta
from threading import Lock
from typing import Any

from fastapi.routing import APIRoute
from sqlalchemy.orm import Session
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from app.kernel.clock import utc_now
from app.kernel.database.engine import get_database
from app.kernel.http.public_answers import is_known
from app.kernel.i18n.languages import DEFAULT_LOCALE
from app.kernel.jobs.job import Job
from app.modules.core.repositories.store_changes import StoreChanges, state_of
from app.modules.tenancy.services.shoppers import named_visit

MOST_BYTES = 16_000_000
BESIDE_TEXTS = 500
KEPT_FOR = timedelta(minutes=10)
Key = tuple[int, int, str, str, str]
State = tuple[object, ...]


@dataclass(frozen=True)
class Remembered:
    """An answer, and the state of the store and the minute that it was made in."""

    state: State
    body: bytes
    headers: tuple[tuple[str, str], ...]


class AnswerShelf:
    """Answers of one process by what was asked, the longest unused leaving first."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._most_bytes = most_bytes
        self._bytes = 0
        self._answers: OrderedDict[Key, Remembered] = OrderedDict()
        self._lock = Lock()

    def find(self, key: Key, state: State) -> Remembered | None:
        with self._lock:
            known = self._answers.get(key)
            if known is None or known.state != state:
                return None
            self._answers.move_to_end(key)
            return known

    def keep(self, key: Key, answer: Remembered) -> None:
        with self._lock:
            self._take_out(key)
            self._answers[key] = answer
            self._bytes += _room(key, answer)
            while self._bytes > self._most_bytes:
                self._take_out(next(iter(self._answers)))

    def clear(self) -> None:
        with self._lock:
            self._answers.clear()
            self._bytes = 0

    def _take_out(self, key: Key) -> None:
        if (gone := self._answers.pop(key, None)) is not None:
            self._bytes -= _room(key, gone)


def _room(key: Key, answer: Remembered) -> int:
    """Bytes that an answer takes, with what it is found by: an address may be longer than it."""
    texts = [part for part in key if isinstance(part, str)]
    texts += [text for header in answer.headers for text in header]
    return BESIDE_TEXTS + len(answer.body) + sum(map(len, texts))


shelf = AnswerShelf()


class RememberedRoute(APIRoute):
    """A route of the storefront whose answers are made by `public_answer`.

    A caller with a token is always answered anew.
    """

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        make = super().get_route_handler()

        async def answer(request: Request) -> Response:
            if request.method != "GET" or "authorization" in request.headers:
                return await make(request)
            return await _from_memory(request, make)

        return answer


def note_change(db: Session, store_id: int) -> None:
    """Something that shoppers see of the store changes with the caller's transaction."""
    StoreChanges(db).add(store_id)


def state_in(db: Session, store_id: int) -> State:
    """What a store's own content depends on but for the clock, in the caller's transaction."""
    return StoreChanges(db).state(store_id)


async def _from_memory(
    request: Request, make: Callable[[Request], Awaitable[Response]]
) -> Response:
    visit = named_visit(request)
    locale = getattr(request.state, "locale", DEFAULT_LOCALE)
    key = (visit.store.id, visit.platform_id, locale, request.url.path, request.url.query)
    minute = utc_now().replace(second=0, microsecond=0)
    changes = await run_in_threadpool(
        state_of, get_database().engine, visit.store.id, visit.platform_id
    )
    state = (*changes, minute)
    known = shelf.find(key, state)
    if known is not None:
        return _again(request, known)
    # The state was read before the content, so the content is never older than it says.
    made = await make(request)
    if made.status_code == 200 and isinstance(made.body, bytes):  # noqa: PLR2004
        headers = tuple(
            (name, value) for name, value in made.headers.items() if name != "content-length"
        )
        shelf.keep(key, Remembered(state, made.body, headers))
    return made


def _again(request: Request, known: Remembered) -> Response:
    headers = dict(known.headers)
    if is_known(request, headers.get("etag", "")):
        headers.pop("content-type", None)
        return Response(status_code=304, headers=headers)
    return Response(known.body, headers=headers)


def _forget_old() -> None:
    with get_database().transaction(for_job=True) as db:
        StoreChanges(db).forget_before(utc_now() - KEPT_FOR)


FORGET_CHANGES = Job("core.forget_changes", _forget_old, in_transaction=False, every="*/10 * * * *")
