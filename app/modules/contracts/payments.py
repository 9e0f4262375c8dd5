"""Payments as other modules see them: asking for money, taking it, and giving it back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from app.modules.contracts.capabilities import Capability

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


class PaymentState(StrEnum):
    """Where a payment stands; DECLINED and VOIDED are ends, of CAPTURED parts may go back.

    OPEN: the provider was not asked yet, or gave no answer. WAITING: the customer or time must act
    (a bank transfer, a confirmation page).
    """

    OPEN = "open"
    WAITING = "waiting"
    AUTHORISED = "authorised"
    CAPTURED = "captured"
    DECLINED = "declined"
    VOIDED = "voided"


UNDECIDED = frozenset({PaymentState.OPEN, PaymentState.WAITING})
NOT_CAPTURED = UNDECIDED | {PaymentState.AUTHORISED}


@dataclass(frozen=True)
class PaymentMethod:
    """A way to pay that a store offers; `instructions` are for people, in the asked language.

    `is_deferred` ways (bank transfer, cash on delivery) are paid after the order was placed: the
    order holds its stock without a time limit of minutes.
    """

    code: str
    name: str
    is_deferred: bool = False
    instructions: str | None = None


@dataclass(frozen=True)
class PaymentRequest:
    """Money to be paid for an order; `details` go to the provider and are not kept.

    `key` makes asking twice the same as asking once. `locale` is what instructions are written in.
    """

    key: str
    order_id: int
    order_number: str
    method: str
    amount_minor: int
    currency: str
    platform_id: int | None = None
    email: str | None = None
    return_url: str | None = None
    details: Mapping[str, str] = field(default_factory=dict)
    locale: str = "en"


@dataclass(frozen=True)
class Payment:
    """A payment as it stands; amounts in minor units of `currency`.

    `decline_code` says why it was declined. `next_action` is what the shopper has to do while it
    waits: {"type": "redirect", "url": ...} or {"type": "instructions", "text": ...}.
    `returning_minor` is on its way back, `refund_failed_minor` was to go back and could not; both
    are known from `payments_of` only.
    """

    payment_id: int
    order_id: int
    method: str
    state: PaymentState
    amount_minor: int
    captured_minor: int
    refunded_minor: int
    currency: str
    decline_code: str | None = None
    next_action: Mapping[str, str] | None = None
    returning_minor: int = 0
    refund_failed_minor: int = 0


class Disposition(StrEnum):
    """Who answers for money that arrives: KEEP: the order, which also asks for what goes back.

    RETURN: nobody, for there is no such order; payments sends all of it straight back.
    """

    KEEP = "keep"
    RETURN = "return"


class PaymentGateway(Protocol):
    """Takes money for the orders of a store.

    The provider is never asked while a transaction of ours is open: `open` writes down what is
    going to be asked, and a job that asks if nobody else does; `settle` asks, outside the caller's
    transaction, and records the answer in one of its own. What was captured reaches the order in
    that same transaction (`OrderDesk.payment_changed`). So a payment without an order, or an order
    paid and not marked so, cannot be, whatever dies in between.
    """

    def methods(
        self, db: Session, store_id: int, *, currency: str, amount_minor: int, locale: str
    ) -> Sequence[PaymentMethod]:
        """The ways to pay so much now, in the store's order."""
        ...

    def open(self, db: Session, store_id: int, request: PaymentRequest) -> int:
        """Writes the payment down, state OPEN; its id. The same key gives the same payment."""
        ...

    def settle(
        self, store_id: int, payment_id: int, details: Mapping[str, str] | None = None
    ) -> Payment:
        """Asks the provider, in no transaction of the caller's, until there is an answer or none.

        Safe to call any number of times and from several processes: the provider is given a key.
        """
        ...

    def payments_of(self, db: Session, store_id: int, order_id: int) -> Sequence[Payment]:
        """All payments of the order, the oldest first."""
        ...

    def capture(self, db: Session, store_id: int, order_id: int, amount_minor: int) -> None:
        """Takes what was authorised, by a job enqueued in the caller's transaction."""
        ...

    def refund(
        self, db: Session, store_id: int, order_id: int, *, ref: str, amount_minor: int
    ) -> int:
        """Gives captured money back, by a job enqueued in the caller's transaction.

        `ref` names what it is for; the same again changes nothing. Returns how much of the amount
        is given back through payments: what was never captured here (other modules' money) is not.
        """
        ...

    def void(self, db: Session, store_id: int, order_id: int) -> None:
        """Gives up what is open, waiting or authorised, by a job in the caller's transaction."""
        ...


class NoPayments:
    """Payments of a store that arranges them elsewhere: orders are placed and wait to be paid."""

    def methods(
        self, db: Session, store_id: int, *, currency: str, amount_minor: int, locale: str
    ) -> Sequence[PaymentMethod]:
        """One way, outside Stoa."""
        return [PaymentMethod("external", "", is_deferred=True)]

    def open(self, db: Session, store_id: int, request: PaymentRequest) -> int:
        """No payment."""
        return 0

    def settle(
        self, store_id: int, payment_id: int, details: Mapping[str, str] | None = None
    ) -> Payment:
        """There is none. Raises LookupError: without `open` nobody has an id to ask for."""
        raise LookupError(payment_id)

    def payments_of(self, db: Session, store_id: int, order_id: int) -> Sequence[Payment]:
        """None."""
        return ()

    def capture(self, db: Session, store_id: int, order_id: int, amount_minor: int) -> None:
        """Nothing to take."""

    def refund(
        self, db: Session, store_id: int, order_id: int, *, ref: str, amount_minor: int
    ) -> int:
        """Nothing is given back here."""
        return 0

    def void(self, db: Session, store_id: int, order_id: int) -> None:
        """Nothing to give up."""


PAYMENT_GATEWAY: Capability[PaymentGateway] = Capability("payments.gateway")
