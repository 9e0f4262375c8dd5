"""The catalogue's side of `CatalogReader`: what carts, orders and searches ask of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row
from sqlalchemy.orm import Session

from app.kernel.clock import utc_now
from app.modules.catalog.repositories.known_things import KnownThings
from app.modules.catalog.repositories.product_facts import FactRows
from app.modules.catalog.repositories.sellable_rows import SellableRows
from app.modules.catalog.services.card_json import variant_title
from app.modules.catalog.services.localised import Words
from app.modules.catalog.services.product_documents import documents
from app.modules.contracts.catalog import CatalogThing, ProductDocument, Sellable

Found = Row[*tuple[Any, ...]]


class StoreCatalogReader:
    """Reads one store's catalogue."""

    def sellables(
        self,
        db: Session,
        store_id: int,
        variant_ids: Iterable[int],
        *,
        currency: str,
        locale: str,
        at: datetime,
    ) -> dict[int, Sellable]:
        """See the contract; one statement."""
        ids = sorted(set(variant_ids))
        if not ids:
            return {}
        rows = SellableRows(db, store_id).of(ids, currency, at)
        return {row.id: _sellable(row, currency, locale, at) for row in rows}

    def published_ids(self, db: Session, store_id: int, *, after: int, most: int) -> Sequence[int]:
        """See the contract; one statement."""
        return FactRows(db, store_id).published_ids(after, utc_now(), most)

    def documents(
        self, db: Session, store_id: int, product_ids: Iterable[int]
    ) -> Iterator[ProductDocument]:
        """See the contract; a few statements for each 500 products."""
        return documents(db, store_id, product_ids)

    def known_ids(
        self, db: Session, store_id: int, kind: CatalogThing, ids: Collection[int]
    ) -> set[int]:
        """See the contract."""
        return KnownThings(db, store_id).of(kind, ids)


def _sellable(row: Found, currency: str, locale: str, at: datetime) -> Sellable:
    words = Words(locale, row.own_locale)
    has_prior = row.is_reduced and row.amount_minor is not None and row.prior_minor is not None
    is_reduced = has_prior and row.prior_minor > row.amount_minor
    return Sellable(
        variant_id=row.id,
        product_id=row.product_id,
        sku=row.sku,
        title=words.text(row.title, row.translations, "title"),
        variant_title=_choice(row, words),
        slug=words.pick(row.slugs or {}, str(row.product_id)),
        currency=currency,
        price_minor=row.amount_minor,
        compare_at_minor=row.prior_minor if is_reduced else None,
        tax_class=row.tax_class,
        weight_grams=row.weight_grams,
        needs_shipping=row.needs_shipping,
        is_available=_is_available(row, at),
        image_url=row.image_url or row.product_image,
        category_ids=tuple(sorted(row.category_ids or ())),
        collection_ids=tuple(row.collection_ids or ()),
    )


def _choice(row: Found, words: Words) -> str:
    return variant_title(tuple(row.choices), "", row.options, words) if row.choices else ""


def _is_available(row: Found, at: datetime) -> bool:
    if row.published_at is None or max(row.created_at, row.published_at) > at:
        return False
    is_gone = row.archived_at is not None and row.archived_at <= at
    return not is_gone and (row.retired_at is None or row.retired_at > at)


catalog_reader = StoreCatalogReader()
