"""The test provider: a make-believe bank with books of its own that misbehaves like real ones.

How a charge goes is chosen by `details["card"]`, a word or one of the well-known test numbers. The
bank writes its books in its own transactions, so what it has done stays done when we die, as with
a bank elsewhere; and it tells of what happens later by signed callbacks.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import timedelta
from enum import StrEnum

from sqlalchemy.orm import Session

from app.kernel.clock import utc_now
from app.kernel.database.engine import get_database
from app.kernel.database.scope import enter_store
from app.kernel.security.opaque import new_token
from app.modules.payments.models import BankCharge, BankRefund
from app.modules.payments.providers.provider import (
    Account,
    BadSignature,
    Charge,
    Outcome,
    ProviderEvent,
    RefundRefused,
    Result,
    Returned,
    Unreachable,
)
from app.modules.payments.providers.signatures import check
from app.modules.payments.repositories.bank_books import BankBooks
from app.modules.payments.services.bank_callbacks import call_back, end_well

SIGNATURE = "stoa-signature"
UNREACHED = "unreached"
# A shopper needs a moment to see that they wait.
DELAY = timedelta(seconds=2)


class Scenario(StrEnum):
    """How a card behaves."""

    OK = "ok"
    DECLINE = "decline"
    INSUFFICIENT_FUNDS = "insufficient_funds"
    EXPIRED = "expired"
    DELAY = "delay"
    REDIRECT = "redirect"
    TIMEOUT_BEFORE = "timeout_before"
    TIMEOUT_AFTER = "timeout_after"
    DUPLICATE_CALLBACK = "duplicate_callback"
    OUT_OF_ORDER = "out_of_order"


_NUMBERS = {
    "4242424242424242": Scenario.OK,
    "4000000000000002": Scenario.DECLINE,
    "4000000000009995": Scenario.INSUFFICIENT_FUNDS,
    "4000000000000069": Scenario.EXPIRED,
    "4000002500003155": Scenario.REDIRECT,
}
_DECLINES = {
    Scenario.DECLINE: "card_declined",
    Scenario.INSUFFICIENT_FUNDS: "insufficient_funds",
    Scenario.EXPIRED: "expired_card",
}
_LATER = (Scenario.DELAY, Scenario.REDIRECT, Scenario.OUT_OF_ORDER)
_CAPTURED, _AUTHORISED = "payment.captured", "payment.authorised"


class TestBankProvider:
    """Make-believe money; only outside production."""

    __test__ = False
    code = "test"
    is_deferred = False
    secret_names: Sequence[str] = ()
    setting_names: Sequence[str] = ()

    def takes(self, _amount_minor: int, _currency: str) -> bool:
        return True

    def charge(self, account: Account, charge: Charge) -> Outcome:
        with _bank(account) as (db, books):
            row = _new(account, charge)
            is_new = books.open(row)
            if is_new:
                _tell_later(db, row)
                outcome = _outcome(account, row)
            else:
                outcome = _again(account, db, books, charge.key)
        if is_new and row.scenario in {Scenario.TIMEOUT_BEFORE, Scenario.TIMEOUT_AFTER}:
            raise Unreachable
        return outcome

    def find(self, account: Account, charge: Charge) -> Outcome | None:
        with _bank(account) as (_, books):
            row = books.of_key(charge.key)
            return None if row is None else _outcome(account, row, books.refunds_of(row))

    def capture(self, account: Account, charge: Charge, amount_minor: int) -> Outcome:
        with _bank(account) as (_, books):
            row = books.of_key(charge.key)
            if row is None:
                raise Unreachable
            if row.status == Result.AUTHORISED:
                row.status = Result.CAPTURED
                row.captured_minor = min(amount_minor, row.amount_minor)
            return _outcome(account, row, books.refunds_of(row))

    def void(self, account: Account, charge: Charge) -> Outcome:
        with _bank(account) as (_, books):
            row = books.of_key(charge.key)
            if row is None:
                return Outcome(Result.VOIDED, charge.currency)
            if row.status in {UNREACHED, Result.WAITING, Result.AUTHORISED}:
                row.status = Result.VOIDED
            return _outcome(account, row, books.refunds_of(row))

    def refund(self, account: Account, charge: Charge, key: str, amount_minor: int) -> Returned:
        with _bank(account) as (_, books):
            row = books.of_key(charge.key)
            if row is None:
                raise RefundRefused("charge_unknown")
            given_back = books.refunds_of(row)
            for refund in given_back:
                if refund.key == key:
                    return Returned(refund.reference, refund.amount_minor, key)
            if sum(each.amount_minor for each in given_back) + amount_minor > row.captured_minor:
                raise RefundRefused("charge_already_refunded")
            values = {
                "key": key,
                "reference": f"tr_{new_token()}",
                "amount_minor": amount_minor,
                "created_at": utc_now(),
            }
            return Returned(books.add_refund(row, values).reference, amount_minor, key)

    def parse_webhook(
        self, account: Account, headers: Mapping[str, str], body: bytes
    ) -> ProviderEvent:
        check(account.secrets["webhook_secret"], headers.get(SIGNATURE, ""), body)
        try:
            said = json.loads(body)
            told = [said[name] for name in ("id", "type", "reference", "key")]
        except (ValueError, TypeError, KeyError, RecursionError):
            raise BadSignature from None
        if not all(isinstance(text, str) for text in told):
            raise BadSignature
        event_id, kind, reference, key = told
        return ProviderEvent(event_id, kind, reference=reference, key=key)


def finish(store_id: int, reference: str, *, is_paid: bool) -> str | None:
    """Ends what waited at the bank, and has it told; where the shopper goes then.

    Raises LookupError for a charge that the bank does not know.
    """
    with _bank(Account(store_id)) as (db, books):
        row = books.of_reference(reference)
        if row is None:
            raise LookupError(reference)
        if row.status == Result.WAITING:
            _end(row, None if is_paid else "authentication_failed")
            call_back(db, row, f"payment.{row.status}", after=timedelta(0))
        return row.return_url


@contextmanager
def _bank(account: Account) -> Iterator[tuple[Session, BankBooks]]:
    with get_database().transaction() as db:
        enter_store(db, account.store_id)
        yield db, BankBooks(db, account.store_id)


def _scenario(charge: Charge) -> Scenario:
    """How the card behaves; one that nobody knows is declined, none at all is fine."""
    card = "".join(charge.details.get("card", Scenario.OK).split())
    if card in _NUMBERS:
        return _NUMBERS[card]
    return Scenario(card) if card in set(Scenario) else Scenario.DECLINE


def _new(account: Account, charge: Charge) -> BankCharge:
    """The charge as it is when the bank hears of it first."""
    row = BankCharge(
        store_id=account.store_id,
        key=charge.key,
        reference=f"tc_{new_token()}",
        order_number=charge.order_number,
        scenario=_scenario(charge).value,
        status=UNREACHED,
        currency=charge.currency,
        amount_minor=charge.amount_minor,
        captured_minor=0,
        is_captured_later=charge.is_captured_later,
        return_url=charge.return_url,
        created_at=utc_now(),
    )
    if charge.lacks_details:
        _end(row, "details_lost")
    elif row.scenario != Scenario.TIMEOUT_BEFORE:
        _decide(row)
    return row


def _again(account: Account, db: Session, books: BankBooks, key: str) -> Outcome:
    """The same charge is asked for again: now at the latest the bank has heard of it."""
    row = books.of_key(key)
    if row is None:
        raise LookupError(key)
    if row.status == UNREACHED:
        _decide(row)
        _tell_later(db, row)
    return _outcome(account, row, books.refunds_of(row))


def _decide(row: BankCharge) -> None:
    """What becomes of the charge."""
    scenario = Scenario(row.scenario)
    if scenario in _LATER:
        row.status = Result.WAITING
    else:
        _end(row, _DECLINES.get(scenario))


def _tell_later(db: Session, row: BankCharge) -> None:
    """What the bank will tell of the charge by itself."""
    scenario = Scenario(row.scenario)
    if row.status in {UNREACHED, Result.DECLINED}:
        return
    if scenario is Scenario.DELAY:
        call_back(db, row, _CAPTURED, after=DELAY)
    elif scenario is Scenario.DUPLICATE_CALLBACK:
        same = f"te_{new_token()}"
        for event_id in (same, same, f"te_{new_token()}"):
            call_back(db, row, _CAPTURED, after=DELAY, event_id=event_id)
    elif scenario is Scenario.OUT_OF_ORDER:
        call_back(db, row, _CAPTURED, after=DELAY)
        call_back(db, row, _AUTHORISED, after=DELAY * 2)


def _end(row: BankCharge, decline_code: str | None) -> None:
    if decline_code is not None:
        row.status, row.decline_code = Result.DECLINED, decline_code
    else:
        end_well(row)


def _outcome(account: Account, row: BankCharge, refunds: Sequence[BankRefund] = ()) -> Outcome:
    if row.status == UNREACHED:
        return Outcome(Result.UNKNOWN, row.currency, row.reference)
    return Outcome(
        Result(row.status),
        row.currency,
        row.reference,
        captured_minor=row.captured_minor,
        decline_code=row.decline_code,
        next_action=_next_action(account, row),
        refunds=[Returned(each.reference, each.amount_minor, each.key) for each in refunds],
    )


def _next_action(account: Account, row: BankCharge) -> dict[str, str] | None:
    if row.status != Result.WAITING or row.scenario != Scenario.REDIRECT:
        return None
    url = f"/api/v1/payments/test-bank/{account.store_id}/{row.reference}"
    return {"type": "redirect", "url": url}


provider = TestBankProvider()
