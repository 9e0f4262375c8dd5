"""A catalogue and a stock in memory, for the index to read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from app.modules.contracts.catalog import NoCatalog, ProductDocument
from app.modules.contracts.stock import Availability, NoStock
from app.modules.search.services.indexing import Sources

LONG_AGO = datetime(2025, 1, 1, tzinfo=UTC)


def document(product_id: int, title: str, **values: Any) -> ProductDocument:
    """A product in English at 10.00 EUR with one variant; younger the higher its id."""
    usual: dict[str, Any] = {
        "product_id": product_id,
        "locale": "en",
        "slug": f"product-{product_id}",
        "title": title,
        "description": "",
        "skus": (f"SKU-{product_id}",),
        "variant_ids": (product_id * 10,),
        "categories": (),
        "options": (),
        "attributes": (),
        "brand": None,
        "currency": "EUR",
        "price_minor": 1000,
        "is_featured": False,
        "published_at": LONG_AGO + timedelta(hours=product_id),
        "card": {"image": None},
    }
    return ProductDocument(**{**usual, **values})


@dataclass
class FakeCatalog(NoCatalog):
    """Documents by store; each in all languages that it is given in."""

    by_store: dict[int, list[ProductDocument]] = field(default_factory=dict)

    def put(self, store_id: int, *documents: ProductDocument) -> None:
        """Adds the documents, in place of those of the same product and language."""
        keys = {(each.product_id, each.locale) for each in documents}
        kept = [
            each
            for each in self.by_store.get(store_id, [])
            if (each.product_id, each.locale) not in keys
        ]
        self.by_store[store_id] = sorted([*kept, *documents], key=lambda each: each.product_id)

    def take(self, store_id: int, product_id: int) -> None:
        kept = [each for each in self.by_store[store_id] if each.product_id != product_id]
        self.by_store[store_id] = kept

    def change(self, store_id: int, product_id: int, **values: Any) -> None:
        self.by_store[store_id] = [
            replace(each, **values) if each.product_id == product_id else each
            for each in self.by_store[store_id]
        ]

    def published_ids(self, db: Session, store_id: int, *, after: int, most: int) -> list[int]:
        ids = {each.product_id for each in self.by_store.get(store_id, [])}
        return sorted(each for each in ids if each > after)[:most]

    def documents(
        self, db: Session, store_id: int, product_ids: Iterable[int]
    ) -> Iterator[ProductDocument]:
        wanted = set(product_ids)
        for each in self.by_store.get(store_id, []):
            if each.product_id in wanted:
                yield each


@dataclass
class FakeStock(NoStock):
    """Everything can be sold but what is sold out."""

    sold_out: set[int] = field(default_factory=set)

    def availability(
        self, db: Session, store_id: int, variant_ids: Iterable[int]
    ) -> dict[int, Availability]:
        return {
            each: Availability(each, 0 if each in self.sold_out else 5, is_tracked=True)
            for each in variant_ids
        }


def sources(catalog: FakeCatalog, stock: FakeStock) -> Sources:
    return Sources(catalog, stock)
