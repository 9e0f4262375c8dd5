"""Signing in, tokens that follow one another, and signing out."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import httpx
import pytest
from argon2 import PasswordHasher
from fastapi import FastAPI
from sqlalchemy import event

from app.kernel.clock import freeze, utc_now
from app.kernel.database.scope import enter_store
from app.kernel.security import passwords
from app.modules.contracts.accounts import ACCOUNT_SESSIONS
from app.modules.customers.services import account_sign_in
from app.modules.customers.services.account_tokens import account_sessions
from app.modules.registry import registry
from tests.modules.customers.storefront import PASSWORD, Storefront
from tests.modules.tenancy.identity_app import Program


def refresh(shopper: Storefront, token: str | None = None) -> httpx.Response:
    body = {"refresh_token": token or shopper.refresh_token}
    return replace(shopper, token=None).post("/account/refresh", body)


class TestSignIn:
    def test_knows_an_address_however_it_is_written(self, first: Storefront) -> None:
        first.with_account()

        assert first.sign_in(" ANA@Shopper.Test ").status_code == 200

    def test_says_the_same_of_unknown_and_wrong(self, first: Storefront) -> None:
        first.with_account()

        wrong = first.sign_in(password="wrong password").json()
        unknown = first.sign_in("nobody@shopper.test").json()

        for answer in (wrong, unknown):
            answer.pop("reference")
        assert wrong == unknown
        assert wrong["code"] == "auth.wrong_sign_in"

    def test_hashes_for_an_unknown_address_too(
        self, first: Storefront, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        hashed: list[str] = []
        whole = passwords.verify_nobody

        def noted(password: str) -> object:
            hashed.append(password)
            return whole(password)

        monkeypatch.setattr(account_sign_in, "verify_nobody", noted)

        first.sign_in("nobody@shopper.test")

        assert hashed == [PASSWORD]

    def test_evaluates_ten_wrong_guesses_in_ten_minutes(self, first: Storefront) -> None:
        first.with_account()

        answers = [first.sign_in(password=f"wrong guess {n}").status_code for n in range(11)]

        assert answers == [401] * 10 + [429]
        assert first.sign_in().status_code == 429
        with freeze(utc_now() + timedelta(minutes=11)):
            assert first.sign_in().status_code == 200

    def test_locks_nobody_out_of_another_store(self, first: Storefront, second: Storefront) -> None:
        second.with_account()
        for n in range(11):
            first.sign_in(password=f"wrong guess {n}")

        assert second.sign_in().status_code == 200

    def test_holds_no_connection_while_it_hashes(
        self, first: Storefront, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        first.with_account()
        held: list[int] = []
        whole = passwords.verify_password

        def noted(stored: str, password: str) -> object:
            held.append(first.database.engine.pool.checkedout())  # type: ignore[attr-defined]  # a QueuePool
            return whole(stored, password)

        monkeypatch.setattr(account_sign_in, "verify_password", noted)

        assert first.sign_in().status_code == 200
        assert held == [0]

    def test_replaces_a_hash_of_weaker_parameters(
        self, first: Storefront, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        first.with_account()
        hashes = "SELECT password_hash FROM customers_account"
        before = first.rows(hashes)
        monkeypatch.setattr(passwords, "_hasher", PasswordHasher(2, 16, 1))
        assert first.sign_in().status_code == 200

        after = first.rows(hashes)
        assert after != before
        assert first.sign_in().status_code == 200
        assert first.rows(hashes) == after


class TestTokens:
    def test_open_this_frontend_only(self, app: FastAPI, first: Storefront) -> None:
        shopper = first.with_account()
        assert shopper.token is not None
        program = Program(app)

        assert program.get("/api/v1/store/me", shopper.token).status_code == 401
        assert program.get("/api/v1/admin/me", shopper.token).status_code == 401

    def test_are_checked_in_one_statement(self, first: Storefront) -> None:
        shopper = first.with_account()
        family = shopper.refresh_token.partition(".")[0]
        assert registry().find(ACCOUNT_SESSIONS) is account_sessions

        with first.database.transaction() as db:
            enter_store(db, first.store_id)
            sent: list[str] = []
            event.listen(db.connection(), "before_cursor_execute", lambda *a: sent.append(a[2]))
            alive = [
                account_sessions.is_signed_in(db, first.store_id, customer_id, family_id)
                for customer_id, family_id in (
                    (shopper.customer_id, family),
                    (shopper.customer_id + 1, family),
                    (shopper.customer_id, "other"),
                )
            ]

        assert alive == [True, False, False]
        assert len(sent) == 3

    def test_follow_one_another(self, first: Storefront) -> None:
        shopper = first.with_account()

        for _ in range(3):
            shopper = shopper.holding(refresh(shopper))

        assert shopper.get("/me").status_code == 200
        assert len(first.rows("SELECT id FROM customers_session")) == 1

    def test_used_twice_end_the_sign_in(self, first: Storefront) -> None:
        stolen = first.with_account()
        owner = stolen.holding(refresh(stolen))
        with freeze(utc_now() + timedelta(seconds=11)):
            assert refresh(stolen).status_code == 401

        assert owner.get("/me").status_code == 401
        assert refresh(owner).status_code == 401

    def test_of_long_ago_end_the_sign_in_at_once(self, first: Storefront) -> None:
        oldest = first.with_account()
        owner = oldest.holding(refresh(oldest))
        owner = owner.holding(refresh(owner))

        assert refresh(oldest).status_code == 401
        assert owner.get("/me").status_code == 401

    def test_asked_for_twice_at_once_give_one_pair(self, first: Storefront) -> None:
        shopper = first.with_account()

        with ThreadPoolExecutor(4) as pool:
            answers = list(pool.map(lambda _: refresh(shopper), range(4)))

        statuses = sorted(answer.status_code for answer in answers)
        assert statuses == [200, 409, 409, 409]
        (pair,) = [answer for answer in answers if answer.status_code == 200]
        assert shopper.holding(pair).get("/me").status_code == 200

    def test_run_out(self, first: Storefront) -> None:
        shopper = first.with_account()
        with freeze(utc_now() + timedelta(minutes=11)):
            assert shopper.get("/me").status_code == 401
            shopper = shopper.holding(refresh(shopper))
        with freeze(utc_now() + timedelta(days=31)):
            assert refresh(shopper).status_code == 401

    def test_of_another_store_are_nothing(self, first: Storefront, second: Storefront) -> None:
        shopper = first.with_account()

        assert refresh(second, shopper.refresh_token).status_code == 401
        assert shopper.get("/me").status_code == 200

    @pytest.mark.parametrize("token", ["x", "a.b.c", ".", "é", "x" * 300, "nul\x00"])
    def test_that_are_none_are_refused(self, first: Storefront, token: str) -> None:
        assert refresh(first, token).status_code in {401, 422}


class TestSignOut:
    def test_ends_this_sign_in(self, first: Storefront) -> None:
        here = first.with_account()
        there = first.signed_in_again()

        assert here.ask("POST", "/account/sign-out").status_code == 204

        assert here.get("/me").status_code == 401
        assert refresh(here).status_code == 401
        assert there.get("/me").status_code == 200

    def test_ends_all_of_them_when_asked(self, first: Storefront) -> None:
        here = first.with_account()
        there = first.signed_in_again()
        other = first.with_account("ben@shopper.test")

        here.post("/account/sign-out", {"everywhere": True})

        assert there.get("/me").status_code == 401
        assert other.get("/me").status_code == 200

    def test_needs_a_sign_in(self, first: Storefront) -> None:
        assert first.post("/account/sign-out").status_code == 401
        assert replace(first, token="x.y.z").get("/me").status_code == 401
