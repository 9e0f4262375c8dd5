"""One call of a store's team: in which store, and which version it saw."""

from __future__ import annotations

from typing import Annotated, Protocol, TypeVar

from fastapi import Depends, Request, Response
from pydantic import BaseModel
from sqlalchemy.orm import Session

from app.kernel.http.versions import etag_of, require_version
from app.modules.tenancy.dependencies import Db


class Versioned(Protocol):
    """An answer that has a version."""

    @property
    def version(self) -> int: ...


A = TypeVar("A", bound=Versioned)


class TeamCall:
    """What the services of the catalogue need to know of the call that they work for."""

    def __init__(self, request: Request, response: Response, db: Session) -> None:
        self._request = request
        self._response = response
        self.db = db
        self.store_id: int = request.state.user.store_id

    def check(self, version: int) -> None:
        """Raises VersionMissing or VersionChanged unless If-Match names the version."""
        require_version(self._request, version)

    def tagged(self, answer: A) -> A:
        """The answer, its version in the headers."""
        self._response.headers["ETag"] = etag_of(answer.version)
        return answer


def version_header(answer: BaseModel) -> dict[str, str]:
    """The version of an answer that was made just now."""
    return {"ETag": etag_of(getattr(answer, "version", 1))}


async def team_call(request: Request, response: Response, db: Db) -> TeamCall:
    """Comes after the guard, which says in which store."""
    return TeamCall(request, response, db)


Call = Annotated[TeamCall, Depends(team_call)]
