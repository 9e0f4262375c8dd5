"""The page of the make-believe bank, on which a shopper agrees to pay or does not."""

from __future__ import annotations

from app.kernel.database.engine import get_database
from app.kernel.database.scope import enter_store
from app.modules.payments.exceptions import UnknownPayment
from app.modules.payments.providers.directory import TEST, provider_codes
from app.modules.payments.providers.test_bank import finish
from app.modules.payments.repositories.payment_rows import PaymentRows
from app.modules.payments.services import errands

LONGEST_REFERENCE = 100
HOME = "/"


def answer_bank(store_id: int, reference: str, is_paid: bool) -> str:
    """Ends the payment at the bank and looks at it; where the shopper goes then.

    Raises UnknownPayment, in production always.
    """
    is_plain = reference.isascii() and reference.isprintable()
    if TEST not in provider_codes() or not is_plain or len(reference) > LONGEST_REFERENCE:
        raise UnknownPayment
    try:
        back_to = finish(store_id, reference, is_paid=is_paid)
    except LookupError:
        raise UnknownPayment from None
    with get_database().transaction() as db:
        enter_store(db, store_id)
        payment = PaymentRows(db, store_id).of_reference(TEST, reference)
    if payment is not None:
        errands.look(store_id, payment.id)
    return back_to or HOME
