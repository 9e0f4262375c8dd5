import pytest

from app.kernel.security.keys import derive_key


class TestDeriveKey:
    def test_is_stable_and_long_enough(self) -> None:
        assert derive_key("secret", "csrf") == derive_key("secret", "csrf")
        assert len(derive_key("secret", "csrf")) == 32

    def test_differs_by_secret_and_purpose(self) -> None:
        keys = {derive_key(s, p) for s in ("one", "two") for p in ("csrf", "access-token")}

        assert len(keys) == 4

    def test_refuses_an_empty_secret(self) -> None:
        with pytest.raises(ValueError, match="empty"):
            derive_key("", "csrf")
