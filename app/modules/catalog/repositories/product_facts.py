"""All that is known of some products of one store, as plain values: what cards are made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger, bindparam, or_, select, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session

from app.kernel.database.locks import in_lock_order
from app.modules.catalog.models import Attribute, Category, Product
from app.modules.tenancy.models import Store

_FACTS = text(
    "SELECT p.id, p.version, p.source, p.external_ref, p.updated_at, p.title, p.description,"
    " p.seo_title, p.seo_description, p.translations, p.brand,"
    " p.tags, p.tax_class, p.needs_shipping, p.options, p.images, p.attributes, p.created_at,"
    " p.published_at, p.archived_at, p.featured_at, p.unfeatured_at,"
    " (SELECT jsonb_agg(jsonb_build_array(v.id, v.sku, v.title, v.choices, v.weight_grams,"
    "   v.barcode, v.image_url, v.measure_quantity::text, v.measure_unit)"
    "   ORDER BY v.position, v.id)"
    "  FROM catalog_variant v WHERE v.store_id = p.store_id AND v.product_id = p.id"
    "  AND v.retired_at IS NULL) AS variants,"
    " (SELECT jsonb_agg(jsonb_build_array(r.variant_id, r.currency, r.valid_from, r.amount_minor,"
    "   r.is_reduced, r.prior_minor) ORDER BY r.variant_id, r.currency, r.valid_from)"
    "  FROM catalog_variant v JOIN catalog_price r ON r.store_id = v.store_id"
    "   AND r.variant_id = v.id WHERE v.store_id = p.store_id AND v.product_id = p.id"
    "   AND v.retired_at IS NULL AND r.valid_from >= coalesce((SELECT max(q.valid_from)"
    "    FROM catalog_price q WHERE q.store_id = r.store_id AND q.variant_id = r.variant_id"
    "    AND q.currency = r.currency AND q.valid_from <= :now), '-infinity')) AS prices,"
    " (SELECT jsonb_object_agg(s.locale, s.slug) FROM catalog_slug s WHERE s.store_id = p.store_id"
    "  AND s.product_id = p.id AND s.replaced_at IS NULL) AS slugs,"
    " (SELECT jsonb_agg(t.category_id ORDER BY t.position, t.category_id) FROM catalog_placement t"
    "  WHERE t.store_id = p.store_id AND t.product_id = p.id) AS category_ids"
    " FROM catalog_product p WHERE p.store_id = :store_id AND p.id = ANY(:ids) ORDER BY p.id"
).bindparams(bindparam("ids", type_=ARRAY(BigInteger)))


@dataclass(frozen=True)
class StoreFacts:
    """The store's own currency and language, and its attributes by code, in their order."""

    currency: str
    locale: str
    attributes: dict[str, Attribute]


@dataclass(frozen=True)
class VariantFacts:
    """A variant that is offered."""

    id: int
    sku: str
    title: str
    choices: tuple[str, ...]
    weight_grams: int
    barcode: str
    image_url: str
    measure_quantity: Decimal | None
    measure_unit: str


@dataclass(frozen=True)
class PriceFacts:
    """One step of a variant's price: that of now, or one to come."""

    variant_id: int
    currency: str
    valid_from: datetime
    amount_minor: int | None
    is_reduced: bool
    prior_minor: int | None


@dataclass(frozen=True)
class ProductFacts:
    """A product with its variants in order, their prices, its slugs by locale, its categories."""

    id: int
    version: int
    source: str
    external_ref: str
    updated_at: datetime
    title: str
    description: str
    seo_title: str
    seo_description: str
    translations: dict[str, dict[str, str]]
    brand: str
    tags: tuple[str, ...]
    tax_class: str
    needs_shipping: bool
    options: list[dict[str, Any]]
    images: list[dict[str, Any]]
    attributes: dict[str, Any]
    created_at: datetime
    published_at: datetime | None
    archived_at: datetime | None
    featured_at: datetime | None
    unfeatured_at: datetime | None
    variants: tuple[VariantFacts, ...]
    prices: tuple[PriceFacts, ...]
    slugs: dict[str, str]
    category_ids: tuple[int, ...]


class FactRows:
    """Reads facts of one store's products."""

    def __init__(self, db: Session, store_id: int) -> None:
        self._db = db
        self._store_id = store_id

    def store(self) -> StoreFacts:
        """Currency, language and attributes of the store; two statements."""
        asked = select(Store.currency, Store.locale).where(Store.id == self._store_id)
        currency, locale = self._db.execute(asked).one()
        attributes = self._db.scalars(
            select(Attribute)
            .where(Attribute.store_id == self._store_id)
            .order_by(Attribute.position, Attribute.id)
            .execution_options(populate_existing=True)
        )
        return StoreFacts(currency, locale, {one.code: one for one in attributes})

    def lock(self, product_ids: Sequence[int]) -> None:
        """Nobody else renews cards of these products until the transaction ends."""
        wanted = select(Product.id).where(
            Product.store_id == self._store_id, Product.id.in_(product_ids)
        )
        self._db.execute(in_lock_order(wanted, Product))

    def products(self, product_ids: Sequence[int], now: datetime) -> list[ProductFacts]:
        """By id; one statement. Prices are those that count at `now` and later ones."""
        values = {"store_id": self._store_id, "ids": list(product_ids), "now": now}
        return [_facts(row) for row in self._db.execute(_FACTS, values).mappings()]

    def published_ids(self, after: int, now: datetime, limit: int) -> list[int]:
        """Products that shoppers see now, by id, those beyond `after`."""
        asked = (
            select(Product.id)
            .where(
                Product.store_id == self._store_id,
                Product.id > after,
                Product.published_at <= now,
                Product.created_at <= now,
                or_(Product.archived_at.is_(None), Product.archived_at > now),
            )
            .order_by(Product.id)
            .limit(limit)
        )
        return list(self._db.scalars(asked))

    def categories(self) -> dict[int, Category]:
        """Every category of the store by its id."""
        found = self._db.scalars(
            select(Category)
            .where(Category.store_id == self._store_id)
            .execution_options(populate_existing=True)
        )
        return {category.id: category for category in found}


def _facts(row: Mapping[Any, Any]) -> ProductFacts:
    given: dict[str, Any] = dict(row)
    given["variants"] = tuple(_variant(one) for one in given["variants"] or ())
    given["prices"] = tuple(_price(one) for one in given["prices"] or ())
    given["tags"] = tuple(given["tags"])
    given["slugs"] = given["slugs"] or {}
    given["category_ids"] = tuple(given["category_ids"] or ())
    return ProductFacts(**given)


def _variant(one: list[Any]) -> VariantFacts:
    quantity = None if one[7] is None else Decimal(one[7])
    return VariantFacts(
        one[0], one[1], one[2], tuple(one[3]), one[4], one[5], one[6], quantity, one[8]
    )


def _price(one: list[Any]) -> PriceFacts:
    return PriceFacts(one[0], one[1], datetime.fromisoformat(one[2]), *one[3:])
