"""Passwords: the same work for everybody, and stronger hashes on the way."""

from __future__ import annotations

from typing import Any

import pytest
from argon2 import PasswordHasher
from sqlalchemy import text

from app.kernel.database.engine import Database
from app.kernel.security import passwords
from app.modules.tenancy.services import sign_in
from tests.modules.tenancy.identity_app import PASSWORD, Program, World

SET_HASH = "UPDATE tenancy_user SET password_hash = :weak WHERE id = :ben"
GET_HASH = "SELECT password_hash FROM tenancy_user WHERE id = :ben"
pytestmark = pytest.mark.usefixtures("full_hashes", "world")


class TestProvenUser:
    @pytest.mark.parametrize("state", ["unknown", "wrong", "locked out", "without a password"])
    def test_costs_one_full_hash_whoever_it_is(
        self,
        world: World,
        program: Program,
        committed: Database,
        monkeypatch: pytest.MonkeyPatch,
        state: str,
    ) -> None:
        ben = {"ben": world.people["ben"]}
        with committed.transaction() as db:
            if state == "locked out":
                db.execute(text("UPDATE tenancy_user SET is_active = false WHERE id = :ben"), ben)
            if state == "without a password":
                db.execute(text("UPDATE tenancy_user SET password_hash = '!' WHERE id = :ben"), ben)
        work: list[int] = []
        monkeypatch.setattr(passwords, "_hasher", _Counting(work))

        name = "nobody" if state == "unknown" else "ben"
        answer = program.try_sign_in("store", name, "wrong" if state == "wrong" else PASSWORD)

        assert answer.json()["code"] == "auth.wrong_sign_in"
        assert len(work) == 1

    def test_replaces_a_hash_of_weaker_parameters(
        self, world: World, program: Program, committed: Database
    ) -> None:
        weak = PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1).hash(PASSWORD)
        values = {"ben": world.people["ben"], "weak": weak}
        with committed.transaction() as db:
            db.execute(
                text("UPDATE tenancy_user SET password_hash = :weak WHERE id = :ben"), values
            )

        program.sign_in("store", "ben")

        with committed.transaction() as db:
            stored = db.scalar(
                text("SELECT password_hash FROM tenancy_user WHERE id = :ben"), values
            )
        assert stored != weak
        assert not passwords.verify_password(stored or "", PASSWORD).needs_rehash
        program.sign_in("store", "ben")

    def test_holds_no_password_in_its_own_description(self) -> None:
        credentials = sign_in.Credentials("ben@example.test", "secret", "203.0.113.1")

        assert "secret" not in repr(credentials)


class _Counting(PasswordHasher):
    """The usual hasher, noting each full computation."""

    def __init__(self, work: list[int]) -> None:
        super().__init__(
            time_cost=passwords.PASSES,
            memory_cost=passwords.MEMORY_KIB,
            parallelism=passwords.LANES,
        )
        self.__dict__["work"] = work

    def hash(self, *args: Any, **options: Any) -> str:
        self.__dict__["work"].append(passwords.MEMORY_KIB)
        return super().hash(*args, **options)

    def verify(self, *args: Any, **options: Any) -> Any:
        self.__dict__["work"].append(passwords.MEMORY_KIB)
        return super().verify(*args, **options)
