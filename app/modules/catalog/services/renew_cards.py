"""Keeps ready what shoppers see of products, in the transaction of each change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy.orm import Session

from app.kernel.clock import utc_now
from app.modules.catalog.repositories.card_rows import CardRows
from app.modules.catalog.repositories.price_rows import PriceRows
from app.modules.catalog.repositories.product_facts import FactRows
from app.modules.catalog.services.card_stretches import card_rows, next_change
from app.modules.catalog.services.give_slugs import give_missing_slugs
from app.modules.contracts.events import ProductsChanged
from app.modules.core.services.reactions import announce

AT_ONCE = 500


def renew_cards(db: Session, store_id: int, product_ids: Sequence[int]) -> None:
    """Makes the cards of these products anew and tells whoever cares that they changed.

    Whatever changes a product, its prices or its place calls this in its own transaction. What is
    missing since before there were cards (a slug, the first price) is made up. A fixed number of
    statements for each 500 products.
    """
    for ids in _batches(sorted(set(product_ids))):
        _renew(db, store_id, ids)
        announce(db, ProductsChanged(store_id, tuple(ids)))


def renew_due(db: Session, store_id: int) -> int:
    """Makes anew what time has changed; how many products, 500 at most."""
    due = CardRows(db, store_id).due(utc_now(), AT_ONCE)
    renew_cards(db, store_id, due)
    return len(due)


def _renew(db: Session, store_id: int, ids: Sequence[int]) -> None:
    facts, cards, prices = FactRows(db, store_id), CardRows(db, store_id), PriceRows(db, store_id)
    now = utc_now()
    facts.lock(ids)
    store = facts.store()
    prices.begin(ids, now)
    prices.show(ids, store.currency, now)
    give_missing_slugs(db, store_id, ids, store.locale)
    products = facts.products(ids, now)
    rows = [row for product in products for row in card_rows(product, store, now)]
    cards.replace(ids, rows)
    cards.note_due({product.id: next_change(product, now) for product in products})


def _batches(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), AT_ONCE):
        yield ids[start : start + AT_ONCE]
