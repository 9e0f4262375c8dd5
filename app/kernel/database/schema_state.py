"""Tells whether a database has the tables that the installed modules work with."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import psycopg

from app.kernel.database.changes import plain_url

CONNECT_SECONDS = 10
_REVISION = re.compile(r"(?P<branch>\w+?)_(?P<number>\d{4})(_\w+)?\.py")
_TABLE = "SELECT to_regclass('alembic_version') IS NOT NULL"
_APPLIED = "SELECT version_num FROM alembic_version"


def missing_revisions(owner_url: str, folders: Iterable[Path]) -> list[str]:
    """The newest revision of each branch that the database has not reached, by branch.

    A database that is ahead of the code misses nothing: what an upgrade takes away, it takes away
    a release later. Files that are not named `<module>_<four digits>_<what>.py` are not looked at.
    """
    newest = _newest(path.name for folder in folders for path in folder.glob("*.py"))
    with psycopg.connect(plain_url(owner_url), connect_timeout=CONNECT_SECONDS) as connection:
        found = connection.execute(_TABLE).fetchone()
        rows = connection.execute(_APPLIED).fetchall() if found and found[0] else []
    applied = _newest(f"{version}.py" for (version,) in rows)
    return [
        f"{branch}_{number:04}"
        for branch, number in sorted(newest.items())
        if applied.get(branch, 0) < number
    ]


def _newest(names: Iterable[str]) -> dict[str, int]:
    newest: dict[str, int] = {}
    for name in names:
        if found := _REVISION.fullmatch(name):
            branch, number = found["branch"], int(found["number"])
            newest[branch] = max(number, newest.get(branch, 0))
    return newest
