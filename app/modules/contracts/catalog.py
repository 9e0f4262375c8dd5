"""The catalogue as other modules see it: taking products in, and reading what can be sold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from app.modules.contracts.capabilities import Capability
from app.modules.contracts.intake import IntakeCount

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class VariantIn:
    """One sellable variant.

    `price_minor` is in minor units of `currency`, tax included or not as the store sells.
    """

    sku: str
    title: str
    price_minor: int | None = None
    currency: str | None = None


@dataclass(frozen=True)
class ProductIn:
    """A product with its variants, known by `(source, external_ref)`.

    Times are aware. It is active from `published_at` until `archived_at`, featured from
    `featured_at` until `unfeatured_at`; a product without `published_at` is a draft.
    """

    source: str
    external_ref: str
    title: str
    created_at: datetime
    variants: tuple[VariantIn, ...]
    published_at: datetime | None = None
    archived_at: datetime | None = None
    featured_at: datetime | None = None
    unfeatured_at: datetime | None = None


@dataclass(frozen=True)
class ProductsTaken:
    """The outcome of a batch: the variant id of every SKU in it, and the counts of products."""

    variant_ids: Mapping[str, int]
    count: IntakeCount


class CatalogIntake(Protocol):
    """Takes products into a store's catalogue."""

    def take_products(
        self, db: Session, store_id: int, products: Sequence[ProductIn]
    ) -> ProductsTaken:
        """Writes the batch set-wise. A later `created_at` never replaces an earlier one."""
        ...


CATALOG_INTAKE: Capability[CatalogIntake] = Capability("catalog.intake")


@dataclass(frozen=True)
class Sellable:
    """A variant as a shopper may buy it: in one currency and language, at one moment.

    `price_minor` is None where the store has no price in that currency; `compare_at_minor` is the
    lowest price of the 30 days before the present reduction, None without one (Directive 98/6/EC,
    article 6a). Prices include tax or not as the store sells. `title` is the product's,
    `variant_title` the choice ("Blue / M"), "" for a product without options. `is_available` tells
    whether it is published now; stock is another module's. `tax_class` is a code of the store's own
    choice, `weight_grams` 0 where unknown.
    """

    variant_id: int
    product_id: int
    sku: str
    title: str
    variant_title: str
    slug: str
    currency: str
    price_minor: int | None
    compare_at_minor: int | None = None
    tax_class: str = "standard"
    weight_grams: int = 0
    needs_shipping: bool = True
    is_available: bool = True
    image_url: str | None = None
    category_ids: tuple[int, ...] = ()
    collection_ids: tuple[int, ...] = ()


@dataclass(frozen=True)
class ProductDocument:
    """What a search may find of one product in one language; only published products have one.

    `categories` are (id, name) from the root down over all branches, `options` (name, value) over
    all variants, `attributes` (name, value). `price_minor` is the lowest of the variants in the
    store's own currency. `card` is what a list shows, ready to be sent as JSON.
    """

    product_id: int
    locale: str
    slug: str
    title: str
    description: str
    skus: tuple[str, ...]
    variant_ids: tuple[int, ...]
    categories: tuple[tuple[int, str], ...]
    options: tuple[tuple[str, str], ...]
    attributes: tuple[tuple[str, str], ...]
    brand: str | None
    currency: str
    price_minor: int | None
    is_featured: bool
    published_at: datetime
    card: Mapping[str, object]


class CatalogReader(Protocol):
    """Reads one store's catalogue; the caller is in the store's scope."""

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
        """The variants of these ids that exist, by id, in a fixed number of statements."""
        ...

    def documents(
        self, db: Session, store_id: int, product_ids: Iterable[int] | None = None
    ) -> Iterator[ProductDocument]:
        """Documents of these products, or of all, in every language of the store, in batches."""
        ...


class NoCatalog:
    """The catalogue of a store that has none: nothing can be bought."""

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
        """Nothing."""
        return {}

    def documents(
        self, db: Session, store_id: int, product_ids: Iterable[int] | None = None
    ) -> Iterator[ProductDocument]:
        """Nothing."""
        return iter(())


CATALOG_READER: Capability[CatalogReader] = Capability("catalog.reader")
