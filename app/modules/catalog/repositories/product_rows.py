"""Products of one store as its team looks for and locks them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    any_,
    exists,
    func,
    literal,
    or_,
    select,
    tuple_,
    update,
)
from sqlalchemy.orm import Session

from app.kernel.database.locks import in_lock_order
from app.modules.catalog.models import Category, Placement, Product, Variant


@dataclass(frozen=True)
class ProductSearch:
    """Which products of a store; None leaves a thing open. Newest first."""

    limit: int
    after: Sequence[Any] | None = None
    status: str | None = None
    text: str | None = None
    category_id: int | None = None
    brand: str | None = None
    tag: str | None = None


class ProductRows:
    """Products and variants of one store."""

    def __init__(self, db: Session, store_id: int) -> None:
        self._db = db
        self._store_id = store_id

    def find(self, product_id: int) -> Product | None:
        """The product, as it is now."""
        return self._db.scalar(self._of(product_id).execution_options(populate_existing=True))

    def lock(self, product_id: int) -> Product | None:
        """The product, which nobody else changes until the transaction ends."""
        return self._db.scalar(in_lock_order(self._of(product_id), Product))

    def variants(self, product_id: int) -> list[Variant]:
        """All its variants, retired ones too."""
        asked = (
            select(Variant)
            .where(Variant.store_id == self._store_id, Variant.product_id == product_id)
            .order_by(Variant.position, Variant.id)
            .execution_options(populate_existing=True)
        )
        return list(self._db.scalars(asked))

    def variant(self, variant_id: int) -> Variant | None:
        """One variant."""
        return self._db.scalar(
            select(Variant).where(Variant.store_id == self._store_id, Variant.id == variant_id)
        )

    def owners_of_skus(self, skus: Sequence[str]) -> dict[str, int]:
        """The product that has each of these SKUs now."""
        asked = select(Variant.sku, Variant.product_id).where(
            Variant.store_id == self._store_id, Variant.sku.in_(skus)
        )
        return dict(self._db.execute(asked).all())

    def ids_of_skus(self, skus: Sequence[str]) -> dict[str, int]:
        """The variants of these SKUs."""
        asked = select(Variant.sku, Variant.id).where(
            Variant.store_id == self._store_id, Variant.sku.in_(skus)
        )
        return dict(self._db.execute(asked).all())

    def ids_of_refs(self, source: str, refs: Sequence[str]) -> dict[str, int]:
        """The products of these names of a source."""
        asked = select(Product.external_ref, Product.id).where(
            Product.store_id == self._store_id,
            Product.source == source,
            Product.external_ref.in_(refs),
        )
        return dict(self._db.execute(asked).all())

    def retire(self, variant_ids: Sequence[int], at: datetime | None) -> None:
        """From then on they are not offered; None: they are again."""
        self._db.execute(
            update(Variant)
            .where(Variant.store_id == self._store_id, Variant.id.in_(variant_ids))
            .values(retired_at=at)
        )

    def set_sku(self, variant_id: int, sku: str) -> None:
        """A new name for a variant."""
        self._db.execute(
            update(Variant)
            .where(Variant.store_id == self._store_id, Variant.id == variant_id)
            .values(sku=sku)
        )

    def page(self, search: ProductSearch, now: datetime) -> list[tuple[int, datetime]]:
        """Ids and creation of the products that fit, newest first."""
        asked = (
            select(Product.id, Product.created_at)
            .where(Product.store_id == self._store_id, *self._narrowed(search, now))
            .order_by(Product.created_at.desc(), Product.id.desc())
            .limit(search.limit)
        )
        if search.after is not None:
            asked = asked.where(tuple_(Product.created_at, Product.id) < tuple(search.after))
        return [(key, created) for key, created in self._db.execute(asked)]

    def _narrowed(self, search: ProductSearch, now: datetime) -> list[ColumnElement[bool]]:
        narrowed: list[ColumnElement[bool]] = []
        if search.status is not None:
            narrowed.append(_with_status(search.status, now))
        if search.text is not None:
            narrowed.append(self._with_text(search.text))
        if search.category_id is not None:
            narrowed.append(self._in_category(search.category_id))
        if search.brand is not None:
            narrowed.append(Product.brand == search.brand)
        if search.tag is not None:
            narrowed.append(literal(search.tag) == any_(Product.tags))
        return narrowed

    def _with_text(self, text: str) -> ColumnElement[bool]:
        has_sku = exists().where(
            Variant.store_id == Product.store_id,
            Variant.product_id == Product.id,
            Variant.sku == text,
        )
        is_titled = func.lower(Product.title).contains(text.lower(), autoescape=True)
        return or_(is_titled, Product.external_ref == text, has_sku)

    def _in_category(self, category_id: int) -> ColumnElement[bool]:
        return exists().where(
            Placement.store_id == Product.store_id,
            Placement.product_id == Product.id,
            Category.store_id == Placement.store_id,
            Category.id == Placement.category_id,
            literal(category_id) == any_(Category.path),
        )

    def _of(self, product_id: int) -> Select[Product]:
        return select(Product).where(Product.store_id == self._store_id, Product.id == product_id)


def _with_status(status: str, now: datetime) -> ColumnElement[bool]:
    is_gone = Product.archived_at <= now
    is_there = or_(Product.archived_at.is_(None), Product.archived_at > now)
    return {
        "archived": is_gone,
        "draft": and_(is_there, Product.published_at.is_(None)),
        "scheduled": and_(is_there, Product.published_at > now),
        "active": and_(is_there, Product.published_at <= now),
    }[status]
