"""What every intake shares: bulk, idempotent writing of records that come from outside.

An intake takes a batch of frozen values and writes it set-wise in the caller's transaction, inside
the store's scope. A record is known by `(source, external_ref)` within its store: taking it again
unchanged changes nothing, taking it changed updates it, and no order of batches matters.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class IntakeCount:
    """How many records of a batch were new, changed and already there.

    Records that have lines (orders, reversals) also tell how many lines were added, to new records
    and to known ones: an importer counts rows of its file by them.
    """

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    lines_created: int = 0

    def __add__(self, other: IntakeCount) -> IntakeCount:
        return IntakeCount(
            self.created + other.created,
            self.updated + other.updated,
            self.unchanged + other.unchanged,
            self.lines_created + other.lines_created,
        )
