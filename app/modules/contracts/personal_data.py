"""Personal data, collected over all modules: what is kept of a person, and erasing it.

Regulation (EU) 2016/679, articles 15 (access), 17 (erasure) and 20 (portability). What tax law
makes a store keep (invoices) is exported, and erased only down to what the law asks for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class DataSubject:
    """A person in one store: a customer, and the addresses that they have or had there.

    `given_up` are addresses of before with the moment until which they were theirs: what came with
    one of them later tells of whoever has it now.
    """

    customer_id: int | None
    emails: tuple[str, ...] = ()
    given_up: tuple[tuple[str, datetime], ...] = ()


class PersonalDataHolder(Protocol):
    """A module that keeps personal data; the caller is in the store's scope."""

    def export(self, db: Session, store_id: int, subject: DataSubject) -> Mapping[str, Any]:
        """All that is kept of the person, by kind, as plain JSON values; {} when nothing is."""
        ...

    def erase(self, db: Session, store_id: int, subject: DataSubject, at: datetime) -> int:
        """Overwrites or deletes it; how many rows were touched. What must be kept stays."""
        ...
