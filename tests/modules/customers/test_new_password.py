"""New passwords: by letter, once and within the hour; and by the old one."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from app.kernel.clock import freeze, utc_now
from tests.modules.customers.storefront import ANA, PASSWORD, Storefront, run_jobs

NEW = "a brand new one"


def forgotten(shopper: Storefront, email: str = ANA) -> int:
    status = shopper.post("/account/password/forgot", {"email": email}).status_code
    run_jobs(shopper)
    return status


def reset(shopper: Storefront, token: str, password: str = NEW) -> int:
    body = {"token": token, "password": password}
    return shopper.post("/account/password/reset", body).status_code


class TestForgot:
    def test_leads_to_a_new_password_and_ends_every_sign_in(self, first: Storefront) -> None:
        shopper = first.with_account()
        forgotten(first)

        assert reset(first, first.letter_token()) == 204

        assert shopper.get("/me").status_code == 401
        assert first.sign_in().status_code == 401
        assert first.sign_in(password=NEW).status_code == 200
        assert "geändert" in first.letters(ANA)[-1].subject

    def test_says_the_same_of_an_unknown_address(self, first: Storefront) -> None:
        first.with_account()
        before = len(first.letters())

        assert forgotten(first, "nobody@shopper.test") == forgotten(first) == 204

        assert [letter.recipient for letter in first.letters()[before:]] == [ANA]

    def test_works_once_for_an_hour_and_only_the_latest_after_a_reset(
        self, first: Storefront
    ) -> None:
        first.with_account()
        tokens = []
        for _ in range(2):
            forgotten(first)
            tokens.append(first.letter_token())
        with freeze(utc_now() + timedelta(minutes=61)):
            assert reset(first, tokens[0]) == 422

        assert reset(first, tokens[0], "short") == 422
        assert [reset(first, token) for token in (tokens[0], *tokens)] == [204, 422, 422]

    def test_works_once_also_when_used_twice_at_once(self, first: Storefront) -> None:
        first.with_account()
        forgotten(first)
        token = first.letter_token()

        with ThreadPoolExecutor(4) as pool:
            answers = sorted(pool.map(lambda _: reset(first, token), range(4)))

        assert answers == [204, 422, 422, 422]

    def test_sends_five_letters_an_hour_at_most(self, first: Storefront) -> None:
        first.with_account()
        before = len(first.letters())

        for _ in range(7):
            forgotten(first)

        assert len(first.letters()) - before == 5

    def test_leads_nowhere_once_the_account_has_another_address(self, first: Storefront) -> None:
        """Who reads the mail of the address that was given up has no way into the account."""
        shopper = first.with_account()
        forgotten(first)
        token = first.letter_token()
        wanted = {"email": "new@shopper.test", "password": PASSWORD}
        shopper.post("/account/email/change", wanted)
        confirmed = {"token": first.letter_token("new@shopper.test")}
        assert first.post("/account/email/confirm", confirmed).status_code == 204

        assert reset(first, token) == 422
        assert first.sign_in("new@shopper.test").status_code == 200

    def test_leaves_the_address_out_of_the_queue(self, first: Storefront) -> None:
        first.with_account()

        for email in (ANA, "nobody@shopper.test"):
            first.post("/account/password/forgot", {"email": email})

        jobs = "stoa_jobs.procrastinate_jobs WHERE task_name = 'customers.send_reset'"
        mine = f"args ->> 'store_id' = '{first.store_id}'"
        rows = first.rows(f"SELECT args FROM {jobs} AND {mine} ORDER BY id")
        assert len(rows) == 2
        assert "@" not in str(rows)

    def test_is_for_the_store_that_sent_the_letter(
        self, first: Storefront, second: Storefront
    ) -> None:
        first.with_account()
        forgotten(second)
        assert second.letters() == []

        forgotten(first)
        assert reset(second, first.letter_token()) == 422
        assert first.sign_in().status_code == 200


class TestChange:
    def test_ends_every_other_sign_in(self, first: Storefront) -> None:
        here = first.with_account()
        there = first.signed_in_again()

        body = {"old_password": PASSWORD, "new_password": NEW}
        answer = here.post("/account/password/change", body)

        assert answer.status_code == 204
        assert here.get("/me").status_code == 200
        assert there.get("/me").status_code == 401
        assert first.sign_in(password=NEW).status_code == 200

    def test_needs_the_old_one(self, first: Storefront) -> None:
        shopper = first.with_account()

        answers = [
            shopper.post(
                "/account/password/change", {"old_password": f"guess {n}", "new_password": NEW}
            )
            for n in range(11)
        ]

        assert [answer.status_code for answer in answers] == [403] * 10 + [429]
        assert answers[0].json()["code"] == "customers.password_wrong"

    def test_refuses_a_short_one(self, first: Storefront) -> None:
        shopper = first.with_account()

        body = {"old_password": PASSWORD, "new_password": "short"}
        assert shopper.post("/account/password/change", body).status_code == 422
        assert first.sign_in().status_code == 200

    def test_voids_the_letters_that_are_under_way(self, first: Storefront) -> None:
        """Also one to an address that somebody who knew the old password would like to have."""
        shopper = first.with_account()
        forgotten(first)
        token = first.letter_token()
        wanted = {"email": "mallory@shopper.test", "password": PASSWORD}
        shopper.post("/account/email/change", wanted)

        body = {"old_password": PASSWORD, "new_password": NEW}
        shopper.post("/account/password/change", body)

        assert reset(first, token, "yet another one") == 422
        confirmed = {"token": first.letter_token("mallory@shopper.test")}
        assert first.post("/account/email/confirm", confirmed).status_code == 422
