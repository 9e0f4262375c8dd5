import re

from app.kernel.security.opaque import constant_time_equal, new_token, token_digest


class TestNewToken:
    def test_is_long_random_and_safe_in_urls(self) -> None:
        tokens = {new_token() for _ in range(100)}

        assert len(tokens) == 100
        assert all(re.fullmatch(r"[A-Za-z0-9_-]{43}", token) for token in tokens)


class TestTokenDigest:
    def test_is_sha_256(self) -> None:
        expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

        assert token_digest("abc") == expected


class TestConstantTimeEqual:
    def test_compares(self) -> None:
        assert constant_time_equal("é", "é")
        assert not constant_time_equal("a", "b")
        assert not constant_time_equal("a", "ab")
