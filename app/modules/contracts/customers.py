"""Customers as other modules see them: taking them in, and knowing who is buying."""

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


@dataclass(frozen=True)
class CustomerProfile:
    """A customer of one store; `vat_id` is a checked number of a business, with its country."""

    customer_id: int
    email: str | None
    name: str | None
    is_guest: bool
    group_codes: tuple[str, ...] = ()
    locale: str | None = None
    vat_id: str | None = None


class CustomerDirectory(Protocol):
    """Knows the customers of a store; the caller is in the store's scope."""

    def profile(self, db: Session, store_id: int, customer_id: int) -> CustomerProfile | None:
        """The customer, None when there is none of that id or its data was erased."""
        ...

    def recognise_guest(
        self,
        db: Session,
        store_id: int,
        *,
        email: str,
        name: str,
        country: str,
        locale: str,
        seen_at: datetime,
    ) -> int:
        """The id of the guest of this address, made when it is new.

        An account of the same address is never touched by a guest who merely typed it. The texts
        are printable; what is no address at all is refused (422, `customers.email_invalid`).
        """
        ...


CUSTOMER_DIRECTORY: Capability[CustomerDirectory] = Capability("customers.directory")
