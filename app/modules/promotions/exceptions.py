"""What promotions refuses."""

from __future__ import annotations

from app.kernel.errors import Conflict, InvalidInput, NotFound


class UnknownPromotion(NotFound):
    """The store has no promotion of that id."""

    code = "promotions.unknown_promotion"
    message_key = "promotions-error-unknown-promotion"


class UnknownCode(NotFound):
    """The promotion has no code of that id."""

    code = "promotions.unknown_code"
    message_key = "promotions-error-unknown-code"


class PromotionWasUsed(Conflict):
    """Orders name the promotion: it can be ended, and not deleted."""

    code = "promotions.was_used"
    message_key = "promotions-error-was-used"


class LimitUnderUse(Conflict):
    """The promotion was used `used` times already, which is more than the new limit."""

    code = "promotions.limit_under_use"
    message_key = "promotions-error-limit-under-use"


class TooManyAutomatic(Conflict):
    """No more than `most` automatic promotions may run or wait at a time."""

    code = "promotions.too_many_automatic"
    message_key = "promotions-error-too-many-automatic"


class AutomaticHasNoCodes(Conflict):
    """A promotion applies by itself or by its codes, not both."""

    code = "promotions.automatic_has_no_codes"
    message_key = "promotions-error-automatic-has-no-codes"


class CodeTaken(Conflict):
    """Another promotion that is not over has this code, or one that is written much like it."""

    code = "promotions.code_taken"
    message_key = "promotions-error-code-taken"


class CodeUnreadable(InvalidInput):
    """The code holds signs that nobody can see or type, or is too long once written plainly."""

    code = "promotions.code_unreadable"
    message_key = "promotions-error-code-unreadable"


class TargetUnknown(InvalidInput):
    """The store has nothing of these `ids`, which `field` names."""

    code = "promotions.target_unknown"
    message_key = "promotions-error-target-unknown"
