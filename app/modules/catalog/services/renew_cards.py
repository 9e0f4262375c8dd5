"""Keeps ready what shoppers see of products, in the transaction of each change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from app.kernel.clock import utc_now
from app.kernel.jobs.job import Job
from app.kernel.jobs.queue import enqueue
from app.modules.catalog.repositories.card_rows import CardRows
from app.modules.catalog.repositories.price_rows import PriceRows
from app.modules.catalog.repositories.product_facts import FactRows
from app.modules.catalog.services.card_stretches import FOREVER, card_rows, next_change
from app.modules.catalog.services.follow_rules import follow_rules
from app.modules.catalog.services.give_slugs import give_missing_slugs
from app.modules.catalog.services.keep_prices import keep_taken
from app.modules.contracts.events import ProductsChanged
from app.modules.core.services.reactions import announce

AT_ONCE = 500
MOST_JOBS = 5


def renew_cards(db: Session, store_id: int, product_ids: Sequence[int]) -> None:
    """Makes the cards of these products anew and tells whoever cares that they changed.

    Whatever changes a product, its prices or its place calls this in its own transaction. What is
    missing since before there were cards (a slug, the first price) is made up. A fixed number of
    statements for each 500 products.
    """
    for ids in _batches(sorted(set(product_ids))):
        _renew(db, store_id, ids)
    tell_changed(db, store_id, product_ids)


def tell_changed(db: Session, store_id: int, product_ids: Sequence[int]) -> None:
    """What shoppers see of these products changed, but not their cards."""
    for ids in _batches(sorted(set(product_ids))):
        announce(db, ProductsChanged(store_id, tuple(ids)))


def renew_due(db: Session, store_id: int) -> None:
    """Makes anew what time has changed, 500 products at most; the rest follows in a job."""
    due = CardRows(db, store_id).due(utc_now(), AT_ONCE)
    renew_cards(db, store_id, due)
    if len(due) == AT_ONCE:
        renew_soon(db, store_id)


def show_later(db: Session, store_id: int, product_ids: Sequence[int]) -> None:
    """The cards of these products are made anew after the caller's commit."""
    if product_ids:
        CardRows(db, store_id).make_due(product_ids, utc_now())
        renew_soon(db, store_id)


def renew_soon(db: Session, store_id: int, at: datetime | None = None) -> None:
    """What is due is made anew after the caller's commit, or at a moment."""
    moment = "now" if at is None else at.isoformat()
    enqueue(db, RENEW, store_id=store_id, run_at=at, once_waiting=f"catalog:{store_id}:{moment}")


RENEW = Job("catalog.renew_due", renew_due)


def _renew(db: Session, store_id: int, ids: Sequence[int]) -> None:
    facts, cards, prices = FactRows(db, store_id), CardRows(db, store_id), PriceRows(db, store_id)
    now = utc_now()
    facts.lock(ids)
    store = facts.store()
    prices.begin(ids, now)
    keep_taken(db, store_id, ids)
    prices.show(ids, store.currency, now)
    give_missing_slugs(db, store_id, ids, store.locale)
    follow_rules(db, store_id, ids)
    products = facts.products(ids, now)
    rows = [row for product in products for row in card_rows(product, store, now)]
    cards.replace(ids, rows)
    due = {product.id: next_change(product, now) for product in products}
    cards.note_due(due)
    # Those beyond are found by the job that looks each minute.
    for moment in sorted(set(due.values()) - {FOREVER})[:MOST_JOBS]:
        renew_soon(db, store_id, moment)


def _batches(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), AT_ONCE):
        yield ids[start : start + AT_ONCE]
