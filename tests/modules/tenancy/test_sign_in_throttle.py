"""How often somebody may guess, and who is let in all the same."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from fastapi import FastAPI
from sqlalchemy import text

from app.kernel.clock import freeze, utc_now
from app.kernel.database.engine import Database
from app.kernel.security import passwords
from app.modules.tenancy.services import sign_in
from app.modules.tenancy.services.sign_in_throttle import new_device
from tests.modules.tenancy.identity_app import PASSWORD, Browser, Program

pytestmark = pytest.mark.usefixtures("world", "cheap_hashes")


@pytest.fixture
def cheap_hashes(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Passwords compared without their costly hash; the answer lists every guess evaluated."""
    evaluated: list[str] = []

    def verify(_hash: str, password: str) -> passwords.PasswordCheck:
        evaluated.append(password)
        return passwords.PasswordCheck(ok=password == PASSWORD)

    def verify_nobody(password: str) -> passwords.PasswordCheck:
        evaluated.append(password)
        return passwords.PasswordCheck(ok=False)

    monkeypatch.setattr(sign_in, "verify_password", verify)
    monkeypatch.setattr(sign_in, "verify_nobody", verify_nobody)
    return evaluated


class TestThrottle:
    def test_evaluates_ten_guesses_per_account(self, app: FastAPI, cheap_hashes: list[str]) -> None:
        programs = [Program(app, address=f"198.51.100.{number}") for number in range(100)]

        statuses = [
            program.try_sign_in("store", "ben", "wrong").status_code for program in programs
        ]

        assert statuses == [401] * 10 + [429] * 90
        assert len(cheap_hashes) == 10

    def test_refuses_the_right_password_then_as_well(self, app: FastAPI) -> None:
        for _ in range(10):
            Program(app).try_sign_in("store", "ben", "wrong")

        answer = Program(app).try_sign_in("store", "ben")

        assert answer.status_code == 429
        assert answer.json()["code"] == "error.too_many_attempts"
        assert 590 <= int(answer.headers["retry-after"]) <= 601

    def test_lets_go_after_ten_minutes(self, app: FastAPI) -> None:
        for _ in range(10):
            Program(app).try_sign_in("store", "ben", "wrong")

        with freeze(utc_now() + timedelta(minutes=10, seconds=1)):
            assert Program(app).try_sign_in("store", "ben").status_code == 200

    def test_counts_unknown_addresses_alike(self, app: FastAPI, cheap_hashes: list[str]) -> None:
        statuses = [
            Program(app).try_sign_in("store", "nobody", "wrong").status_code for _ in range(12)
        ]

        assert statuses == [401] * 10 + [429] * 2
        assert len(cheap_hashes) == 10

    def test_counts_capital_letters_and_spaces_as_the_same_account(self, app: FastAPI) -> None:
        for _ in range(10):
            Program(app).try_sign_in("store", "ben", "wrong")

        assert Program(app).try_sign_in("store", " BEN").status_code == 429

    def test_does_not_count_what_was_right(self, app: FastAPI) -> None:
        statuses = {Program(app).try_sign_in("store", "ben").status_code for _ in range(12)}

        assert statuses == {200}

    def test_evaluates_fifty_guesses_per_address(
        self, app: FastAPI, cheap_hashes: list[str]
    ) -> None:
        program = Program(app, address="198.51.100.7")
        for number in range(60):
            program.try_sign_in("store", f"person-{number}", "wrong")

        assert len(cheap_hashes) == 50
        assert program.try_sign_in("store", "ben").status_code == 429
        assert Program(app, address="198.51.100.8").try_sign_in("store", "ben").status_code == 200

    def test_takes_a_network_of_version_six_as_one_address(
        self, app: FastAPI, cheap_hashes: list[str]
    ) -> None:
        for number in range(60):
            program = Program(app, address=f"2001:db8::{number:x}")
            program.try_sign_in("store", f"person-{number}", "wrong")

        assert len(cheap_hashes) == 50

    @pytest.mark.parametrize(
        ("first", "second"), [("::ffff:198.51.100.7", "198.51.100.7"), ("pipe", "pipe")]
    )
    def test_knows_an_address_in_all_its_forms(
        self, app: FastAPI, cheap_hashes: list[str], first: str, second: str
    ) -> None:
        for number in range(60):
            program = Program(app, address=first if number % 2 else second)
            program.try_sign_in("store", f"person-{number}", "wrong")

        assert len(cheap_hashes) == 50

    def test_cannot_be_outrun(self, app: FastAPI, cheap_hashes: list[str]) -> None:
        with ThreadPoolExecutor(8) as pool:
            statuses = sorted(
                pool.map(
                    lambda _: Program(app).try_sign_in("store", "ben", "wrong").status_code,
                    range(24),
                )
            )

        assert statuses == [401] * 10 + [429] * 14
        assert len(cheap_hashes) == 10

    def test_keeps_neither_name_nor_address(self, app: FastAPI, committed: Database) -> None:
        Program(app, address="198.51.100.7").try_sign_in("store", "ben", "wrong")

        with committed.transaction() as db:
            rows = str(db.execute(text("SELECT * FROM tenancy_sign_in_attempt")).all())
        assert "ben" not in rows
        assert "198.51" not in rows


class TestKnownDevice:
    def test_lets_the_owner_in_while_others_guess(self, app: FastAPI) -> None:
        owner = Browser(app)
        owner.sign_in("ben")
        owner.post("/sign-out")
        for _ in range(15):
            Program(app).try_sign_in("store", "ben", "wrong")

        assert Browser(app).sign_in("ben").status_code == 429
        assert owner.sign_in("ben").status_code == 303

    def test_has_ten_guesses_of_its_own(self, app: FastAPI) -> None:
        owner = Browser(app)
        owner.sign_in("ben")
        owner.post("/sign-out")

        statuses = [owner.sign_in("ben", "wrong").status_code for _ in range(12)]

        assert statuses == [401] * 10 + [429] * 2
        assert Browser(app).sign_in("ben").status_code == 303

    @pytest.mark.parametrize("mail", ["ana@example.test", "nobody@example.test"])
    def test_of_another_account_helps_nobody(self, app: FastAPI, mail: str) -> None:
        for _ in range(10):
            Program(app).try_sign_in("store", "ben", "wrong")
        browser = Browser(app)
        browser.client.cookies.set("__Host-stoa-device", new_device(mail))

        assert browser.sign_in("ben").status_code == 429

    @pytest.mark.parametrize("cookie", ["", "x", "x.y", ".", "x" * 4000])
    def test_that_was_made_up_helps_nobody(self, app: FastAPI, cookie: str) -> None:
        for _ in range(10):
            Program(app).try_sign_in("store", "ben", "wrong")
        browser = Browser(app)
        browser.client.cookies.set("__Host-stoa-device", cookie)

        assert browser.sign_in("ben").status_code == 429

    def test_shows_the_wait_on_the_page(self, app: FastAPI) -> None:
        for _ in range(10):
            Program(app).try_sign_in("store", "ben", "wrong")

        answer = Browser(app).sign_in("ben")

        assert "Too many attempts" in answer.text
        assert int(answer.headers["retry-after"]) > 0
