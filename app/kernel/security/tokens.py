"""Access tokens for the API: short-lived, signed, and good for one frontend only.

One algorithm (HS256), one type ("at+jwt", RFC 9068), an audience per frontend, no header that
could name a key: the answers to RFC 8725. Time is read from the kernel's clock.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal, Self, cast, get_args

import jwt
from jwt.types import Options

from app.kernel.clock import utc_now
from app.kernel.errors import NotSignedIn
from app.kernel.security.keys import derive_key
from app.kernel.security.opaque import new_token

Audience = Literal["admin", "merchant", "store", "storefront"]
AUDIENCES: tuple[Audience, ...] = get_args(Audience)
LIFETIME = timedelta(minutes=10)
# Clocks of two machines of one installation may differ by this much.
LEEWAY = timedelta(seconds=5)

_ALGORITHM = "HS256"
_TYPE = "at+jwt"
_HEADER = {"alg": _ALGORITHM, "typ": _TYPE}
_REQUIRED = ["iss", "sub", "aud", "iat", "nbf", "exp", "jti", "fam"]
_LONGEST_TOKEN = 4096
_CHECKS: Options = {
    "require": _REQUIRED,
    "strict_aud": True,
    # Times are checked here, against the kernel's clock and with exact types.
    "verify_exp": False,
    "verify_nbf": False,
    "verify_iat": False,
}


class TokenInvalid(NotSignedIn):
    """Forged, damaged, or meant for another frontend; the answer does not say which."""

    code = "auth.token_invalid"
    message_key = "error-token-invalid"


class TokenExpired(NotSignedIn):
    """Genuine, and too old: the holder should refresh."""

    code = "auth.token_expired"
    message_key = "error-token-expired"


@dataclass(frozen=True, slots=True)
class AccessClaims:
    """Who holds the token, for which frontend, and for which store or platform.

    `family_id` names the sign-in it descends from; taking that back ends every token of it.
    Moments are aware and whole seconds.
    """

    user_id: int
    audience: Audience
    store_id: int | None
    platform_id: int | None
    family_id: str
    issued_at: datetime
    expires_at: datetime
    token_id: str

    @classmethod
    def fresh(
        cls,
        *,
        user_id: int,
        audience: Audience,
        family_id: str,
        store_id: int | None = None,
        platform_id: int | None = None,
    ) -> Self:
        """Claims that begin now and end after the full lifetime."""
        now = utc_now().replace(microsecond=0)
        return cls(
            user_id=user_id,
            audience=audience,
            store_id=store_id,
            platform_id=platform_id,
            family_id=family_id,
            issued_at=now,
            expires_at=now + LIFETIME,
            token_id=new_token(),
        )


class TokenSigner:
    """Issues and reads the access tokens of one installation."""

    def __init__(self, secret: str, issuer: str) -> None:
        self._key = derive_key(secret, "access-token")
        self._issuer = issuer

    def issue_access(self, claims: AccessClaims) -> str:
        """The signed token. Raises ValueError for a lifetime beyond the allowed one."""
        if not timedelta(0) < claims.expires_at - claims.issued_at <= LIFETIME:
            raise ValueError("an access token lives ten minutes at most")
        issued = int(claims.issued_at.timestamp())
        payload: dict[str, object] = {
            "iss": self._issuer,
            "sub": str(claims.user_id),
            "aud": f"stoa:{claims.audience}",
            "iat": issued,
            "nbf": issued,
            "exp": int(claims.expires_at.timestamp()),
            "jti": claims.token_id,
            "fam": claims.family_id,
        }
        if claims.store_id is not None:
            payload["store"] = claims.store_id
        if claims.platform_id is not None:
            payload["platform"] = claims.platform_id
        return jwt.encode(payload, self._key, algorithm=_ALGORITHM, headers={"typ": _TYPE})

    def read_access(self, token: str, audience: Audience) -> AccessClaims:
        """The claims of a token for this frontend. Raises TokenInvalid or TokenExpired."""
        claims = _claims(self._verified(token, audience), audience)
        now = utc_now()
        if claims.issued_at > now + LEEWAY or claims.expires_at - claims.issued_at > LIFETIME:
            raise TokenInvalid
        if claims.expires_at <= now - LEEWAY:
            raise TokenExpired
        return claims

    def _verified(self, token: str, audience: Audience) -> dict[str, object]:
        """The payload after signature, header, issuer and audience have been checked."""
        if len(token) > _LONGEST_TOKEN:
            raise TokenInvalid
        try:
            decoded = jwt.decode_complete(
                token,
                self._key,
                algorithms=[_ALGORITHM],
                audience=f"stoa:{audience}",
                issuer=self._issuer,
                options=_CHECKS,
            )
        except (jwt.PyJWTError, ValueError) as refusal:
            raise TokenInvalid from refusal
        # Exactly our header: kid, jku, jwk, x5u, crit and whatever comes next are refused.
        if decoded["header"] != _HEADER:
            raise TokenInvalid
        return cast("dict[str, object]", decoded["payload"])


def _claims(payload: dict[str, object], audience: Audience) -> AccessClaims:
    subject = _text(payload, "sub")
    if not (subject.isascii() and subject.isdecimal()):
        raise TokenInvalid
    if payload["nbf"] != payload["iat"]:
        raise TokenInvalid
    return AccessClaims(
        user_id=int(subject),
        audience=audience,
        store_id=_optional_id(payload, "store"),
        platform_id=_optional_id(payload, "platform"),
        family_id=_text(payload, "fam"),
        issued_at=_moment(payload, "iat"),
        expires_at=_moment(payload, "exp"),
        token_id=_text(payload, "jti"),
    )


def _text(payload: dict[str, object], claim: str) -> str:
    value = payload[claim]
    if not isinstance(value, str) or not value:
        raise TokenInvalid
    return value


def _optional_id(payload: dict[str, object], claim: str) -> int | None:
    value = payload.get(claim)
    if value is not None and type(value) is not int:
        raise TokenInvalid
    return value


def _moment(payload: dict[str, object], claim: str) -> datetime:
    value = payload[claim]
    if type(value) is not int:
        raise TokenInvalid
    try:
        return datetime.fromtimestamp(value, UTC)
    except (OverflowError, ValueError, OSError) as refusal:
        raise TokenInvalid from refusal
