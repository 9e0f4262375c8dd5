"""An account begins when its address is confirmed by who chose the password, and no earlier."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from app.kernel.clock import freeze, utc_now
from app.kernel.database.engine import Database
from app.kernel.database.scope import enter_store
from app.modules.core.services.module_switches import Actor, ModuleSwitches
from app.modules.customers.services.customer_directory import customer_directory
from tests.modules.customers.factories import NOON
from tests.modules.customers.storefront import ANA, PASSWORD, Storefront, World
from tests.races import differences

CUSTOMERS = "SELECT id, is_guest, external_ref, name, email FROM customers_customer ORDER BY id"


def bought_as_guest(shopper: Storefront, email: str = ANA, at: datetime = NOON) -> int:
    with shopper.database.transaction() as db:
        enter_store(db, shopper.store_id)
        return customer_directory.recognise_guest(
            db,
            shopper.store_id,
            email=email,
            name="A. W.",
            country="LU",
            locale="fr",
            seen_at=at,
        )


class TestRegister:
    def test_sends_a_letter_and_opens_nothing(self, first: Storefront) -> None:
        answer = first.register()

        (letter,) = first.letters()
        assert (answer.status_code, answer.text) == (204, "")
        assert letter.recipient == ANA
        assert f"http://testserver/stores/{first.code}/account/confirm?token=" in letter.text
        assert first.rows("SELECT id FROM customers_account") == []
        assert first.rows(CUSTOMERS) == []
        assert first.sign_in().status_code == 401

    def test_says_the_same_of_an_address_that_has_an_account(self, first: Storefront) -> None:
        first.headers["Accept-Language"] = "en"
        first.with_account()

        unknown, known = first.register("new@shopper.test"), first.register()

        letter = first.letters(ANA)[-1]
        assert (known.status_code, known.text) == (unknown.status_code, unknown.text)
        assert "token" not in letter.text
        assert "already" in letter.text

    @pytest.mark.parametrize(
        ("accept", "word"), [("fr", "Bienvenue"), ("de", "Willkommen"), ("lb", "Wëllkomm")]
    )
    def test_writes_in_the_language_of_the_reader(
        self, first: Storefront, accept: str, word: str
    ) -> None:
        first.headers["Accept-Language"] = accept
        first.register()

        assert first.letters()[-1].text.startswith(f"{word} ")

    def test_sends_five_letters_an_hour_at_most(self, first: Storefront) -> None:
        answers = [first.register().status_code for _ in range(7)]

        assert answers == [204] * 7
        assert len(first.letters()) == 5
        with freeze(utc_now() + timedelta(minutes=61)):
            first.register()
        assert len(first.letters()) == 6

    def test_of_many_shoppers_behind_one_address_keeps_nobody_out(self, first: Storefront) -> None:
        emails = [f"one{n}@shopper.test" for n in range(55)]
        for email in emails:
            assert first.register(email).status_code == 204

        assert first.confirm(first.letter_token(emails[0])).status_code == 200
        assert first.sign_in(emails[0]).status_code == 200

    @pytest.mark.parametrize(
        "wrong",
        [
            {"email": "nobody"},
            {"email": "a@b.test\nBcc: c@d.test"},
            {"password": "short"},
            {"name": ""},
            {"name": "nul \x00"},
            {"is_admin": "true"},
        ],
    )
    def test_refuses_what_cannot_be(self, first: Storefront, wrong: dict[str, str]) -> None:
        body = {"email": ANA, "password": PASSWORD, "name": "Ana", **wrong}

        assert first.post("/account/register", body).status_code == 422
        assert first.letters() == []

    def test_needs_mail(self, first: Storefront, shared: Database, world: World) -> None:
        with shared.transaction() as db:
            ModuleSwitches(db, world.platform).disable("messaging", Actor("test"))

        answer = first.register()

        assert (answer.status_code, answer.json()["code"]) == (503, "customers.no_mail_here")


class TestConfirm:
    def test_opens_the_account_and_signs_in(self, first: Storefront) -> None:
        first.register(marketing_wording="Yes, news please.")

        shopper = first.holding(first.confirm(first.letter_token()))

        me = shopper.get("/me").json()
        assert (me["id"], me["email"], me["name"]) == (shopper.customer_id, ANA, "Ana Weber")
        assert me["consents"] == ["marketing_email"]
        assert first.sign_in().status_code == 200
        assert differences(first.database) == []

    def test_makes_the_guest_of_the_address_the_customer(self, first: Storefront) -> None:
        guest = bought_as_guest(first)

        shopper = first.with_account()

        (row,) = first.rows(CUSTOMERS)
        assert shopper.customer_id == guest == row.id
        assert (row.is_guest, row.external_ref) == (False, f"account:{guest}")
        assert differences(first.database) == []

    def test_before_it_nothing_bought_under_the_address_is_to_be_seen(
        self, first: Storefront
    ) -> None:
        """Somebody who only types an address learns nothing about who bought with it."""
        guest = bought_as_guest(first)
        first.register()

        assert first.sign_in().status_code == 401
        assert first.confirm("x" * 43).status_code == 422
        (row,) = first.rows(CUSTOMERS)
        assert (row.id, row.is_guest) == (guest, True)

    def test_by_the_reader_of_the_mail_alone_opens_nothing_with_a_strangers_password(
        self, first: Storefront
    ) -> None:
        """A stranger registers Ana's address; Ana opens the letter; the stranger gets nothing."""
        first.register(password="the stranger's own")
        token = first.letter_token()

        answer = first.confirm(token, PASSWORD)

        assert (answer.status_code, answer.json()["code"]) == (401, "auth.wrong_sign_in")
        assert first.sign_in(password="the stranger's own").status_code == 401
        assert first.rows("SELECT id FROM customers_account") == []

    def test_leaves_an_account_alone_afterwards_when_a_guest_types_its_address(
        self, first: Storefront
    ) -> None:
        shopper = first.with_account()

        guest = bought_as_guest(first)

        assert guest != shopper.customer_id
        me = shopper.get("/me").json()
        assert (me["name"], me["country"]) == ("Ana Weber", None)
        assert differences(first.database) == []

    def test_works_once_and_for_a_day(self, first: Storefront) -> None:
        first.register()
        token = first.letter_token()
        with freeze(utc_now() + timedelta(hours=25)):
            assert first.confirm(token).status_code == 422

        answers = [first.confirm(token).status_code for _ in range(2)]

        assert answers == [200, 422]

    def test_of_two_registrations_of_one_address_counts_one(self, first: Storefront) -> None:
        tokens = []
        for _ in range(2):
            first.register()
            tokens.append(first.letter_token())

        with ThreadPoolExecutor(2) as pool:
            answers = sorted(answer.status_code for answer in pool.map(first.confirm, tokens))

        assert answers == [200, 422]
        assert len(first.rows(CUSTOMERS)) == 1
        assert differences(first.database) == []

    def test_bears_a_checkout_of_the_same_guest_at_the_same_time(self, first: Storefront) -> None:
        first.register()
        token = first.letter_token()

        with ThreadPoolExecutor(4) as pool:
            guests = [pool.submit(bought_as_guest, first) for _ in range(3)]
            opened = pool.submit(first.confirm, token)
            ids = {guest.result() for guest in guests}

        assert opened.result().status_code == 200
        rows = first.rows(CUSTOMERS)
        assert ids <= {row.id for row in rows}
        assert len(rows) <= 2
        assert differences(first.database) == []

    def test_is_for_the_store_that_sent_the_letter(
        self, first: Storefront, second: Storefront
    ) -> None:
        first.register()
        token = first.letter_token()

        assert second.confirm(token).status_code == 422
        assert first.confirm(token).status_code == 200


class TestStores:
    def test_know_nothing_of_each_others_accounts(
        self, first: Storefront, second: Storefront
    ) -> None:
        here, there = first.with_account(), second
        second.register(password="another password")
        there = second.holding(second.confirm(second.letter_token(), "another password"))

        assert first.sign_in(password="another password").status_code == 401
        assert second.sign_in().status_code == 401
        stranger = replace(there, token=here.token)
        assert stranger.get("/me").status_code == 401
        assert here.get("/me").status_code == 200
