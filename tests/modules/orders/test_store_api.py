"""The team's API: who may, what is answered, what is refused, and what is done once."""

from __future__ import annotations

from typing import Any

import pytest

from tests.modules.orders.api_world import ApiWorld
from tests.modules.orders.factories import order_in, take
from tests.modules.orders.placing import new_line

ADDRESS = {"name": "Ada", "line1": "2, rue Neuve", "city": "Esch", "country": "LU"}


def line_id(order: dict[str, Any]) -> int:
    return int(order["lines"][0]["id"])


@pytest.mark.store
class TestStoreApi:
    def test_lists_orders_page_by_page(self, api: ApiWorld) -> None:
        placed = [api.place() for _ in range(3)]
        send = api.as_("viewer")

        first = send("GET", "/orders?limit=2").json()
        second = send("GET", f"/orders?limit=2&cursor={first['next_cursor']}").json()

        numbers = [item["number"] for item in [*first["items"], *second["items"]]]
        assert numbers == [each.number for each in reversed(placed)]
        assert second["next_cursor"] is None
        assert first["items"][0]["total"] == {
            "amount_minor": 1755,
            "currency": "EUR",
            "amount": "17.55",
        }

    def test_finds_orders(self, api: ApiWorld) -> None:
        placed = api.place()
        other = api.place(is_paid=False, email="eve@example.test")
        send = api.as_("viewer")

        def found(query: str) -> list[str]:
            return [item["number"] for item in send("GET", f"/orders?{query}").json()["items"]]

        assert found("email=EVE@example.test") == [other.number]
        assert found(f"number={placed.number.lower().replace('-', '')}") == [placed.number]
        assert found("state=open") == [other.number, placed.number]
        assert found("state=cancelled") == []
        assert found("placed_before=2020-01-01T00:00:00Z") == []
        assert found("placed_from=2020-01-01T00:00:00Z&state=open&email=nobody@x.y") == []

    def test_refuses_queries_that_make_no_sense(self, api: ApiWorld) -> None:
        for query in (
            "cursor=x",
            "cursor=WyJhIiwxXQ",
            "state=lost",
            "placed_from=x",
            "number=%00",
            "limit=0",
        ):
            assert api.as_("viewer")("GET", f"/orders?{query}").status_code == 422, query

    def test_shows_one_order_with_its_timeline(self, api: ApiWorld) -> None:
        placed = api.place(promotions=[("Spring", "SPRING", 100)])
        send = api.as_("viewer")

        answer = send("GET", f"/orders/{placed.order_id}")
        order = answer.json()

        assert answer.headers["etag"] == f'"{order["version"]}"'
        assert (order["state"], order["payment_state"]) == ("open", "paid")
        assert order["lines"][0]["unit_price"] == "11.7"
        assert order["promotions"][0]["code"] == "SPRING"
        events = send("GET", f"/orders/{placed.order_id}/timeline").json()
        assert [event["kind"] for event in events] == ["placed", "paid", "invoiced"]

    def test_an_imported_order_is_shown_and_left_alone(self, api: ApiWorld) -> None:
        with api.database.transaction() as db:
            take(db, api.stores["mine"], order_in(external_ref="shopify-7"))
        send = api.as_("owner")
        (found,) = send("GET", "/orders").json()["items"]

        assert send("GET", f"/orders/{found['id']}").json()["shipping_address"] is None
        refused = send("POST", f"/orders/{found['id']}/cancel", {})
        assert (refused.status_code, refused.json()["code"]) == (409, "orders.kept_elsewhere")

    def test_a_whole_life(self, api: ApiWorld) -> None:
        placed = api.place(new_line(quantity=3))
        send = api.as_("owner")
        path = f"/orders/{placed.order_id}"
        line = line_id(send("GET", path).json())

        noted = send("POST", f"{path}/notes", {"text": "gift wrap"})
        part = {"lines": [{"line_id": line, "quantity": 2}], "carrier": "post"}
        shipped = send("POST", f"{path}/fulfilments", part)
        parcel = shipped.json()["fulfilments"][0]["id"]
        delivered = send("POST", f"{path}/fulfilments/{parcel}/delivered")
        asked = send(
            "POST",
            f"{path}/returns",
            {"lines": [{"line_id": line, "quantity": 1}], "reason": "big"},
        )
        back = asked.json()["returns"][0]["id"]
        (waiting,) = send("GET", "/returns?limit=1").json()["items"]
        assert (waiting["id"], waiting["order_number"]) == (back, placed.number)
        assert send("GET", "/returns?state=closed").json()["items"] == []
        approved = send("POST", f"{path}/returns/{back}/approve")
        received = send("POST", f"{path}/returns/{back}/receive", {})
        refunded = send(
            "POST",
            f"{path}/refunds",
            {"lines": [{"line_id": line, "quantity": 1}], "amount_minor": 5},
        )

        codes = [noted, shipped, delivered, asked, approved, received, refunded]
        assert [answer.status_code for answer in codes] == [201, 201, 200, 201, 200, 200, 201]
        order = refunded.json()
        assert (order["state"], order["payment_state"]) == ("completed", "partially_refunded")
        assert order["refunded"]["amount_minor"] == 1170 + 1170 + 5
        assert [each["kind"] for each in order["invoices"]] == [
            "invoice",
            "credit_note",
            "credit_note",
        ]
        assert [each["kind"] for each in order["reversals"]] == ["return", "refund"]

    def test_an_edit_needs_the_version_that_was_seen(self, api: ApiWorld) -> None:
        placed = api.place(new_line(quantity=2))
        send = api.as_("staff")
        path = f"/orders/{placed.order_id}"
        seen = send("GET", path)
        body = {
            "lines": [{"line_id": line_id(seen.json()), "quantity": 1}],
            "shipping_address": ADDRESS,
        }

        missing = send("POST", f"{path}/edit", body)
        stale = send("POST", f"{path}/edit", body, {"If-Match": '"1"'})
        done = send("POST", f"{path}/edit", body, {"If-Match": seen.headers["etag"]})

        assert (missing.status_code, stale.status_code, done.status_code) == (428, 412, 200)
        assert done.headers["etag"] == f'"{done.json()["version"]}"'
        assert done.json()["due"]["amount_minor"] == 1170 + 585
        assert done.json()["shipping_address"]["city"] == "Esch"

    def test_every_act_is_done_once_for_a_key(self, api: ApiWorld) -> None:
        placed = api.place()
        send = api.as_("owner")
        path = f"/orders/{placed.order_id}/refunds"
        key = {"Idempotency-Key": "the-same-key"}

        first = send("POST", path, {"amount_minor": 100}, key)
        again = send("POST", path, {"amount_minor": 100}, key)
        other = send("POST", path, {"amount_minor": 200}, key)

        assert (first.status_code, again.status_code, other.status_code) == (201, 201, 422)
        assert again.json() == first.json()
        assert list(api.around.payments.refunds.values()) == [100]

    def test_an_act_without_a_key_is_refused(self, api: ApiWorld) -> None:
        placed = api.place()

        answer = api.client.post(
            f"/api/v1/store/orders/{placed.order_id}/cancel",
            json={},
            headers={"Authorization": f"Bearer {_token(api)}"},
        )

        assert answer.status_code in {400, 422, 428}

    def test_a_refused_act_says_why(self, api: ApiWorld) -> None:
        placed = api.place(is_paid=False)

        answer = api.as_("owner")("POST", f"/orders/{placed.order_id}/fulfilments", {})

        assert answer.status_code == 409
        assert answer.json()["code"] == "orders.act_not_allowed"

    def test_money_from_outside_and_cancelling(self, api: ApiWorld) -> None:
        placed = api.place(is_paid=False, hold_until=None)
        send = api.as_("staff")

        paid = send("POST", f"/orders/{placed.order_id}/payments", {"note": "cash"})
        cancelled = send("POST", f"/orders/{placed.order_id}/cancel", {"reason": "sold out"})

        assert (paid.status_code, paid.json()["payment_state"]) == (201, "paid")
        assert (cancelled.status_code, cancelled.json()["state"]) == (200, "cancelled")

    def test_roles(self, api: ApiWorld) -> None:
        placed = api.place()
        path = f"/orders/{placed.order_id}"

        assert api.as_("viewer")("POST", f"{path}/cancel", {}).status_code == 403
        assert api.as_("staff")("POST", f"{path}/refunds", {"amount_minor": 1}).status_code == 403
        assert api.as_("staff")("POST", f"{path}/notes", {"text": "x"}).status_code == 201

    def test_another_stores_order_is_unknown(self, api: ApiWorld) -> None:
        placed = api.place()
        send = api.as_("stranger")
        path = f"/orders/{placed.order_id}"

        assert send("GET", "/orders").json()["items"] == []
        for method, rest, body in (
            ("GET", "", None),
            ("GET", "/timeline", None),
            ("GET", "/invoices", None),
            ("POST", "/cancel", {}),
            ("POST", "/refunds", {"amount_minor": 1}),
            ("POST", "/fulfilments", {}),
            ("POST", "/notes", {"text": "x"}),
            ("POST", "/returns/1/approve", None),
        ):
            assert send(method, path + rest, body).status_code == 404, rest

    def test_documents(self, api: ApiWorld) -> None:
        placed = api.place(locale="de")
        send = api.as_("viewer")
        path = f"/orders/{placed.order_id}/invoices"

        (found,) = send("GET", path).json()
        invoice = send("GET", f"{path}/{found['id']}").json()
        page = send("GET", f"{path}/{found['id']}/document")

        assert (invoice["number"], invoice["total"]["amount_minor"]) == ("INV-000001", 1755)
        assert invoice["content"]["rates"] == [
            {"rate": "17", "country": "LU", "net_minor": 1500, "tax_minor": 255}
        ]
        assert page.headers["content-type"].startswith("text/html")
        assert "Rechnung INV-000001" in page.text
        assert "Ada Muster" in page.text
        assert send("GET", f"{path}/{found['id'] + 1}").status_code == 404

    def test_the_document_of_an_order_without_tax_names_no_rate(self, api: ApiWorld) -> None:
        untaxed = new_line(tax_rate=0)
        placed = api.place(
            untaxed,
            shipping_net_minor=585,
            shipping_tax_minor=0,
            tax_scheme="none",
            tax_rates=[],
        )

        (found,) = api.as_("viewer")("GET", f"/orders/{placed.order_id}/invoices").json()
        path = f"/orders/{placed.order_id}/invoices/{found['id']}"

        assert api.as_("viewer")("GET", path).json()["content"]["rates"] == []

    def test_the_seller_is_entered_and_kept_from_lost_updates(self, api: ApiWorld) -> None:
        send = api.as_("owner")
        seen = send("GET", "/invoice-seller")
        body = {
            "legal_name": "Mugs sàrl",
            "line1": "1, Grand-Rue",
            "city": "Wiltz",
            "country": "LU",
        }

        first = send("PUT", "/invoice-seller", body, {"If-Match": seen.headers["etag"]})
        stale = send("PUT", "/invoice-seller", body, {"If-Match": seen.headers["etag"]})
        second = send("PUT", "/invoice-seller", body, {"If-Match": first.headers["etag"]})

        assert seen.json()["version"] == 0
        assert (first.status_code, stale.status_code, second.status_code) == (200, 412, 200)
        placed = api.place()
        (found,) = send("GET", f"/orders/{placed.order_id}/invoices").json()
        invoice = send("GET", f"/orders/{placed.order_id}/invoices/{found['id']}").json()
        assert invoice["content"]["seller"]["legal_name"] == "Mugs sàrl"


def _token(api: ApiWorld) -> str:
    api.as_("owner")
    return api.tokens["owner"]
