"""Ways to pay: what works at once, what a store sets up, and what shoppers are offered."""

from __future__ import annotations

import pytest
from fastapi import FastAPI

from app.kernel.config import get_settings
from app.modules.payments.providers import directory
from app.modules.payments.services.provider_accounts import variable_of
from tests.modules.payments.shopkeeper import Person, stranger


@pytest.fixture
def offers_path(store_code: str) -> str:
    return f"/stores/{store_code}/api/v1/storefront/payment-methods"


def offers(app: FastAPI, path: str, query: str = "", **headers: str) -> list[dict[str, object]]:
    answer = stranger(app).client.get(
        f"{path}{query}", headers={name.replace("_", "-"): v for name, v in headers.items()}
    )
    assert answer.status_code == 200, answer.text
    found: list[dict[str, object]] = answer.json()["items"]
    return found


class TestOffers:
    def test_of_a_new_store_work_at_once(
        self, app: FastAPI, store_id: int, offers_path: str
    ) -> None:
        found = offers(app, offers_path)

        assert [(way["code"], way["is_deferred"]) for way in found] == [
            ("bank_transfer", True),
            ("test", False),
        ]

    def test_leave_make_believe_money_out_of_production(
        self, app: FastAPI, store_id: int, monkeypatch: pytest.MonkeyPatch, offers_path: str
    ) -> None:
        real = get_settings().model_copy(update={"environment": "production"})
        monkeypatch.setattr(directory, "get_settings", lambda: real)

        assert [way["code"] for way in offers(app, offers_path)] == ["bank_transfer"]

    def test_speak_the_language_of_the_shopper(
        self, app: FastAPI, store_id: int, offers_path: str
    ) -> None:
        assert offers(app, offers_path, Accept_Language="de")[0]["name"] == "Überweisung"
        assert offers(app, offers_path, Accept_Language="lb")[0]["name"] == "Iwwerweisung"

    def test_go_by_the_amount(
        self, app: FastAPI, store_id: int, owner: Person, offers_path: str
    ) -> None:
        seen = owner.get("/store/payment-methods/bank_transfer").headers["etag"]
        body = {"provider": "manual", "min_minor": 1000, "max_minor": 5000}
        owner.put("/store/payment-methods/bank_transfer", body, If_Match=seen)

        found = {
            amount: [way["code"] for way in offers(app, offers_path, f"?amount_minor={amount}")]
            for amount in (999, 1000, 5000, 5001)
        }

        assert found == {
            999: ["test"],
            1000: ["bank_transfer", "test"],
            5000: ["bank_transfer", "test"],
            5001: ["test"],
        }

    @pytest.mark.parametrize("query", ["?currency=XXX", "?amount_minor=-1", "?amount_minor=x"])
    def test_refuse_what_is_no_amount(
        self, app: FastAPI, store_id: int, offers_path: str, query: str
    ) -> None:
        assert stranger(app).client.get(f"{offers_path}{query}").status_code == 422

    def test_are_kept_by_browsers_until_they_change(
        self, app: FastAPI, store_id: int, offers_path: str
    ) -> None:
        client = stranger(app).client
        tag = client.get(offers_path).headers["etag"]

        assert client.get(offers_path, headers={"If-None-Match": tag}).status_code == 304


class TestSettingUp:
    def test_keeps_what_worked_before(
        self, app: FastAPI, store_id: int, owner: Person, offers_path: str
    ) -> None:
        body = {"provider": "manual", "names": {"en": "Cash on delivery"}, "position": 5}

        made = owner.put("/store/payment-methods/cash", body)

        assert (made.status_code, made.headers["etag"]) == (200, '"1"')
        assert [way["name"] for way in offers(app, offers_path)] == [
            "Bank transfer",
            "Test card",
            "Cash on delivery",
        ]

    def test_says_nothing_of_transfers_for_a_way_with_a_name_of_its_own(
        self, app: FastAPI, store_id: int, owner: Person, offers_path: str
    ) -> None:
        cash = {"provider": "manual", "names": {"en": "Cash"}, "position": 5}
        owner.put("/store/payment-methods/cash", cash)
        at_the_door = {**cash, "instructions": {"en": "Pay at the door."}, "position": 6}
        owner.put("/store/payment-methods/door", at_the_door)

        told = {way["code"]: way["instructions"] for way in offers(app, offers_path)}

        assert "transfer" in str(told["bank_transfer"])
        assert (told["cash"], told["door"]) == (None, "Pay at the door.")

    def test_needs_the_version_that_was_seen(self, store_id: int, owner: Person) -> None:
        path = "/store/payment-methods/bank_transfer"
        seen = owner.get(path).headers["etag"]
        body = {"provider": "manual", "is_enabled": False}

        bare = owner.put(path, body)
        first = owner.put(path, body, If_Match=seen)
        late = owner.put(path, body, If_Match=seen)

        assert [bare.status_code, first.status_code, late.status_code] == [428, 200, 412]
        assert first.json()["version"] == 2

    def test_refuses_what_no_provider_knows(self, store_id: int, owner: Person) -> None:
        found = [
            owner.put("/store/payment-methods/x", body).json()["code"]
            for body in (
                {"provider": "paypal"},
                {"provider": "manual", "settings": {"api_key": "sk_live_1"}},
                {"provider": "manual", "min_minor": 2, "max_minor": 1},
            )
        ]

        assert found == [
            "payments.unknown_provider",
            "payments.unknown_setting",
            "payments.limits_crossed",
        ]

    def test_offers_a_card_once_the_operator_has_given_the_secrets(
        self,
        app: FastAPI,
        store_id: int,
        owner: Person,
        monkeypatch: pytest.MonkeyPatch,
        offers_path: str,
    ) -> None:
        made = owner.put("/store/payment-methods/card", {"provider": "stripe"}).json()
        assert made["is_offered"] is False
        assert made["missing_secrets"] == [
            variable_of(store_id, "stripe", "api_key"),
            variable_of(store_id, "stripe", "webhook_secret"),
        ]
        assert "card" not in {way["code"] for way in offers(app, offers_path)}

        for name in made["missing_secrets"]:
            monkeypatch.setenv(name, "sk_test_canary")

        assert "card" in {way["code"] for way in offers(app, offers_path)}
        assert "canary" not in owner.get("/store/payment-methods").text

    def test_removes_a_way_and_never_the_last(self, store_id: int, owner: Person) -> None:
        bare = owner.delete("/store/payment-methods/test")
        gone = owner.delete("/store/payment-methods/test", If_Match='"1"')
        unknown = owner.delete("/store/payment-methods/test", If_Match='"1"')
        last = owner.delete("/store/payment-methods/bank_transfer", If_Match='"1"')

        codes = [answer.status_code for answer in (bare, gone, unknown, last)]
        assert codes == [428, 204, 404, 409]
        assert owner.get("/store/payment-methods/test").status_code == 404
