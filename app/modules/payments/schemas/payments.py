"""Payments as the store's API shows them, and what it is told to do with them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import Field

from app.kernel.http.schemas import MOST_MINOR, Input, Line, MoneyOut, Output
from app.modules.contracts.payments import PaymentState

Positive = Annotated[
    int, Field(gt=0, le=MOST_MINOR, description="Minor units, cents of a euro.", examples=[1999])
]


class AttemptOut(Output):
    """One answer of the provider: "authorised", "captured", "declined", "waiting", "voided"."""

    outcome: str
    amount: MoneyOut
    happened_at: datetime
    decline_code: str | None


class RefundOut(Output):
    """Money that went back, or is on its way while neither time is set."""

    id: int
    ref: str = Field(description="What it was given back for.")
    amount: MoneyOut
    created_at: datetime
    refunded_at: datetime | None
    failed_at: datetime | None
    failure_code: str | None
    retried_at: datetime | None = Field(description="When another one took its place.")


class PaymentOut(Output):
    """A payment in a list; `refundable` may still go back, by its order where it pays for one."""

    id: int
    order_id: int
    order_number: str
    method: str = Field(examples=["bank_transfer"])
    provider: str = Field(examples=["manual"])
    state: PaymentState
    amount: MoneyOut
    captured: MoneyOut
    refunded: MoneyOut
    refundable: MoneyOut
    decline_code: str | None
    reference: str | None = Field(description="What the provider calls it.")
    created_at: datetime
    authorised_at: datetime | None
    captured_at: datetime | None
    declined_at: datetime | None
    voided_at: datetime | None


class PaymentDetailOut(PaymentOut):
    """A payment with all that was said of it and all that went back."""

    attempts: list[AttemptOut]
    refunds: list[RefundOut]


class CaptureIn(Input):
    """How much to take; all that is authorised without an amount. The rest is let go."""

    amount_minor: Positive | None = None


class RefundIn(Input):
    """How much to give back; all that is left without an amount.

    `ref` names what it is for, and the same again gives nothing more; without it the call's key
    stands in.
    """

    amount_minor: Positive | None = None
    ref: Line | None = Field(default=None, examples=["complaint 17"])


class PaidIn(Input):
    """That the money is there; `note` is kept in the audit log, such as the bank's statement."""

    note: Line | None = Field(default=None, examples=["statement 2026-112"])


class MethodOfferOut(Output):
    """A way to pay, as shoppers see it."""

    code: str = Field(examples=["bank_transfer"])
    name: str = Field(examples=["Bank transfer"])
    is_deferred: bool = Field(description="Paid after the order was placed, as by bank transfer.")
    instructions: str | None


class MethodOffersOut(Output):
    """The ways to pay, in the store's order."""

    items: list[MethodOfferOut]


class ReceivedOut(Output):
    """The message was taken; it may have been known already."""

    received: bool = True
