"""Stripe, by Payment Intents (docs.stripe.com/payments/payment-intents, November 2026).

A payment is one intent: created under a key, so that creating it again finds it, and confirmed
with the payment method that the shopper gave, or, when they gave none, by the shopper's own browser
with the intent's client secret. What an intent is may always be read again, and is what counts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

import stripe

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
from app.modules.payments.providers.signatures import TOLERANCE_SECONDS
from app.modules.payments.providers.stripe_amounts import from_stripe, to_stripe
from app.modules.payments.providers.stripe_calls import Refused, client_of, errors_told_apart

KEY, CONFIRMED_BY = "stoa_key", "stoa_confirmed_by"
US, SHOPPER = "stoa", "shopper"
_PUBLIC_KEY = "publishable_key"
_UNCONFIRMED = ("requires_payment_method", "requires_confirmation")


class StripeProvider:
    """Cards and whatever else the store's account with Stripe takes."""

    code = "stripe"
    is_deferred = False
    secret_names: Sequence[str] = ("api_key", "webhook_secret")
    setting_names: Sequence[str] = (_PUBLIC_KEY,)

    def takes(self, amount_minor: int, currency: str) -> bool:
        return to_stripe(amount_minor, currency) is not None

    def charge(self, account: Account, charge: Charge) -> Outcome:
        try:
            with errors_told_apart():
                intent = _known(account, charge)
                if intent.status in _UNCONFIRMED and _is_ours(intent):
                    return _confirm(account, charge, intent)
                return _outcome(account, charge, intent)
        except Refused as refusal:
            return _declined(charge, str(refusal))

    def find(self, account: Account, charge: Charge) -> Outcome | None:
        if charge.reference is None and not charge.is_repeated:
            return None
        try:
            with errors_told_apart():
                intent = _known(account, charge)
                return _outcome(account, charge, intent, with_refunds=True)
        except Refused as refusal:
            return _declined(charge, str(refusal))

    def capture(self, account: Account, charge: Charge, amount_minor: int) -> Outcome:
        amount = to_stripe(amount_minor, charge.currency)
        with errors_told_apart():
            intent = _known(account, charge)
            if intent.status == "requires_capture" and amount is not None:
                intent = client_of(account).v1.payment_intents.capture(
                    intent.id,
                    {"amount_to_capture": amount},
                    {"idempotency_key": f"{charge.key}-capture"},
                )
            return _outcome(account, charge, intent)

    def void(self, account: Account, charge: Charge) -> Outcome:
        try:
            with errors_told_apart():
                intent = _known(account, charge)
                if intent.status not in {"succeeded", "canceled"}:
                    intent = _cancel(account, charge, intent)
                return _outcome(account, charge, intent)
        except Refused:
            # Something came in between: whatever it is now is the answer, and a job asks again.
            raise Unreachable from None

    def refund(self, account: Account, charge: Charge, key: str, amount_minor: int) -> Returned:
        amount = to_stripe(amount_minor, charge.currency)
        if amount is None or charge.reference is None:
            raise RefundRefused("amount_not_payable")
        try:
            with errors_told_apart():
                made = client_of(account).v1.refunds.create(
                    {"payment_intent": charge.reference, "amount": amount, "metadata": {KEY: key}},
                    {"idempotency_key": key},
                )
        except Refused as refusal:
            raise RefundRefused(str(refusal)) from refusal
        return _returned(made, charge.currency)

    def parse_webhook(
        self, account: Account, headers: Mapping[str, str], body: bytes
    ) -> ProviderEvent:
        try:
            event = stripe.Webhook.construct_event(
                body,
                headers.get("stripe-signature"),
                account.secrets["webhook_secret"],
                tolerance=TOLERANCE_SECONDS,
                api_key=account.secrets["api_key"],
            )
            about = event.data.object.to_dict()
            is_intent = about.get("object") == "payment_intent"
            reference = about.get("id") if is_intent else about.get("payment_intent")
            return ProviderEvent(event.id, event.type, reference, _key_in(about))
        except (stripe.SignatureVerificationError, ValueError, AttributeError, TypeError):
            raise BadSignature from None


def _known(account: Account, charge: Charge) -> stripe.PaymentIntent:
    """The intent of the charge as it is now, made when there is none.

    Creating again under the same key gives the intent as it was made; hence the second look.
    """
    intents = client_of(account).v1.payment_intents
    if charge.reference is not None:
        return intents.retrieve(charge.reference)
    amount = to_stripe(charge.amount_minor, charge.currency)
    if amount is None:
        raise Refused("amount_not_payable")
    is_ours = bool(charge.details) or charge.lacks_details
    made = intents.create(
        {
            "amount": amount,
            "currency": charge.currency.lower(),
            "capture_method": "manual" if charge.is_captured_later else "automatic",
            "automatic_payment_methods": {
                "enabled": True,
                "allow_redirects": "always" if charge.return_url or not is_ours else "never",
            },
            "description": charge.order_number,
            "metadata": {
                KEY: charge.key,
                "order": charge.order_number,
                CONFIRMED_BY: US if is_ours else SHOPPER,
            },
        },
        {"idempotency_key": f"{charge.key}-create"},
    )
    return intents.retrieve(made.id) if charge.is_repeated else made


