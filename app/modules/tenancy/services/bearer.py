"""Access tokens of the API: who a Bearer header speaks for, checked against the database."""

from __future__ import annotations

import re

from sqlalchemy.orm import Session

from app.kernel.config import get_settings
from app.kernel.errors import NotSignedIn
from app.kernel.security.tokens import AccessClaims, Audience, TokenInvalid, TokenSigner
from app.modules.tenancy.exceptions import TokenRevoked
from app.modules.tenancy.repositories.refresh_token_rows import RefreshTokenRows

ISSUER = "stoa"
_BEARER = re.compile(r"[Bb]earer ([A-Za-z0-9_.-]+)")


def token_signer() -> TokenSigner:
    """The signer of this installation; its key comes from the settings."""
    return TokenSigner(get_settings().secret_key.get_secret_value(), ISSUER)


def read_bearer(db: Session, authorization: str | None, audience: Audience) -> AccessClaims:
    """The claims of the header's token.

    Raises:
        NotSignedIn: no header, or not a Bearer token.
        TokenInvalid, TokenExpired: as `TokenSigner.read_access` does.
        TokenRevoked: the sign-in that it descends from was ended.
    """
    claims = claims_of(authorization, audience)
    if not RefreshTokenRows(db).is_family_alive(claims.family_id, claims.user_id):
        raise TokenRevoked
    return claims


def claims_of(
    authorization: str | None, audience: Audience, *, store_id: int | None = None
) -> AccessClaims:
    """What the header's token says; whether its sign-in still holds is left to the caller.

    Raises what `read_bearer` raises, and TokenInvalid for a token of another store than the given.
    """
    found = _BEARER.fullmatch(authorization or "")
    if found is None:
        raise NotSignedIn
    claims = token_signer().read_access(found[1], audience)
    if store_id is not None and claims.store_id != store_id:
        raise TokenInvalid
    return claims
