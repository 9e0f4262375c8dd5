"""The refusals of tenancy: who may not come in, and which address is nobody's."""

from __future__ import annotations

from app.kernel.errors import (
    Conflict,
    InvalidInput,
    NotFound,
    NotSignedIn,
    PermissionDenied,
    StoaError,
)


class HostNotUnderstood(StoaError):
    """The Host header is missing, doubled or no host name."""

    status = 400
    code = "tenancy.host_not_understood"
    message_key = "error-bad-request"


class UnknownHost(NotFound):
    """No platform and no store answers under this name."""

    code = "tenancy.unknown_host"
    message_key = "tenancy-error-unknown-host"


class UnknownPlatform(NotFound):
    """No platform of this code, or none that this address may name."""

    code = "tenancy.unknown_platform"


class UnknownStore(NotFound):
    """No store of this code, or none that this address, platform or person may name."""

    code = "tenancy.unknown_store"


class WrongSignIn(NotSignedIn):
    """E-mail and password do not belong together; which of them is wrong is not told."""

    code = "auth.wrong_sign_in"
    message_key = "tenancy-error-wrong-sign-in"


class NoAccess(PermissionDenied):
    """A known person without a right in the place that was asked for."""

    code = "auth.no_access"
    message_key = "tenancy-error-no-access"


class SessionEnded(NotSignedIn):
    """A page without a session that may see it: none, an ended one, or one whose right is gone.

    The handler `dependencies.redirect_to_sign_in` answers it.
    """

    code = "auth.session_ended"


class TokenRevoked(NotSignedIn):
    """The sign-in that the token descends from was taken back."""

    code = "auth.token_revoked"
    message_key = "error-token-invalid"


class RefreshRefused(NotSignedIn):
    """The refresh token is unknown, too old, used before, or of another frontend."""

    code = "auth.refresh_refused"
    message_key = "error-token-invalid"


class RefreshRaced(Conflict):
    """The same refresh token was used a moment ago, by the caller itself it seems."""

    code = "auth.refresh_raced"


class ForgedRequest(PermissionDenied):
    """A form without the token of this session, or sent from another origin."""

    code = "auth.forged_request"
    message_key = "tenancy-error-forged-request"


class CannotFound(InvalidInput):
    """A platform, merchant, store or person cannot be made like this; `reason` says why."""

    code = "tenancy.cannot_found"
    message_key = "tenancy-cannot-found"
