"""Customers as other modules see them: taking them in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from app.modules.contracts.capabilities import Capability
from app.modules.contracts.intake import IntakeCount

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class CustomerIn:
    """A customer of one store, known by `(source, external_ref)`.

    `first_seen_at` (aware) is the earliest moment known; taking an earlier one moves it back,
    a later one never forward. `country` is a name or ISO 3166 code as the source gives it.
    """

    source: str
    external_ref: str
    first_seen_at: datetime
    name: str | None = None
    email: str | None = None
    country: str | None = None
    is_guest: bool = False


@dataclass(frozen=True)
class CustomersTaken:
    """The customer id of every external reference in the batch, and the counts."""

    customer_ids: Mapping[str, int]
    count: IntakeCount


class CustomerIntake(Protocol):
    """Takes customers into a store."""

    def take_customers(
        self, db: Session, store_id: int, customers: Sequence[CustomerIn]
    ) -> CustomersTaken:
        """Writes the batch set-wise."""
        ...


CUSTOMER_INTAKE: Capability[CustomerIntake] = Capability("customers.intake")
