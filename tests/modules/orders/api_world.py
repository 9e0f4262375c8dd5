"""A store with a team, orders in it, and the whole application before it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from typing import Any

import httpx
from fastapi import FastAPI

from app.kernel.clock import utc_now
from app.kernel.database.engine import Database
from app.kernel.database.scope import enter_store
from app.modules.contracts.orders import NewOrderLine, PlacedOrder
from app.modules.orders.services.order_desk import order_desk
from app.modules.tenancy.services.host_directory import host_directory
from tests.factories import make_member, make_platform, make_store, make_user
from tests.modules.orders.neighbours import Neighbours
from tests.modules.orders.placing import new_order, place
from tests.modules.tenancy.app_client import app_client
from tests.modules.tenancy.identity_app import Program, password_hash

_keys = count(1)
STORES = "/stores/{}/api/v1/storefront"


@dataclass
class ApiWorld:
    """Store "mine" with an owner, a member of staff and a viewer; the stranger's is "other"."""

    database: Database
    app: FastAPI
    around: Neighbours
    platform_id: int = 0
    stores: dict[str, int] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        host_directory.forget()
        with self.database.transaction() as db:
            platform = make_platform(db, domain="testserver")
            self.platform_id = platform.id
            for code, people in (("mine", ("owner", "staff", "viewer")), ("other", ("stranger",))):
                store = make_store(db, code, platforms=[platform])
                self.stores[code] = store.id
                for name in people:
                    person = make_user(db, f"{name}@example.test", password_hash=password_hash())
                    make_member(db, store, "owner" if name == "stranger" else name, person)
        self.client = app_client(self.app, "https://testserver")

    def as_(self, name: str) -> Callable[..., httpx.Response]:
        """Sends requests to the store's API as the person, each POST with a key of its own."""
        if name not in self.tokens:
            self.tokens[name] = Program(self.app).sign_in("store", name)["access_token"]

        def send(
            method: str, path: str, body: Any = None, headers: dict[str, str] | None = None
        ) -> httpx.Response:
            return self._send(
                method,
                f"/api/v1/store{path}",
                body,
                {"Authorization": f"Bearer {self.tokens[name]}", **(headers or {})},
            )

        return send

    def shopper(
        self, method: str, path: str, body: Any = None, *, store: str = "mine", **headers: str
    ) -> httpx.Response:
        """Sends a request to a storefront as nobody in particular."""
        return self._send(method, STORES.format(store) + path, body, headers)

    def place(self, *lines: NewOrderLine, is_paid: bool = True, **values: object) -> PlacedOrder:
        """An order in "mine", committed, paid unless said otherwise."""
        values.setdefault("placed_at", utc_now())
        order = new_order(self.platform_id, lines or None, **values)  # type: ignore[arg-type]
        with self.database.transaction() as db:
            enter_store(db, self.stores["mine"])
            placed = place(db, self.stores["mine"], order)
        if is_paid:
            self.around.payments.pay(placed.order_id, placed.total_minor)
            self.hear(placed)
        return placed

    def hear(self, placed: PlacedOrder, at: datetime | None = None) -> None:
        with self.database.transaction() as db:
            enter_store(db, self.stores["mine"])
            order_desk.payment_changed(db, self.stores["mine"], placed.order_id, at or utc_now())

    def _send(self, method: str, path: str, body: Any, headers: dict[str, str]) -> httpx.Response:
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if method == "POST":
            sent.setdefault("Idempotency-Key", f"key-of-this-test-{next(_keys):08d}")
        return self.client.request(method, path, json=body, headers=sent)
