"""What must always hold in a store, said in SQL, so that it can be checked in production."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Invariant:
    """A law of one module: `violations` is a query that finds every row breaking it, none if whole.

    It runs in each store's scope as the app role, reads the module's own tables (or those of its
    requirements), and gives up to a few columns that name the row. `code` is "<module>.<law>".
    """

    code: str
    sentence: str
    violations: str
