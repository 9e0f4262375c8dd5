"""What other modules ask payments for: the service behind `PAYMENT_GATEWAY`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from app.kernel.clock import utc_now
from app.kernel.security.opaque import new_token
from app.modules.contracts.payments import (
    NOT_CAPTURED,
    Payment,
    PaymentMethod,
    PaymentRequest,
    PaymentState,
)
from app.modules.payments.exceptions import KeyUsedForAnother
from app.modules.payments.providers.provider import Provider
from app.modules.payments.repositories.payment_rows import PaymentRows
from app.modules.payments.services import errands, offers
from app.modules.payments.services.refunding import want_back
from app.modules.payments.services.standing import standing_of


class StorePaymentGateway:
    """Payments' side of `PaymentGateway`; see the contract."""

    def methods(
        self, db: Session, store_id: int, *, currency: str, amount_minor: int, locale: str
    ) -> Sequence[PaymentMethod]:
        """The ways to pay so much; one statement."""
        return offers.methods(
            db, store_id, currency=currency, amount_minor=amount_minor, locale=locale
        )

    def open(self, db: Session, store_id: int, request: PaymentRequest) -> int:
        """Writes the payment down; one by hand waits from the start, for there is nobody to ask.

        Raises UnknownMethod, and KeyUsedForAnother for a key of another order or amount.
        """
        way, provider = offers.chosen(
            db,
            store_id,
            request.method,
            currency=request.currency,
            amount_minor=request.amount_minor,
        )
        rows = PaymentRows(db, store_id)
        payment_id = rows.add(_values(request, way, provider, utc_now()))
        return _known(rows, request) if payment_id is None else payment_id

    def settle(
        self, store_id: int, payment_id: int, details: Mapping[str, str] | None = None
    ) -> Payment:
        """Asks, in transactions of its own. Raises UnknownPayment."""
        return standing_of(errands.settle(store_id, payment_id, details))

    def payments_of(self, db: Session, store_id: int, order_id: int) -> Sequence[Payment]:
        """All payments of the order, the oldest first."""
        found = PaymentRows(db, store_id).of_order_with_refunds(order_id)
        return [standing_of(*each) for each in found]

    def capture(self, db: Session, store_id: int, order_id: int, amount_minor: int) -> None:
        """Takes so much of what is authorised, of the oldest payments first, by jobs."""
        for row in PaymentRows(db, store_id).of_order(order_id):
            part = min(amount_minor, row.amount_minor)
            if row.state is PaymentState.AUTHORISED and part > 0:
                errands.capture_later(db, row, part)
                amount_minor -= part

    def refund(
        self, db: Session, store_id: int, order_id: int, *, ref: str, amount_minor: int
    ) -> int:
        """Gives back as much as was captured and is not on its way back, by jobs."""
        wanted = want_back(db, store_id, order_id, ref=ref, amount_minor=amount_minor)
        for each in wanted:
            errands.refund_later(db, store_id, each)
        return sum(each.amount_minor for each in wanted)

    def void(self, db: Session, store_id: int, order_id: int) -> None:
        """Gives up what is not captured, by jobs.

        A payment that is opened for the order afterwards is only asked for once these are over.
        """
        for row in PaymentRows(db, store_id).of_order(order_id):
            if row.state in NOT_CAPTURED:
                errands.void_later(db, row)


def _values(
    request: PaymentRequest, way: offers.SetUp, provider: Provider, now: datetime
) -> dict[str, Any]:
    values: dict[str, Any] = {
        "key": request.key,
        "provider_key": f"stoa-{new_token()}",
        "order_id": request.order_id,
        "order_number": request.order_number,
        "platform_id": request.platform_id,
        "method": way.code,
        "provider": way.provider,
        "is_captured_later": way.is_captured_later,
        "has_details": bool(request.details),
        "currency": request.currency,
        "amount_minor": request.amount_minor,
        "return_url": request.return_url,
        "created_at": now,
    }
    if provider.is_deferred:
        text = offers.what_to_do(way, request.locale, request.order_number)
        values |= {"waiting_at": now, "next_action": {"type": "instructions", "text": text}}
    return values


def _known(rows: PaymentRows, request: PaymentRequest) -> int:
    row = rows.of_key(request.key)
    wanted = (request.order_id, request.amount_minor, request.currency)
    if row is None or (row.order_id, row.amount_minor, row.currency) != wanted:
        raise KeyUsedForAnother
    return row.id


payment_gateway = StorePaymentGateway()