def _confirm(account: Account, charge: Charge, intent: stripe.PaymentIntent) -> Outcome:
    """Pays with what the shopper gave; without it, or declined, the intent is closed for good."""
    means = charge.details.get("payment_method")
    if intent.last_payment_error is not None or means is None:
        lost = "details_lost" if charge.lacks_details else "payment_method_missing"
        return _close(account, charge, intent, _decline_code(intent.last_payment_error) or lost)
    # Another means of the same charge is another question.
    name = sha256(means.encode()).hexdigest()[:12]
    params: stripe.params.PaymentIntentConfirmParams = {"payment_method": means}
    if charge.return_url is not None:
        params["return_url"] = charge.return_url
    try:
        confirmed = client_of(account).v1.payment_intents.confirm(
            intent.id, params, {"idempotency_key": f"{charge.key}-confirm-{name}"}
        )
    except stripe.CardError as error:
        return _close(account, charge, intent, _decline_code(error.error) or "card_declined")
    except stripe.InvalidRequestError as error:
        return _close(account, charge, intent, error.code or "invalid_request")
    return _outcome(account, charge, confirmed)


def _close(account: Account, charge: Charge, intent: stripe.PaymentIntent, code: str) -> Outcome:
    """Declined, and nobody can pay it after all once its order is gone.

    When the intent cannot be cancelled now, nobody has been given the means to pay it either.
    """
    try:
        with errors_told_apart():
            _cancel(account, charge, intent)
    except (Refused, Unreachable):
        pass
    return _declined(charge, code, intent.id)


def _cancel(account: Account, charge: Charge, intent: stripe.PaymentIntent) -> stripe.PaymentIntent:
    return client_of(account).v1.payment_intents.cancel(
        intent.id, None, {"idempotency_key": f"{charge.key}-cancel"}
    )


def _outcome(
    account: Account,
    charge: Charge,
    intent: stripe.PaymentIntent,
    *,
    with_refunds: bool = False,
) -> Outcome:
    currency, status = intent.currency.upper(), intent.status
    if status == "succeeded":
        captured = from_stripe(intent.amount_received, currency)
        refunds = _refunds(account, intent, currency) if with_refunds else []
        return Outcome(
            Result.CAPTURED, currency, intent.id, captured_minor=captured, refunds=refunds
        )
    if status == "requires_capture":
        return Outcome(Result.AUTHORISED, currency, intent.id)
    if status == "canceled":
        code = _decline_code(intent.last_payment_error)
        if code is not None and _is_ours(intent):
            return _declined(charge, code, intent.id)
        return Outcome(Result.VOIDED, currency, intent.id)
    if status in _UNCONFIRMED and _is_ours(intent):
        return Outcome(Result.UNKNOWN, currency, intent.id)
    action = _next_action(account, intent)
    return Outcome(Result.WAITING, currency, intent.id, next_action=action)


def _next_action(account: Account, intent: stripe.PaymentIntent) -> dict[str, str] | None:
    redirect = intent.next_action.redirect_to_url if intent.next_action else None
    if redirect is not None and redirect.url:
        return {"type": "redirect", "url": redirect.url}
    if intent.status == "processing" or intent.client_secret is None:
        return None
    action = {"type": "client_secret", "client_secret": intent.client_secret}
    public_key = account.settings.get(_PUBLIC_KEY)
    return {**action, _PUBLIC_KEY: public_key} if public_key else action


def _refunds(account: Account, intent: stripe.PaymentIntent, currency: str) -> list[Returned]:
    found = client_of(account).v1.refunds.list({"payment_intent": intent.id, "limit": 100})
    return [_returned(refund, currency) for refund in found.data]


def _returned(refund: stripe.Refund, currency: str) -> Returned:
    """A pending refund counts as made: Stripe tells when it fails after all."""
    return Returned(
        refund.id,
        from_stripe(refund.amount, currency),
        _key_in(refund.to_dict()),
        is_failed=refund.status in {"failed", "canceled"},
        failure_code=refund.failure_reason,
    )


def _declined(charge: Charge, code: str, reference: str | None = None) -> Outcome:
    return Outcome(Result.DECLINED, charge.currency, reference, decline_code=code)


def _decline_code(error: Any) -> str | None:  # noqa: ANN401  two classes of the library
    if error is None:
        return None
    code = getattr(error, "decline_code", None) or getattr(error, "code", None)
    return str(code) if code else None


def _is_ours(intent: stripe.PaymentIntent) -> bool:
    """Whether we confirm it, and not the shopper's browser."""
    metadata = intent.to_dict().get("metadata") or {}
    return bool(metadata.get(CONFIRMED_BY) == US)


def _key_in(about: Mapping[str, Any]) -> str | None:
    metadata = about.get("metadata") or {}
    key = metadata.get(KEY)
    return key if isinstance(key, str) else None


provider = StripeProvider()
