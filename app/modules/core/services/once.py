"""Calls that are carried out once, however often they are sent: the header `Idempotency-Key`.

The answer is kept in the transaction of the effect. Whoever sends the same call again, even while
the first is under way or after its process died, gets that answer. A refused call keeps nothing and
may be sent again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated

from fastapi import Depends, Header
from psycopg.errors import LockNotAvailable
from pydantic import BaseModel
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import Response

from app.kernel.clock import utc_now
from app.kernel.database.engine import get_database
from app.kernel.http.addresses import household
from app.kernel.http.openapi import NEEDED
from app.kernel.jobs.job import Job
from app.kernel.security.opaque import token_digest
from app.modules.core.exceptions import (
    KeyInvalid,
    KeyMissing,
    KeyUsedOtherwise,
    StillRunning,
)
from app.modules.core.repositories.idempotent_answers import IdempotentAnswers
from app.modules.core.repositories.job_receipts import JobReceipts
from app.modules.core.services.call_fingerprint import call_fingerprint
from app.modules.tenancy.services.each_store import in_each_store

KEPT_FOR = timedelta(hours=48)
SHORTEST_KEY, LONGEST_KEY = 8, 255
# 128 random bits in base64; a UUID has 36 characters.
UNGUESSABLE = 22


def _key_header(**described: bool) -> object:
    return Header(
        alias="Idempotency-Key",
        description="Any text of 8 to 255 characters, new for each call, the same when it is sent "
        "again, with the same method, address and JSON value. Kept for 48 hours. Of somebody who "
        "is not signed in and shows no secret token a key under 22 characters counts only for the "
        "network address that it comes from.",
        examples=["5f6c1d2e-0b7a-4c55-9a3e-8d1f00c2a901"],
        json_schema_extra={"minLength": SHORTEST_KEY, "maxLength": LONGEST_KEY, **described},
    )


KeyHeader = Annotated[str | None, _key_header()]
NeededKeyHeader = Annotated[str | None, _key_header(**{NEEDED: True})]


@dataclass(frozen=True)
class Claim:
    """What became of claiming a key: an answer to repeat, or work to do, perhaps half done."""

    answer: Response | None = None
    note: str | None = None


@dataclass(frozen=True)
class OnceOnly:
    """One call under its key, None without one; keys of different actors never meet.

    All who are not signed in are one actor, or one for each secret token that they show.
    """

    store_id: int
    actor: str
    key: str | None
    fingerprint: str

    def answer(
        self,
        db: Session,
        work: Callable[[], BaseModel],
        *,
        status: int = 201,
        headers: Callable[[BaseModel], Mapping[str, str]] = lambda _answer: {},
    ) -> Response:
        """Does the work and keeps its answer, or gives the answer that was kept.

        Raises:
            KeyUsedOtherwise: the key belongs to another call.
            StillRunning: the first call is still under way after three seconds.
        """
        claim = self.claim(db)
        if claim.answer is not None:
            return claim.answer
        result = work()
        return self.finish(db, result, status=status, headers=headers(result))

    def claim(self, db: Session) -> Claim:
        """Takes the key in the caller's transaction; the first statement after the guard's."""
        if self.key is None:
            return Claim()
        answers = IdempotentAnswers(db, self.store_id)
        try:
            if answers.claim(self.actor, self.key, self.fingerprint, utc_now()):
                return Claim()
        except OperationalError as error:
            if isinstance(error.orig, LockNotAvailable):
                raise StillRunning from None
            raise
        kept = answers.find(self.actor, self.key)
        if kept is None:
            raise StillRunning
        if kept.fingerprint != self.fingerprint:
            raise KeyUsedOtherwise
        if kept.status is None:
            return Claim(note=kept.note)
        headers = {**(kept.headers or {}), "Idempotent-Replayed": "true"}
        return Claim(_json(kept.body or "", kept.status, headers))

    def note(self, db: Session, note: str) -> None:
        """Says, in the first of two transactions, how a repeated call finds the way on."""
        if self.key is not None:
            IdempotentAnswers(db, self.store_id).note(self.actor, self.key, note)

    def finish(
        self,
        db: Session,
        result: BaseModel,
        *,
        status: int = 201,
        headers: Mapping[str, str] | None = None,
    ) -> Response:
        """Keeps the answer in the caller's transaction and gives it.

        Two calls under one key may carry out the same second half: both give what the first kept.
        """
        body, given = result.model_dump_json(), headers or {}
        if self.key is not None:
            answers = IdempotentAnswers(db, self.store_id)
            if not answers.keep(self.actor, self.key, status=status, body=body, headers=given):
                first = self.claim(db).answer
                if first is not None:
                    return first
        return _json(body, status, given)


async def once(request: Request, key: KeyHeader = None) -> OnceOnly:
    """The call's key, scoped to store and caller; comes after the guard, which says who calls.

    All strangers are one caller. So that none reads the answer of another, their keys are told
    apart by the tokens that they show, without any by the network address, unless nobody can hit
    upon the key. An address that is shown as a token is not the address. Raises KeyInvalid.
    """
    if key is not None and not (SHORTEST_KEY <= len(key) <= LONGEST_KEY and key.isprintable()):
        raise KeyInvalid
    user = request.state.user
    body, address = await request.body(), request.url
    fingerprint = call_fingerprint(request.method, address.path, address.query, body)
    actor = user.actor
    if user.is_anonymous:
        secrets = _secrets_of(request)
        if secrets:
            actor = f"{actor}:{token_digest(' '.join(secrets))}"
        elif key is not None and len(key) < UNGUESSABLE:
            caller = household(request.client.host if request.client else "")
            actor = f"{actor}:at:{token_digest(caller)}"
    return OnceOnly(user.store_id, actor, key, fingerprint)


def _secrets_of(request: Request) -> list[str]:
    """The tokens by which a call opens something: `token` in the address, headers X-...-Token."""
    given = [request.path_params.get("token"), request.query_params.get("token")]
    for name, value in request.headers.items():
        if name.startswith("x-") and name.endswith("-token"):
            given.append(value)
    return [token for token in given if token]


async def once_at_most(request: Request, key: NeededKeyHeader = None) -> OnceOnly:
    """The same where the key may not be left out. Raises KeyMissing."""
    if key is None:
        raise KeyMissing
    return await once(request, key)


Once = Annotated[OnceOnly, Depends(once)]
OnceRequired = Annotated[OnceOnly, Depends(once_at_most)]


def _json(body: str, status: int, headers: Mapping[str, str]) -> Response:
    given = {**headers, "Cache-Control": "no-store"}
    return Response(body, status, media_type="application/json", headers=given)


def _forget_old() -> None:
    moment = utc_now() - KEPT_FOR
    with get_database().transaction(for_job=True) as db:
        JobReceipts(db).forget_before(moment - KEPT_FOR)
    in_each_store(lambda db, store_id: IdempotentAnswers(db, store_id).forget_before(moment))


FORGET_ANSWERS = Job("core.forget_answers", _forget_old, in_transaction=False, every="17 * * * *")
