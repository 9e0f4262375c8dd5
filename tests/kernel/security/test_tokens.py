import base64
import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from itertools import permutations

import jwt
import pytest

from app.kernel.clock import freeze
from app.kernel.errors import NotSignedIn
from app.kernel.security.keys import derive_key
from app.kernel.security.tokens import (
    AUDIENCES,
    AccessClaims,
    Audience,
    TokenExpired,
    TokenInvalid,
    TokenSigner,
)

SECRET = "a secret of the installation, long enough"
ISSUER = "https://stoa.example"
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
SIGNER = TokenSigner(SECRET, ISSUER)
HEADER = {"alg": "HS256", "typ": "at+jwt"}


@pytest.fixture(autouse=True)
def _noon() -> Iterator[None]:
    with freeze(NOON):
        yield


def claims(audience: Audience = "store") -> AccessClaims:
    return AccessClaims.fresh(
        user_id=7, audience=audience, family_id="family-1", store_id=3, platform_id=1
    )


def payload(**changes: object) -> dict[str, object]:
    """What a genuine token of `claims()` says, with changes; None removes a claim."""
    token = SIGNER.issue_access(claims())
    genuine = jwt.decode(token, options={"verify_signature": False}) | changes
    return {name: value for name, value in genuine.items() if value is not None}


def sign(
    body: Mapping[str, object], header: Mapping[str, object] = HEADER, key: bytes | None = None
) -> str:
    """A token with our own key unless told otherwise, written without any library's help."""
    parts = b".".join(_part(json.dumps(part).encode()) for part in (header, body))
    digest = jwt.get_algorithm_by_name("HS256").sign(
        parts, derive_key(SECRET, "access-token") if key is None else key
    )
    return (parts + b"." + _part(digest)).decode()


def _part(raw: bytes) -> bytes:
    return base64.urlsafe_b64encode(raw).rstrip(b"=")


class TestReadAccess:
    @pytest.mark.parametrize("audience", AUDIENCES)
    def test_returns_what_was_issued(self, audience: Audience) -> None:
        issued = claims(audience)

        assert SIGNER.read_access(SIGNER.issue_access(issued), audience) == issued

    def test_store_and_platform_may_be_absent(self) -> None:
        issued = AccessClaims.fresh(user_id=7, audience="admin", family_id="f")

        read = SIGNER.read_access(SIGNER.issue_access(issued), "admin")

        assert (read.store_id, read.platform_id) == (None, None)

    def test_hand_made_genuine_token_is_accepted(self) -> None:
        """The control of the forgeries below: without a change the same maker is believed."""
        assert SIGNER.read_access(sign(payload()), "store").user_id == 7

    @pytest.mark.parametrize(("used", "meant"), list(permutations(AUDIENCES, 2)))
    def test_refuses_another_frontends_token(self, used: Audience, meant: Audience) -> None:
        token = SIGNER.issue_access(claims(meant))

        with pytest.raises(TokenInvalid):
            SIGNER.read_access(token, used)

    def test_ends_after_ten_minutes(self) -> None:
        token = SIGNER.issue_access(claims())

        with freeze(NOON + timedelta(minutes=10, seconds=4)):
            assert SIGNER.read_access(token, "store").user_id == 7
        with freeze(NOON + timedelta(minutes=10, seconds=5)), pytest.raises(TokenExpired):
            SIGNER.read_access(token, "store")

    def test_allows_a_slightly_slow_clock(self) -> None:
        token = SIGNER.issue_access(claims())

        with freeze(NOON - timedelta(seconds=5)):
            assert SIGNER.read_access(token, "store").user_id == 7
        with freeze(NOON - timedelta(seconds=6)), pytest.raises(TokenInvalid):
            SIGNER.read_access(token, "store")

    def test_refusals_say_sign_in_again(self) -> None:
        assert issubclass(TokenInvalid, NotSignedIn)
        assert (TokenInvalid.code, TokenExpired.code) == (
            "auth.token_invalid",
            "auth.token_expired",
        )


