"""A store that really trades, driven over the API alone, as any client would."""

from __future__ import annotations

import itertools
import uuid
from dataclasses import dataclass, field
from typing import Any

import httpx

from app.kernel.database.engine import Database
from app.modules.tenancy.services.shoppers import ShopperContext
from tests.factories import make_member, make_platform, make_store, make_user
from tests.modules.tenancy.identity_app import PASSWORD, password_hash

ADDRESS = {
    "name": "Lea Muller",
    "line1": "1, rue du Marché",
    "city": "Luxembourg",
    "postal_code": "1728",
    "country": "LU",
}
CUSTOMER = 77
_numbers = itertools.count(1)


@dataclass(frozen=True)
class Place:
    """The ids of the store that is traded in."""

    platform: int
    store: int
    code: str


def found_store(database: Database, code: str = "mill", **values: Any) -> Place:
    """A store on one platform with an owner who can sign in."""
    with database.transaction() as db:
        platform = make_platform(db, f"market-{code}")
        store = make_store(db, code, platforms=[platform], **values)
        owner = make_user(db, f"owner@{code}.test", password_hash=password_hash())
        make_member(db, store, "owner", owner)
        return Place(platform.id, store.id, code)


def known(place: Place, platform_id: int | None = None) -> ShopperContext:
    """A shopper who signed in as the customer, on the store's platform or another."""
    return ShopperContext(place.store, platform_id or place.platform, "EUR", CUSTOMER, "family")


def euro(amount_minor: int) -> dict[str, Any]:
    """A price in the store's own currency."""
    return {"currency": "EUR", "amount_minor": amount_minor}


class Refused(AssertionError):
    """The API answered with something else than was wanted."""


@dataclass
class Caller:
    """Calls one store's API and expects what it says to expect."""

    client: httpx.Client
    prefix: str
    headers: dict[str, str] = field(default_factory=dict)

    def ask(
        self, method: str, path: str, body: Any = None, *, key: str | None = None, **headers: str
    ) -> httpx.Response:
        sent = {**self.headers, **{name.replace("_", "-"): v for name, v in headers.items()}}
        if key is not None:
            sent["Idempotency-Key"] = key
        return self.client.request(method, f"{self.prefix}{path}", json=body, headers=sent)

    def get(self, path: str, status: int = 200, **headers: str) -> Any:
        return self._wanted(self.ask("GET", path, **headers), status)

    def post(self, path: str, body: Any = None, status: int = 201, key: str | None = None) -> Any:
        return self._wanted(self.ask("POST", path, body or {}, key=key or new_key()), status)

    def patch(self, path: str, body: Any, status: int = 200, **headers: str) -> Any:
        return self._wanted(self.ask("PATCH", path, body, **headers), status)

    def put(self, path: str, body: Any, status: int = 200, **headers: str) -> Any:
        return self._wanted(self.ask("PUT", path, body, **headers), status)

    @staticmethod
    def _wanted(answer: httpx.Response, status: int) -> Any:
        if answer.status_code != status:
            request = answer.request
            raise Refused(f"{request.method} {request.url} {answer.status_code}: {answer.text}")
        return answer.json() if answer.content else None


