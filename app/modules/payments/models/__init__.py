"""The tables of payments."""

from app.modules.payments.models.attempt import Attempt
from app.modules.payments.models.bank_charge import BankCharge
from app.modules.payments.models.bank_refund import BankRefund
from app.modules.payments.models.capture_wish import CaptureWish
from app.modules.payments.models.method import Method
from app.modules.payments.models.payment import Payment
from app.modules.payments.models.refund import Refund
from app.modules.payments.models.void_wish import VoidWish
from app.modules.payments.models.webhook_event import WebhookEvent

__all__ = [
    "Attempt",
    "BankCharge",
    "BankRefund",
    "CaptureWish",
    "Method",
    "Payment",
    "Refund",
    "VoidWish",
    "WebhookEvent",
]
