"""Stand-ins for what orders asks of other modules: they count, refuse and remember."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy.orm import Session

from app.modules.contracts.capabilities import Capability
from app.modules.contracts.mail import MAILER, Letter
from app.modules.contracts.payments import PAYMENT_GATEWAY, NoPayments, Payment, PaymentState
from app.modules.contracts.promotions import PROMOTION_ENGINE, NoPromotions
from app.modules.contracts.stock import STOCK_RESERVER, NoStock, Shortage, StockLine
from app.modules.orders.services import neighbours


@dataclass
class CountedStock(NoStock):
    """Stock of each variant, 1,000 units where nothing is said, and what is held for whom."""

    on_hand: dict[int, int] = field(default_factory=dict)
    held: dict[str, dict[int, int]] = field(default_factory=dict)
    confirmed: set[str] = field(default_factory=set)
    shipped: list[str] = field(default_factory=list)

    def reserve(
        self,
        db: Session,
        store_id: int,
        ref: str,
        lines: Sequence[StockLine],
        *,
        expires_at: datetime | None,
    ) -> Sequence[Shortage]:
        free = {line.variant_id: self.free(line.variant_id) for line in lines}
        short = [
            Shortage(line.variant_id, line.quantity, free[line.variant_id])
            for line in lines
            if line.quantity > free[line.variant_id]
        ]
        if not short:
            self.held[ref] = {line.variant_id: line.quantity for line in lines}
            if expires_at is None:
                self.confirmed.add(ref)
        return short

    def free(self, variant_id: int) -> int:
        held = sum(units.get(variant_id, 0) for units in self.held.values())
        return self.on_hand.get(variant_id, 1000) - held

    def confirm(self, db: Session, store_id: int, ref: str) -> bool:
        if ref not in self.held:
            return False
        self.confirmed.add(ref)
        return True

    def release(
        self,
        db: Session,
        store_id: int,
        ref: str,
        lines: Sequence[StockLine] | None = None,
        *,
        cause: str | None = None,
    ) -> None:
        if lines is None:
            self.held.pop(ref, None)
            return
        for line in lines:
            self.held[ref][line.variant_id] -= line.quantity
            assert self.held[ref][line.variant_id] >= 0

    def ship(
        self, db: Session, store_id: int, ref: str, shipment: str, lines: Sequence[StockLine]
    ) -> None:
        self.shipped.append(shipment)
        self.release(db, store_id, ref, lines)
        for line in lines:
            self.on_hand[line.variant_id] = self.on_hand.get(line.variant_id, 1000) - line.quantity

    def restock(self, db: Session, store_id: int, ref: str, lines: Sequence[StockLine]) -> None:
        for line in lines:
            self.on_hand[line.variant_id] = self.on_hand.get(line.variant_id, 1000) + line.quantity


@dataclass
class KeptPayments(NoPayments):
    """Payments by order, as a test sets them; refunds are done at once, up to what is there.

    While `is_slow` they are on their way instead, until they `fail`.
    """

    payments: dict[int, list[Payment]] = field(default_factory=dict)
    refunds: dict[str, int] = field(default_factory=dict)
    voided: list[int] = field(default_factory=list)
    capture_asked: list[tuple[int, int]] = field(default_factory=list)
    is_slow: bool = False

    def pay(self, order_id: int, amount_minor: int, *, captured: bool = True) -> None:
        """A payment of the order, captured or only authorised."""
        self.add(
            order_id, amount_minor, PaymentState.CAPTURED if captured else PaymentState.AUTHORISED
        )

    def add(self, order_id: int, amount_minor: int, state: PaymentState) -> None:
        """A payment of the order in that state."""
        captured = state is PaymentState.CAPTURED
        of_order = self.payments.setdefault(order_id, [])
        of_order.append(
            Payment(
                payment_id=len(of_order) + 1,
                order_id=order_id,
                method="card",
                state=state,
                amount_minor=amount_minor,
                captured_minor=amount_minor if captured else 0,
                refunded_minor=0,
                currency="EUR",
            )
        )

    def payments_of(self, db: Session, store_id: int, order_id: int) -> Sequence[Payment]:
        return self.payments.get(order_id, [])

    def capture(self, db: Session, store_id: int, order_id: int, amount_minor: int) -> None:
        self.capture_asked.append((order_id, amount_minor))

    def refund(
        self, db: Session, store_id: int, order_id: int, *, ref: str, amount_minor: int
    ) -> int:
        if ref in self.refunds:
            return self.refunds[ref]
        left = amount_minor
        of_order = self.payments.get(order_id, [])
        for index, payment in enumerate(of_order):
            spoken_for = payment.refunded_minor + payment.returning_minor
            part = min(left, payment.captured_minor - spoken_for)
            name = "returning_minor" if self.is_slow else "refunded_minor"
            of_order[index] = replace(payment, **{name: getattr(payment, name) + part})
            left -= part
        self.refunds[ref] = amount_minor - left
        return amount_minor - left

    def fail(self, order_id: int) -> None:
        """The provider would not give back what was on its way."""
        self.payments[order_id] = [
            replace(
                payment,
                returning_minor=0,
                refund_failed_minor=payment.refund_failed_minor + payment.returning_minor,
            )
            for payment in self.payments[order_id]
        ]

    def void(self, db: Session, store_id: int, order_id: int) -> None:
        self.voided.append(order_id)
        of_order = self.payments.get(order_id, [])
        for index, payment in enumerate(of_order):
            if payment.state in {PaymentState.WAITING, PaymentState.AUTHORISED}:
                of_order[index] = replace(payment, state=PaymentState.VOIDED)


@dataclass
class GivingBack(NoPromotions):
    """Remembers what was given back."""

    given_back: list[str] = field(default_factory=list)

    def give_back(self, db: Session, store_id: int, ref: str) -> None:
        self.given_back.append(ref)


@dataclass
class LetterBox:
    """Keeps what would have been sent."""

    letters: list[Letter] = field(default_factory=list)

    def send(self, db: Session, store_id: int, letter: Letter) -> None:
        self.letters.append(letter)


@dataclass
class Neighbours:
    """All of them together."""

    stock: CountedStock = field(default_factory=CountedStock)
    payments: KeptPayments = field(default_factory=KeptPayments)
    promotions: GivingBack = field(default_factory=GivingBack)
    mail: LetterBox = field(default_factory=LetterBox)
    others: dict[Capability[Any], Any] = field(default_factory=dict)

    def install(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """From here on orders finds these, and the stand-in for what is not among them."""
        known = {
            STOCK_RESERVER: self.stock,
            PROMOTION_ENGINE: self.promotions,
            MAILER: self.mail,
        }

        def service_on(
            db: Session, platform_id: int, capability: Capability[Any], otherwise: Any
        ) -> Any:
            return {**known, **self.others}.get(capability, otherwise)

        monkeypatch.setattr(neighbours, "service_on", service_on)
        monkeypatch.setattr(neighbours, "registry", lambda: self)

    def find(self, capability: Capability[Any]) -> Any:
        """As the registry: the payments, whatever is switched off."""
        return self.payments if capability is PAYMENT_GATEWAY else None