class TestForgedTokens:
    def refused(self, token: str, refusal: type[NotSignedIn] = TokenInvalid) -> None:
        with pytest.raises(refusal):
            SIGNER.read_access(token, "store")

    @pytest.mark.parametrize("algorithm", ["none", "None", "NONE"])
    def test_algorithm_none(self, algorithm: str) -> None:
        head, body, signature = sign(payload(), HEADER | {"alg": algorithm}).split(".")

        self.refused(f"{head}.{body}.")
        self.refused(f"{head}.{body}.{signature}")

    @pytest.mark.parametrize("algorithm", ["RS256", "ES256", "HS512", "hs256"])
    def test_swapped_algorithm(self, algorithm: str) -> None:
        self.refused(sign(payload(), HEADER | {"alg": algorithm}))

    @pytest.mark.parametrize("header", ["jku", "jwk", "x5u", "x5c"])
    def test_header_that_brings_a_key(self, header: str) -> None:
        self.refused(sign(payload(), HEADER | {header: "https://evil.example/keys"}))

    @pytest.mark.parametrize("kid", ["../../dev/null", "1' OR '1'='1", "key-1"])
    def test_header_that_names_a_key(self, kid: str) -> None:
        self.refused(sign(payload(), HEADER | {"kid": kid}))

    def test_critical_header(self) -> None:
        self.refused(sign(payload(), HEADER | {"crit": ["b64"], "b64": True}))

    def test_expired(self) -> None:
        past = int((NOON - timedelta(hours=1)).timestamp())

        self.refused(sign(payload(iat=past, nbf=past, exp=past + 600)), TokenExpired)

    def test_not_yet_valid(self) -> None:
        self.refused(sign(payload(nbf=int((NOON + timedelta(minutes=5)).timestamp()))))

    def test_issued_in_the_future(self) -> None:
        future = int((NOON + timedelta(minutes=5)).timestamp())

        self.refused(sign(payload(iat=future, nbf=future, exp=future + 600)))

    @pytest.mark.parametrize("kind", ["JWT", "refresh+jwt", "AT+JWT", None, ["at+jwt"]])
    def test_wrong_type(self, kind: object) -> None:
        self.refused(sign(payload(), HEADER | {"typ": kind}))

    def test_no_type(self) -> None:
        self.refused(sign(payload(), {"alg": "HS256"}))

    @pytest.mark.parametrize("issuer", ["https://evil.example", "", None, [ISSUER]])
    def test_wrong_issuer(self, issuer: object) -> None:
        self.refused(sign(payload(iss=issuer)))

    def test_stripped_or_changed_signature(self) -> None:
        head, body, signature = sign(payload()).split(".")
        other = _part(json.dumps(payload(sub="1")).encode()).decode()

        self.refused(f"{head}.{body}.")
        self.refused(f"{head}.{body}")
        self.refused(f"{head}.{other}.{signature}")

    @pytest.mark.parametrize("key", [b"x" * 32, SECRET.encode(), derive_key(SECRET, "csrf")])
    def test_other_key(self, key: bytes) -> None:
        self.refused(sign(payload(), key=key))

    @pytest.mark.parametrize(
        "changes",
        [{claim: None} for claim in ("iss", "sub", "aud", "iat", "nbf", "exp", "jti", "fam")]
        + [
            {"aud": ["stoa:store"]},
            {"aud": "store"},
            {"sub": "seven"},
            {"sub": "-7"},
            {"sub": "٧"},
            {"fam": ""},
            {"jti": ""},
            {"store": "3"},
            {"store": True},
            {"platform": 1.0},
            {"iat": 1.5, "nbf": 1.5},
            {"exp": "9999999999"},
            {"exp": 10**30},
            {"exp": int(NOON.timestamp()) + 601},
        ],
    )
    def test_missing_or_odd_claims(self, changes: dict[str, object]) -> None:
        self.refused(sign(payload(**changes)))

    @pytest.mark.parametrize("token", ["", "a", "a.b.c", "é.é.é", "\ud800", "x" * 5000])
    def test_rubbish(self, token: str) -> None:
        self.refused(token)


class TestIssueAccess:
    @pytest.mark.parametrize("lifetime", [timedelta(0), timedelta(minutes=10, seconds=1)])
    def test_refuses_another_lifetime(self, lifetime: timedelta) -> None:
        odd = AccessClaims(
            user_id=7,
            audience="store",
            store_id=None,
            platform_id=None,
            family_id="f",
            issued_at=NOON,
            expires_at=NOON + lifetime,
            token_id="t",
        )

        with pytest.raises(ValueError, match="ten minutes"):
            SIGNER.issue_access(odd)
