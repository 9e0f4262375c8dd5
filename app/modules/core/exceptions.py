"""How core says no."""

from __future__ import annotations

from app.kernel.errors import Conflict, InvalidInput, NotFound, StoaError


class UnknownModule(NotFound):
    """No module of that code is installed."""

    code = "core.unknown_module"
    message_key = "core-unknown-module"


class ModuleIsOff(NotFound):
    """The module behind this address is switched off on the platform: as if it were not there."""

    code = "core.module_is_off"
    message_key = "core-module-is-off"


class CoreModuleStaysOn(Conflict):
    """A core module cannot be switched off."""

    code = "core.core_module_stays_on"
    message_key = "core-core-module-stays-on"


class ModuleIsNeeded(Conflict):
    """Other modules that are on need this one; they are named, and can follow the switch."""

    code = "core.module_is_needed"
    message_key = "core-module-is-needed"


class ModuleNeedsOthers(Conflict):
    """The module needs others that are off; they are named, and can follow the switch."""

    code = "core.module_needs_others"
    message_key = "core-module-needs-others"


class UnknownListing(NotFound):
    """There is no such list page, or not for this audience or platform."""

    code = "core.unknown_listing"
    message_key = "core-unknown-listing"


class UnknownMetric(NotFound):
    """There is no such number here: not described, not for this audience, or its module is off."""

    code = "core.unknown_metric"
    message_key = "core-unknown-metric"


class NumbersUnavailable(StoaError):
    """The provider of a file's numbers did not answer: no file is better than an empty one."""

    status = 503
    code = "core.numbers_unavailable"
    message_key = "core-numbers-unavailable"


class KeyMissing(StoaError):
    """This call may not be carried out twice and came without a key."""

    status = 400
    code = "request.idempotency_key_missing"
    message_key = "core-key-missing"


class KeyInvalid(StoaError):
    """The key is too short, too long, or holds what cannot be printed."""

    status = 400
    code = "request.idempotency_key_invalid"
    message_key = "core-key-invalid"


class KeyUsedOtherwise(InvalidInput):
    """The key was used for another call."""

    code = "request.idempotency_key_used"
    message_key = "core-key-used"


class StillRunning(Conflict):
    """The first call of this key is still under way."""

    code = "request.still_running"
    message_key = "core-still-running"


class UnknownStoreCode(NotFound):
    """No store of that code exists; those that do are named."""

    code = "core.unknown_store_code"
    message_key = "core-unknown-store-code"
