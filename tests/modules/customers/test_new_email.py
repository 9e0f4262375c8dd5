"""Another address for an account: made by who reads its mail, and nobody's twice."""

from __future__ import annotations

from datetime import timedelta

import httpx

from app.kernel.clock import freeze, utc_now
from tests.modules.customers.storefront import ANA, PASSWORD, Storefront

NEW = "ana.weber@shopper.test"


def ask(shopper: Storefront, email: str = NEW, password: str = PASSWORD) -> httpx.Response:
    return shopper.post("/account/email/change", {"email": email, "password": password})


def confirm(shopper: Storefront, token: str) -> int:
    return shopper.post("/account/email/confirm", {"token": token}).status_code


class TestChangeEmail:
    def test_holds_once_the_new_address_is_confirmed(self, first: Storefront) -> None:
        shopper = first.with_account()
        assert ask(shopper).status_code == 204
        assert shopper.get("/me").json()["email"] == ANA

        assert confirm(first, first.letter_token(NEW)) == 204

        assert shopper.get("/me").json()["email"] == NEW
        assert first.sign_in().status_code == 401
        assert first.sign_in(NEW).status_code == 200
        assert "geändert" in first.letters(ANA)[-1].subject

    def test_needs_the_password(self, first: Storefront) -> None:
        shopper = first.with_account()

        assert ask(shopper, password="wrong").status_code == 403
        assert first.letters(NEW) == []

    def test_works_once_and_for_a_day(self, first: Storefront) -> None:
        shopper = first.with_account()
        ask(shopper)
        token = first.letter_token(NEW)
        with freeze(utc_now() + timedelta(hours=25)):
            assert confirm(first, token) == 422

        assert [confirm(first, token) for _ in range(2)] == [204, 422]

    def test_tells_of_an_address_that_is_taken_to_its_reader_only(self, first: Storefront) -> None:
        shopper = first.with_account()
        first.with_account(NEW)

        assert ask(shopper).status_code == 204

        assert "token" not in first.letters(NEW)[-1].text
        assert shopper.get("/me").json()["email"] == ANA

    def test_comes_too_late_for_an_address_that_was_taken_meanwhile(
        self, first: Storefront
    ) -> None:
        shopper = first.with_account()
        ask(shopper)
        token = first.letter_token(NEW)
        first.with_account(NEW)

        assert confirm(first, token) == 422
        assert shopper.get("/me").json()["email"] == ANA

    def test_is_for_the_store_that_sent_the_letter(
        self, first: Storefront, second: Storefront
    ) -> None:
        shopper = first.with_account()
        ask(shopper)

        assert confirm(second, first.letter_token(NEW)) == 422

    def test_sends_five_letters_an_hour_at_most(self, first: Storefront) -> None:
        shopper = first.with_account()

        for _ in range(7):
            ask(shopper)

        assert len(first.letters(NEW)) == 5
