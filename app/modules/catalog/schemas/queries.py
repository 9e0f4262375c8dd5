"""Texts in queries that the database can be asked for."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query
from pydantic import AfterValidator

from app.kernel.errors import Unfit


def is_keepable(value: str) -> bool:
    """PostgreSQL keeps no NUL, and no encoding has half a character."""
    return "\0" not in value and not any("\ud800" <= sign <= "\udfff" for sign in value)


def _keepable(value: str | None) -> str | None:
    if value is not None and not is_keepable(value):
        raise Unfit("error.control_characters")
    return value


TextInQuery = Annotated[str | None, Query(min_length=1, max_length=255), AfterValidator(_keepable)]
NamedInQuery = Annotated[
    str | None,
    Query(min_length=1, max_length=120, description="Id or slug."),
    AfterValidator(_keepable),
]
