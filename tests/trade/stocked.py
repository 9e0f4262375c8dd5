"""A store with one of everything, made over its API."""

from __future__ import annotations

from typing import Any

from tests.modules.customers.storefront import ANA
from tests.modules.customers.storefront import PASSWORD as ANAS_PASSWORD
from tests.modules.tenancy.identity_app import PASSWORD
from tests.trade.market import ADDRESS, Shopper, Team

OPERATOR = "operator@mill.test"
STORE, STOREFRONT = "/api/v1/store", "/api/v1/storefront"
CREATED: list[tuple[str, dict[str, Any]]] = [
    ("/categories", {"name": "Chairs"}),
    ("/attributes", {"name": "Material", "code": "material"}),
    ("/collections", {"name": "New"}),
    ("/customer-groups", {"code": "regulars", "name": "Regulars"}),
    ("/locations", {"code": "esch", "name": "Esch", "country": "LU"}),
    ("/promotions", {"name": "Ten", "kind": "percent_off", "percent": "10", "is_automatic": True}),
    ("/promotions", {"name": "Five", "kind": "percent_off", "percent": "5"}),
    ("/shipping/carriers", {"code": "bikes", "name": "City Bikes"}),
    ("/shipping/zones", {"name": "Near", "places": [{"country": "LU"}, {"country": "DE"}]}),
    ("/taxes/classes", {"code": "books", "name": "Books", "category": "reduced"}),
    ("/taxes/rates", {"country": "US", "rate": "8.625", "valid_from": "2025-04-01"}),
]
SELLER = {
    "legal_name": "Mill",
    "line1": "1, rue du Marché",
    "postal_code": "1728",
    "city": "Luxembourg",
    "country": "LU",
}
# How the orders are paid; the last one waits for the bank.
WAYS = (("test", "ok"), ("test", "ok"), ("later", "ok"), ("invoice", "ok"), ("test", "redirect"))


def stock_up(team: Team, shopper: Shopper) -> dict[str, list[Any]]:
    """Makes everything; what the parameters of addresses stand for, the first of each."""
    made = {path: team.post(path, body) for path, body in CREATED}
    rate = {"zone_id": made["/shipping/zones"]["id"], "currency": "EUR", "price_minor": 590}
    team.post("/shipping/methods", {"code": "parcel", "names": {"en": "Parcel"}, "rates": [rate]})
    promotion = made["/promotions"]["id"]
    team.post(f"/promotions/{promotion}/codes", {"code": "FIVE"})
    team.put("/invoice-seller", SELLER, if_match='"0"')
    team.put("/payment-methods/later", {"provider": "test", "is_captured_later": True})
    team.put("/payment-methods/invoice", {"provider": "manual"})
    variants = [team.product(1999, stock=500), team.product(500)]
    carts, orders = _ordered(shopper, variants)
    known = [order["order"]["order_id"] for order in orders]
    for act in ("fulfilments", "returns"):
        team.post(f"/orders/{known[0]}/{act}", {})
    bank = orders[-1]["payment"]["next_action"]["url"]
    return {
        "token": carts,
        "reference": [bank.rpartition("/")[2].partition("?")[0]],
        "variant_id": variants,
        "number": [order["order"]["number"] for order in orders],
        "order_token": [orders[0]["order"]["access_token"]],
        "order_id": known,
        "promotion_id": [promotion],
        "kind": ["marketing_email"],
        "store_code": ["mill"],
        "provider": ["test", "manual"],
        "method_code": ["test"],
        "slug_or_id": [team.get("/products")["items"][0]["id"]],
    }


def _ordered(shopper: Shopper, variants: list[int]) -> tuple[list[str], list[Any]]:
    """A new cart, one that is ready, and orders that were paid."""
    carts = [shopper.cart((variants[1], 1)), shopper.cart((variants[0], 1))]
    shopper.ready(carts[1])
    orders = []
    for way, card in WAYS:
        token = shopper.cart((variants[0], 2), (variants[1], 1))
        shopper.ready(token, payment_method=way)
        orders.append(shopper.buy(token, payment_details={"card": card}))
    return carts, orders


def accepted(rows: dict[str, list[Any]]) -> dict[str, Any]:
    """A body for each address that would seldom meet one by chance."""
    variant, units = rows["variant_id"][0], {"quantity": 1}
    created = {f"{STORE}{path}": body for path, body in CREATED}
    changed = {
        f"{STORE}/promotions/{{promotion_id}}": CREATED[6][1],
        f"{STORE}/shipping/zones/{{zone_id}}": CREATED[8][1],
        f"{STORE}/taxes/rates/{{rate_id}}": CREATED[10][1],
        f"{STORE}/taxes/classes/{{class_id}}": {"name": "Books", "category": "reduced"},
        f"{STORE}/invoice-seller": SELLER,
        f"{STORE}/payment-methods/{{method_code}}": {"provider": "test"},
        f"{STORE}/customers/{{customer_id}}/addresses": ADDRESS,
        f"{STORE}/customers/{{customer_id}}/addresses/{{address_id}}": ADDRESS,
        f"{STOREFRONT}/me/addresses": ADDRESS,
        f"{STOREFRONT}/me/addresses/{{address_id}}": ADDRESS,
    }
    done = {
        f"{STORE}/stock/adjust": {"lines": [{"variant_id": variant, "change": 5}]},
        f"{STORE}/promotions/preview": {
            "currency": "EUR",
            "lines": [{"variant_id": variant, "quantity": 2}],
        },
        f"{STORE}/promotions/{{promotion_id}}/codes/generate": {"count": 2},
        f"{STOREFRONT}/carts": {"lines": [{"variant_id": variant, **units}]},
        f"{STOREFRONT}/carts/{{token}}/lines": {"variant_id": variant, **units},
        f"{STOREFRONT}/checkouts/{{token}}": {
            "email": "lea@example.test",
            "shipping_address": ADDRESS,
            "payment_method": "test",
        },
        f"{STOREFRONT}/checkouts/{{token}}/order": {},
        f"{STORE}/orders/{{order_id}}/refunds": {"amount_minor": 100},
        f"{STORE}/orders/{{order_id}}/fulfilments": {},
        f"{STORE}/orders/{{order_id}}/returns": {},
        f"{STORE}/orders/{{order_id}}/payments": {},
        f"{STORE}/orders/{{order_id}}/edit": {"note": "Ring twice."},
        f"{STORE}/orders/{{order_id}}/returns/{{return_id}}/receive": {},
    }
    owner = {"email": "owner@mill.test", "password": PASSWORD}
    signed_in = {
        f"{STORE}/auth/sign-in": owner,
        "/api/v1/admin/auth/sign-in": {**owner, "email": OPERATOR},
        f"{STOREFRONT}/account/sign-in": {"email": ANA, "password": ANAS_PASSWORD},
    }
    return {**created, **changed, **done, **signed_in}
