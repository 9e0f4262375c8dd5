import statistics
import time
from collections.abc import Callable

import pytest
from argon2 import PasswordHasher

from app.kernel.security import passwords
from app.kernel.security.passwords import (
    PasswordTooLong,
    PasswordTooShort,
    hash_password,
    verify_nobody,
    verify_password,
)

PASSWORD = "correct horse battery"
pytestmark = pytest.mark.usefixtures("full_hashes")


@pytest.fixture(scope="module")
def stored(full_hashes: None) -> str:
    return hash_password(PASSWORD)


class TestHashPassword:
    def test_is_argon2id_at_or_above_the_floor(self, stored: str) -> None:
        assert stored.startswith("$argon2id$v=19$m=65536,t=2,p=1$")
        assert passwords.MEMORY_KIB >= 19456
        assert passwords.PASSES >= 2

    def test_is_salted(self, stored: str) -> None:
        assert hash_password(PASSWORD) != stored

    @pytest.mark.parametrize(
        ("password", "refusal"),
        [("1234567", PasswordTooShort), ("", PasswordTooShort), ("x" * 1025, PasswordTooLong)],
    )
    def test_refuses_other_lengths(self, password: str, refusal: type[Exception]) -> None:
        with pytest.raises(refusal):
            hash_password(password)

    def test_accepts_the_longest(self) -> None:
        assert verify_password(hash_password("x" * 1024), "x" * 1024).ok


class TestVerifyPassword:
    def test_tells_right_from_wrong(self, stored: str) -> None:
        assert verify_password(stored, PASSWORD).ok
        assert not verify_password(stored, PASSWORD.title()).ok
        assert not verify_password(stored, "").ok
        assert not verify_password(stored, "x" * 1025).ok
        assert not verify_password(stored, "\ud800").ok

    @pytest.mark.parametrize("damaged", ["", "x", "$argon2id$", "$argon2id$v=19$m=1,t=1,p=1$x$y"])
    def test_damaged_hash_is_a_wrong_password(self, damaged: str) -> None:
        assert not verify_password(damaged, PASSWORD).ok

    def test_same_looking_characters_are_the_same(self) -> None:
        assert verify_password(hash_password("cafe\u0301 noir"), "caf\u00e9 noir").ok

    def test_asks_for_a_new_hash_when_the_cost_has_risen(self, stored: str) -> None:
        cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)

        assert verify_password(cheap, PASSWORD).needs_rehash
        assert not verify_password(stored, PASSWORD).needs_rehash
        assert not verify_password(cheap, "wrong password").needs_rehash


class TestVerifyNobody:
    def test_is_always_wrong(self) -> None:
        assert not verify_nobody(PASSWORD).ok
        assert not verify_nobody("x" * 1025).ok

    @pytest.mark.slow
    def test_takes_as_long_as_a_wrong_password(self, stored: str) -> None:
        known = self.median(lambda: verify_password(stored, "wrong password"))
        unknown = self.median(lambda: verify_nobody("wrong password"))

        # The bar is 5 ms on a quiet machine; here only a missing computation should fail.
        assert unknown > known / 2

    def median(self, act: Callable[[], object]) -> float:
        taken = []
        for _ in range(5):
            start = time.perf_counter()
            act()
            taken.append(time.perf_counter() - start)
        return statistics.median(taken)
