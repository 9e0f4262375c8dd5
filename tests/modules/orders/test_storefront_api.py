"""The shopper's API: one's own orders, and those whose secret one has."""

from __future__ import annotations

import pytest

from app.modules.orders.exceptions import UnknownOrder
from app.modules.orders.services.order_pages import own_orders
from app.modules.orders.services.shopper_orders import see_order
from app.modules.tenancy.services.shoppers import ShopperContext
from tests.modules.orders.api_world import ApiWorld
from tests.modules.orders.conftest import Trade
from tests.modules.orders.placing import new_line


@pytest.mark.storefront
class TestStorefrontApi:
    def test_a_guest_sees_the_order_with_its_token(self, api: ApiWorld) -> None:
        placed = api.place()

        by_query = api.shopper("GET", f"/orders/{placed.number}?token={placed.access_token}")
        by_header = api.shopper(
            "GET", f"/orders/{placed.number}", X_Order_Token=placed.access_token
        )

        assert by_query.json() == by_header.json()
        assert by_query.headers["cache-control"] == "no-store"
        assert by_query.json()["total"]["amount_minor"] == placed.total_minor
        assert "version" not in by_query.json()

    def test_nobody_else_does(self, api: ApiWorld) -> None:
        placed, other = api.place(), api.place()
        path = f"/orders/{placed.number}"

        for answer in (
            api.shopper("GET", path),
            api.shopper("GET", f"{path}?token={other.access_token}"),
            api.shopper("GET", f"{path}?token=%00ü"),
            api.shopper("GET", f"{path}?token={placed.access_token}", store="other"),
            api.shopper("GET", f"/orders/2222-2222?token={placed.access_token}"),
            api.shopper("GET", f"/orders/%00?token={placed.access_token}"),
        ):
            assert answer.status_code == 404, answer.text
            assert answer.json()["code"] == "orders.unknown_order"
        assert api.shopper("GET", "/me/orders").status_code == 401

    def test_documents_with_the_token(self, api: ApiWorld) -> None:
        placed = api.place()
        path, token = f"/orders/{placed.number}", f"?token={placed.access_token}"
        (found,) = api.shopper("GET", path + token).json()["invoices"]

        invoice = api.shopper("GET", f"{path}/invoices/{found['id']}{token}")
        page = api.shopper("GET", f"{path}/invoices/{found['id']}/document{token}")

        assert invoice.json()["number"] == "INV-000001"
        assert "Invoice INV-000001" in page.text
        assert api.shopper("GET", f"{path}/invoices/{found['id']}").status_code == 404

    def test_a_guest_withdraws_with_the_email_address(self, api: ApiWorld) -> None:
        placed = api.place()
        path = f"/orders/{placed.number}/withdrawal"

        wrong = api.shopper("POST", path, {"email": "eve@example.test"})
        none = api.shopper("POST", path, {})
        done = api.shopper("POST", path, {"email": "ADA@example.test"})

        assert (wrong.status_code, none.status_code, done.status_code) == (404, 404, 201)
        assert done.json()["state"] == "cancelled"

    def test_a_return_is_asked_for(self, api: ApiWorld) -> None:
        placed = api.place(new_line(quantity=2))
        api.as_("owner")("POST", f"/orders/{placed.order_id}/fulfilments", {})

        asked = api.shopper(
            "POST",
            f"/orders/{placed.number}/returns?token={placed.access_token}",
            {"reason": "too small"},
        )

        assert asked.status_code == 201
        (back,) = asked.json()["returns"]
        assert (back["kind"], back["state"], back["lines"][0]["quantity"]) == (
            "return",
            "requested",
            2,
        )


class TestOwnOrders:
    def test_a_customer_sees_his_own_and_no_others(self, trade: Trade) -> None:
        mine = trade.place(customer_id=3)
        theirs = trade.place(customer_id=4)
        me = ShopperContext(trade.store_id, trade.platform_id, "EUR", 3, "family")

        page = own_orders(trade.db, trade.store_id, 3, None, 20)

        assert [item.number for item in page.items] == [mine.number]
        assert see_order(trade.db, me, mine.number, None).number == mine.number
        with pytest.raises(UnknownOrder):
            see_order(trade.db, me, theirs.number, None)