@dataclass
class Team(Caller):
    """The owner of a store at the store's own API, who signs in again when it has run out."""

    email: str = ""

    @classmethod
    def sign_in(cls, client: httpx.Client, place: Place) -> Team:
        team = cls(client, "/api/v1/store", email=f"owner@{place.code}.test")
        team._sign_in()
        return team

    def _sign_in(self) -> None:
        person = {"email": self.email, "password": PASSWORD}
        pair = self._wanted(super().ask("POST", "/auth/sign-in", person), 200)
        self.headers = {"Authorization": f"Bearer {pair['access_token']}"}

    def ask(
        self, method: str, path: str, body: Any = None, *, key: str | None = None, **headers: str
    ) -> httpx.Response:
        answer = super().ask(method, path, body, key=key, **headers)
        if answer.status_code == 401 and answer.json()["code"] == "auth.token_expired":
            self._sign_in()
            return super().ask(method, path, body, key=key, **headers)
        return answer

    def product(self, price: int = 1000, *, stock: int | None = None, **values: Any) -> int:
        """A published product with one variant at a price in cents; the id of its variant."""
        number = next(_numbers)
        sku = f"SKU-{number}"
        body = {
            "title": f"Thing {number}",
            "published_at": "2026-01-01T00:00:00Z",
            "variants": [{"sku": sku, "prices": [euro(price)], **values}],
        }
        made = self.post("/products", body)
        variant: int = made["variants"][0]["id"]
        if stock is not None:
            self.stock(variant, stock)
        return variant

    def stock(self, variant_id: int, quantity: int) -> None:
        """So many units are there, whatever was before."""
        line = {"variant_id": variant_id, "on_hand": quantity}
        self.post("/stock/adjust", {"lines": [line]})

    def reprice(self, variant_id: int, price: int) -> None:
        """The variant costs so many cents from now on."""
        path, sku = self._product_of(variant_id)
        body = {"variants": [{"sku": sku, "prices": [{"currency": "EUR", "amount_minor": price}]}]}
        self.change(path, body)

    def change(self, path: str, body: Any) -> None:
        """Writes other values of what is there, in the version that it has."""
        self.patch(path, body, if_match=self.ask("GET", path).headers["etag"])

    def tax_as(self, variant_id: int, tax_class: str) -> None:
        """The variant's product is taxed as that class from now on."""
        path, _sku = self._product_of(variant_id)
        self.change(path, {"tax_class": tax_class})

    def unpublish(self, variant_id: int) -> None:
        """The variant's product is not for sale any more."""
        path, _sku = self._product_of(variant_id)
        tag = self.ask("GET", path).headers["etag"]
        self._wanted(self.ask("POST", f"{path}/unpublish", if_match=tag), 200)

    def _product_of(self, variant_id: int) -> tuple[str, str]:
        """The path of the variant's product, and the variant's SKU."""
        products = self.get("/products?include=variants")["items"]
        return next(
            (f"/products/{product['id']}", variant["sku"])
            for product in products
            for variant in product["variants"]
            if variant["id"] == variant_id
        )


class Shopper(Caller):
    """Somebody at the storefront of a store."""

    @classmethod
    def at(cls, client: httpx.Client, place: Place) -> Shopper:
        return cls(client, f"/stores/{place.code}/api/v1/storefront")

    def cart(self, *lines: tuple[int, int], codes: list[str] | None = None) -> str:
        """A cart with so many units of these variants; its token."""
        body = {
            "lines": [{"variant_id": id_, "quantity": quantity} for id_, quantity in lines],
            "codes": codes or [],
        }
        token: str = self.post("/carts", body)["token"]
        return token

    def ready(self, token: str, **said: Any) -> Any:
        """Says everything that an order needs; the checkout."""
        email = f"shopper-{next(_numbers)}@example.test"
        usual = {"email": email, "shipping_address": ADDRESS, "payment_method": "test"}
        seen = self.patch(f"/checkouts/{token}", {**usual, **said})
        if seen["shipping_offers"] and not seen["shipping_code"]:
            way = {"shipping_code": seen["shipping_offers"][0]["code"]}
            seen = self.patch(f"/checkouts/{token}", way)
        return seen

    def buy(self, token: str, *, key: str | None = None, status: int = 201, **body: Any) -> Any:
        """Places the order of a cart that is ready."""
        return self.post(f"/checkouts/{token}/order", body, status=status, key=key)

    def order(self, *lines: tuple[int, int], **body: Any) -> Any:
        """From nothing to a placed order."""
        token = self.cart(*lines)
        self.ready(token)
        return self.buy(token, **body)


def new_key() -> str:
    """An Idempotency-Key that nobody used."""
    return str(uuid.uuid4())
