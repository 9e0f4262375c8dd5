"""What payments refuses."""

from __future__ import annotations

from app.kernel.errors import Conflict, InvalidInput, NotFound, StoaError


class UnknownPayment(NotFound):
    """There is no such payment in this store."""

    code = "payments.unknown_payment"
    message_key = "payments-error-unknown-payment"


class UnknownMethod(InvalidInput):
    """The store does not offer this way to pay, or not for this amount; `method` names it."""

    code = "payments.unknown_method"
    message_key = "payments-error-unknown-method"


class MethodNotFound(NotFound):
    """The store has set up no way to pay of this code."""

    code = "payments.method_not_found"
    message_key = "payments-error-method-not-found"


class UnknownProvider(InvalidInput):
    """Nobody moves money under this name here; `provider` is it."""

    code = "payments.unknown_provider"
    message_key = "payments-error-unknown-provider"


class UnknownSetting(InvalidInput):
    """The provider knows no such setting; `setting` is it. Secrets are no settings."""

    code = "payments.unknown_setting"
    message_key = "payments-error-unknown-setting"


class LimitsCrossed(InvalidInput):
    """The least amount lies above the most."""

    code = "payments.limits_crossed"
    message_key = "payments-error-limits-crossed"


class LastMethod(Conflict):
    """The only way to pay cannot be taken away; it can be disabled."""

    code = "payments.last_method"
    message_key = "payments-error-last-method"


class KeyUsedForAnother(InvalidInput):
    """The key belongs to a payment of another order, amount or currency."""

    code = "payments.key_used"
    message_key = "payments-error-key-used"


class NotCapturable(Conflict):
    """Nothing is authorised that could be taken; `state` is where the payment stands."""

    code = "payments.not_capturable"
    message_key = "payments-error-not-capturable"


class NotVoidable(Conflict):
    """What is captured, declined or given up already cannot be given up."""

    code = "payments.not_voidable"
    message_key = "payments-error-not-voidable"


class NotMarkable(Conflict):
    """Only a payment by hand that is waited for can be marked as paid."""

    code = "payments.not_markable"
    message_key = "payments-error-not-markable"


class MoreThanAuthorised(InvalidInput):
    """More is to be taken than was authorised."""

    code = "payments.more_than_authorised"
    message_key = "payments-error-more-than-authorised"


class MoreThanCaptured(InvalidInput):
    """More is to go back than is left of what was captured; `left` is that, as a decimal."""

    code = "payments.more_than_captured"
    message_key = "payments-error-more-than-captured"


class RefundedAtOrder(Conflict):
    """The money pays for an order's invoice: the order gives it back, with a credit note.

    `number` is the order's, `left` a decimal: what may go back without the order.
    """

    code = "payments.refunded_at_order"
    message_key = "payments-error-refunded-at-order"


class UnknownRefund(NotFound):
    """The payment has no such refund."""

    code = "payments.unknown_refund"
    message_key = "payments-error-unknown-refund"


class NotRetryable(Conflict):
    """Only a refund that failed can be tried again, and once: then there is another one."""

    code = "payments.not_retryable"
    message_key = "payments-error-not-retryable"


class WebhookRefused(StoaError):
    """A bad or stale signature, an unknown store or provider: all give the same answer."""

    status = 400
    code = "payments.webhook_refused"
    message_key = "payments-error-webhook-refused"
