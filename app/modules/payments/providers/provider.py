"""What payments asks of whoever moves money, and the plain values that go back and forth."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol


class Result(StrEnum):
    """What a provider says of a payment. UNKNOWN: it has never heard of it, or is not sure yet."""

    UNKNOWN = "unknown"
    WAITING = "waiting"
    AUTHORISED = "authorised"
    CAPTURED = "captured"
    DECLINED = "declined"
    VOIDED = "voided"


@dataclass(frozen=True)
class Account:
    """In whose name a provider is asked: one store's settings and secrets."""

    store_id: int
    settings: Mapping[str, str] = field(default_factory=dict)
    secrets: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True)
class Charge:
    """What is asked of a provider; amounts in minor units of `currency` as ISO 4217 has them.

    The same `key` stands for the same charge, however often it is asked for. `reference` is the
    provider's own name of it, None while none is known. `details` are what the shopper gave for
    the provider; `lacks_details` tells that they gave some, and that those are lost.
    `is_repeated` tells that it was perhaps asked for before.
    """

    key: str
    order_number: str
    amount_minor: int
    currency: str
    reference: str | None = None
    is_captured_later: bool = False
    return_url: str | None = None
    details: Mapping[str, str] = field(default_factory=dict)
    lacks_details: bool = False
    is_repeated: bool = False


@dataclass(frozen=True)
class Returned:
    """Money that a provider gave back, or would not.

    `reference` is its own name of it, None for what it refused; `key` is the one that it was asked
    with, None for an act of its own.
    """

    reference: str | None
    amount_minor: int
    key: str | None = None
    is_failed: bool = False
    failure_code: str | None = None


@dataclass(frozen=True)
class Outcome:
    """Where a charge stands by the provider's books.

    `captured_minor` is all that was taken so far, whatever of it went back. `currency` is the one
    it was taken in.
    """

    result: Result
    currency: str
    reference: str | None = None
    captured_minor: int = 0
    decline_code: str | None = None
    next_action: Mapping[str, str] | None = None
    refunds: Sequence[Returned] = ()


@dataclass(frozen=True)
class ProviderEvent:
    """What a provider tells by itself, its signature checked; it says where to look, not what for.

    Which charge it is about: by our `key`, or by the provider's `reference`.
    """

    event_id: str
    kind: str
    reference: str | None = None
    key: str | None = None


class Unreachable(Exception):
    """No answer, or none that means anything: what was asked may or may not have happened."""


class RefundRefused(Exception):
    """The provider will not give it back; the message is its code."""


class BadSignature(Exception):
    """The message does not come from the provider, or came too late."""


class Provider(Protocol):
    """Moves money. It is only ever asked while no transaction of ours is open.

    Every method but `parse_webhook` raises Unreachable; it may then be called again with the same
    arguments, any number of times, and has the effect of one call.
    """

    code: str
    is_deferred: bool
    secret_names: Sequence[str]
    setting_names: Sequence[str]

    def takes(self, amount_minor: int, currency: str, /) -> bool:
        """Whether this very amount can be moved."""
        ...

    def charge(self, account: Account, charge: Charge, /) -> Outcome:
        """Asks for the money: authorised only where it is captured later, else captured."""
        ...

    def find(self, account: Account, charge: Charge, /) -> Outcome | None:
        """Where the charge stands; None when the provider knows nothing of it."""
        ...

    def capture(self, account: Account, charge: Charge, amount_minor: int, /) -> Outcome:
        """Takes so much of what was authorised and lets go of the rest."""
        ...

    def void(self, account: Account, charge: Charge, /) -> Outcome:
        """Lets go of what was not captured; tells where the charge stands then."""
        ...

    def refund(self, account: Account, charge: Charge, key: str, amount_minor: int, /) -> Returned:
        """Gives back so much of what was captured, once a key. Raises RefundRefused."""
        ...

    def parse_webhook(
        self, account: Account, headers: Mapping[str, str], body: bytes, /
    ) -> ProviderEvent:
        """The event in a message; header names in lower case. Raises BadSignature."""
        ...
