"""What the team does to orders over the API: each act, and the order as it is afterwards."""

from __future__ import annotations

from sqlalchemy.orm import Session
from starlette.requests import Request

from app.kernel.clock import utc_now
from app.kernel.http.versions import require_version
from app.modules.contracts.orders import PostalAddress
from app.modules.core.schemas.people import PostalAddressIn
from app.modules.orders.repositories.timeline import Timeline
from app.modules.orders.schemas.order_in import (
    CancelIn,
    EditIn,
    FulfilmentIn,
    LineUnitsIn,
    NoteIn,
    ReceiptIn,
    RecordedPaymentIn,
    RefundIn,
    RejectionIn,
    ReturnIn,
)
from app.modules.orders.schemas.order_out import EventOut, OrderOut
from app.modules.orders.services.cancel_order import cancel_order
from app.modules.orders.services.decide_return import (
    Arrived,
    approve_return,
    receive_return,
    reject_return,
)
from app.modules.orders.services.edit_order import Edit, edit_order
from app.modules.orders.services.lock_order import lock_order
from app.modules.orders.services.order_answers import order_answer
from app.modules.orders.services.order_states import Act
from app.modules.orders.services.record_payment import capture_payment, record_payment
from app.modules.orders.services.refund_order import Refund, RefundLine, refund_order
from app.modules.orders.services.request_return import Wish, request_return
from app.modules.orders.services.ship_order import Shipment, note_delivery, ship_order
from app.modules.tenancy.services.user_context import UserContext


class TeamActs:
    """The acts of one member of a store's team, now; each raises what its service raises."""

    def __init__(self, db: Session, user: UserContext, order_id: int) -> None:
        self._db = db
        self._store_id = user.store_id
        self._actor = user.actor
        self._order_id = order_id
        self._now = utc_now()

    def cancel(self, wanted: CancelIn) -> OrderOut:
        cancel_order(*self._order, reason=wanted.reason, actor=self._actor, at=self._now)
        return self._answer()

    def ship(self, wanted: FulfilmentIn) -> OrderOut:
        shipment = Shipment(_units(wanted.lines), wanted.carrier, wanted.tracking_number)
        ship_order(*self._order, shipment, actor=self._actor, at=self._now)
        return self._answer()

    def note_delivery(self, fulfilment_id: int) -> OrderOut:
        note_delivery(*self._order, fulfilment_id, actor=self._actor, at=self._now)
        return self._answer()

    def refund(self, wanted: RefundIn) -> OrderOut:
        lines = [RefundLine(line.line_id, line.quantity, line.restock) for line in wanted.lines]
        refund = Refund(
            lines,
            wanted.shipping_minor,
            wanted.amount_minor,
            wanted.reason,
            was_given_back=wanted.was_given_back,
        )
        refund_order(*self._order, refund, actor=self._actor, at=self._now)
        return self._answer()

    def edit(self, request: Request, wanted: EditIn) -> OrderOut:
        """Raises VersionMissing or VersionChanged unless If-Match names the order's version."""
        locked = lock_order(*self._order, Act.EDIT)
        require_version(request, locked.order.version)
        edit = Edit(
            [(line.line_id, line.quantity) for line in wanted.lines],
            _address(wanted.shipping_address),
            _address(wanted.billing_address),
            wanted.email,
            wanted.note,
            wanted.reason,
        )
        edit_order(self._db, locked, edit, actor=self._actor, at=self._now)
        return self._answer()

    def note(self, wanted: NoteIn) -> OrderOut:
        lock_order(*self._order)
        Timeline(self._db, self._store_id).add(
            self._order_id, "note", at=self._now, actor=self._actor, text=wanted.text
        )
        return self._answer()

    def record_payment(self, wanted: RecordedPaymentIn) -> OrderOut:
        record_payment(
            *self._order, wanted.amount_minor, note=wanted.note, actor=self._actor, at=self._now
        )
        return self._answer()

    def capture(self) -> OrderOut:
        capture_payment(*self._order, actor=self._actor, at=self._now)
        return self._answer()

    def request_return(self, wanted: ReturnIn) -> OrderOut:
        wish = Wish(_units(wanted.lines), wanted.reason)
        request_return(*self._order, wish, actor=self._actor, at=self._now)
        return self._answer()

    def approve(self, return_id: int) -> OrderOut:
        approve_return(*self._order, return_id, actor=self._actor, at=self._now)
        return self._answer()

    def reject(self, return_id: int, wanted: RejectionIn) -> OrderOut:
        reject_return(
            *self._order, return_id, reason=wanted.reason, actor=self._actor, at=self._now
        )
        return self._answer()

    def receive(self, return_id: int, wanted: ReceiptIn) -> OrderOut:
        arrived = None
        if wanted.lines is not None:
            arrived = [Arrived(line.line_id, line.quantity, line.restock) for line in wanted.lines]
        receive_return(*self._order, return_id, arrived, actor=self._actor, at=self._now)
        return self._answer()

    def timeline(self) -> list[EventOut]:
        """All that happened, the oldest first. Raises UnknownOrder."""
        self._answer()
        events = Timeline(self._db, self._store_id).of_order(self._order_id)
        return [EventOut.model_validate(event) for event in events]

    @property
    def _order(self) -> tuple[Session, int, int]:
        return self._db, self._store_id, self._order_id

    def _answer(self) -> OrderOut:
        return order_answer(self._db, self._store_id, self._order_id)


def _units(lines: list[LineUnitsIn] | None) -> list[tuple[int, int]] | None:
    return None if lines is None else [(line.line_id, line.quantity) for line in lines]


def _address(given: PostalAddressIn | None) -> PostalAddress | None:
    return None if given is None else PostalAddress(**given.model_dump())
