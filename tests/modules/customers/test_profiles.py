"""A customer's own profile and consents."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.modules.customers.storefront import Storefront

WORDING = {"wording": "Yes, send me news."}


class TestProfile:
    def test_changes_what_is_given_and_clears_what_is_null(self, first: Storefront) -> None:
        shopper = first.with_account()
        shopper.ask("PATCH", "/me", {"phone": "+352 26 12 34", "country": "LU"})

        answer = shopper.ask("PATCH", "/me", {"phone": None, "vat_id": "lu 26 375 245"})

        me = answer.json()
        assert (me["phone"], me["country"], me["vat_id"]) == (None, "LU", "LU26375245")
        assert answer.headers["ETag"] == shopper.get("/me").headers["ETag"]

    @pytest.mark.parametrize(
        ("body", "code"),
        [
            ({"vat_id": "LU26375244"}, "customers.vat_id_invalid"),
            ({"vat_id": "12345"}, "customers.vat_id_invalid"),
            ({"email": "other@shopper.test"}, "error.invalid_input"),
            ({"note": "mine"}, "error.invalid_input"),
            ({"locale": "es"}, "error.invalid_input"),
            ({"country": "lu"}, "error.invalid_input"),
            ({"phone": "call me"}, "error.invalid_input"),
            ({"name": "x" * 256}, "error.invalid_input"),
        ],
    )
    def test_refuses_what_cannot_be(
        self, first: Storefront, body: dict[str, Any], code: str
    ) -> None:
        shopper = first.with_account()

        answer = shopper.ask("PATCH", "/me", body)

        assert (answer.status_code, answer.json()["code"]) == (422, code)

    def test_refuses_a_change_of_an_older_version(self, first: Storefront) -> None:
        shopper = first.with_account()
        old = shopper.get("/me").headers["ETag"]
        shopper.ask("PATCH", "/me", {"name": "Ana W."})

        answer = shopper.ask("PATCH", "/me", {"name": "A. W."}, **{"If-Match": old})

        assert answer.status_code == 412
        assert shopper.get("/me").json()["name"] == "Ana W."

    def test_is_for_who_is_signed_in(self, first: Storefront) -> None:
        for method, path in (
            ("GET", "/me"),
            ("PATCH", "/me"),
            ("GET", "/me/consents"),
            ("GET", "/me/addresses"),
            ("GET", "/me/data"),
        ):
            assert first.ask(method, path, {} if method == "PATCH" else None).status_code == 401


class TestConsents:
    def test_are_kept_in_the_words_that_were_shown_and_never_changed(
        self, first: Storefront
    ) -> None:
        shopper = first.with_account()
        path = "/me/consents/marketing_email"
        shopper.ask("PUT", path, WORDING)
        shopper.ask("PUT", path, {"wording": "Other words."})
        assert shopper.ask("DELETE", path).status_code == 204
        assert shopper.ask("DELETE", path).status_code == 204

        items = shopper.ask("PUT", path, {"wording": "Again."}).json()["items"]

        assert [(one["wording"], one["withdrawn_at"] is None) for one in items] == [
            ("Again.", True),
            ("Yes, send me news.", False),
        ]
        assert shopper.get("/me").json()["consents"] == ["marketing_email"]

    def test_given_many_times_at_once_are_given_once(self, first: Storefront) -> None:
        shopper = first.with_account()

        with ThreadPoolExecutor(4) as pool:
            answers = list(
                pool.map(
                    lambda _: shopper.ask("PUT", "/me/consents/marketing_sms", WORDING), range(4)
                )
            )

        assert {answer.status_code for answer in answers} == {200}
        assert len(shopper.get("/me/consents").json()["items"]) == 1

    @pytest.mark.parametrize(
        ("kind", "body"),
        [("cookies", WORDING), ("marketing_sms", {}), ("marketing_sms", {"wording": ""})],
    )
    def test_refuse_what_cannot_be(
        self, first: Storefront, kind: str, body: dict[str, str]
    ) -> None:
        shopper = first.with_account()

        assert shopper.ask("PUT", f"/me/consents/{kind}", body).status_code == 422
