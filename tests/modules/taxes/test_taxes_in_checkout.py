"""What the rules say is what shoppers are quoted and orders keep, wherever the goods go."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from app.kernel.database.engine import Database
from app.modules.core.services.storefront_memory import shelf
from app.modules.tenancy.services.host_directory import host_directory
from tests.modules.tenancy.app_client import app_client
from tests.trade.market import ADDRESS, Shopper, Team, found_store

# Goods 39.98 at the standard rate and 25.00 of books, delivery 5.90, prices with tax.
EXPECTED = {
    ("LU", None): ("domestic", [("17", 3727, 634), ("3", 2648, 79)], 7088),
    ("DE", None): ("one_stop", [("19", 3665, 696), ("7", 2549, 178)], 7088),
    ("DE", "DE136695976"): ("reverse_charge", [("0", 6375, 0)], 6375),
    ("DE", "DE136695977"): ("one_stop", [("19", 3665, 696), ("7", 2549, 178)], 7088),
    ("CH", None): ("export", [("0", 6375, 0)], 6375),
}


@pytest.fixture
def client(app: FastAPI) -> httpx.Client:
    return app_client(app, "https://testserver")


def rates_of(said: dict[str, Any]) -> list[tuple[str, int, int]]:
    return [
        (rate["rate"], rate["net"]["amount_minor"], rate["tax"]["amount_minor"])
        for rate in said["tax_rates"]
    ]


def set_up(team: Team) -> tuple[int, int]:
    """A mug and a book of a store in Luxembourg that delivers everywhere."""
    team.put("/taxes/settings", {"home_country": "LU"}, If_Match='"0"')
    by_country = {"LU": "super_reduced"}
    books = {"code": "books", "name": "Books", "category": "reduced", "by_country": by_country}
    team.post("/taxes/classes", books)
    zone = team.post("/shipping/zones", {"name": "World", "places": [{"country": "*"}]})["id"]
    rate = {"zone_id": zone, "currency": "EUR", "price_minor": 590}
    team.post("/shipping/methods", {"code": "parcel", "names": {"en": "P"}, "rates": [rate]})
    book = {
        "title": "Book",
        "tax_class": "books",
        "published_at": "2026-01-01T00:00:00Z",
        "variants": [{"sku": "BOOK", "prices": [{"currency": "EUR", "amount_minor": 2500}]}],
    }
    return team.product(1999), team.post("/products", book)["variants"][0]["id"]


@pytest.mark.slow
def test_every_rule_reaches_the_order(committed: Database, client: httpx.Client) -> None:
    host_directory.forget()
    shelf.clear()
    place = found_store(committed)
    team, shopper = Team.sign_in(client, place), Shopper.at(client, place)
    mug, book = set_up(team)

    for (country, vat_id), (scheme, rates, total) in EXPECTED.items():
        token = shopper.cart((mug, 2), (book, 1))
        address = {**ADDRESS, "country": country}
        quoted = shopper.ready(token, shipping_address=address, vat_id=vat_id)
        placed = shopper.buy(token, expected_total_minor=total)["order"]
        kept = team.get(f"/orders/{placed['order_id']}")

        for said in (quoted, kept):
            assert (said["tax_scheme"], rates_of(said)) == (scheme, rates), (country, vat_id)
        assert placed["total"]["amount_minor"] == total
        assert kept["tax"]["amount_minor"] == sum(tax for _, _, tax in rates)
        of_lines = sum(line["total"]["amount_minor"] for line in kept["lines"])
        assert total - of_lines == (590 if rates != [("0", 6375, 0)] else 530)
