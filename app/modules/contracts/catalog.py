"""The catalogue as other modules see it: taking products in, and reading what can be sold."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol

from app.modules.contracts.capabilities import Capability
from app.modules.contracts.intake import IntakeCount

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class PriceIn:
    """What a variant costs in one currency; amounts in minor units, None: it has no price there.

    `amount_minor` is the regular price, from `valid_from` on (None: at once). With `sale_minor` a
    reduction is announced, from `sale_from` (None: as soon as the price counts) until `sale_until`
    (None: until somebody says otherwise). The price replaces whatever was planned for when it
    counts and later; what was planned for before stays.
    """

    currency: str
    amount_minor: int | None
    valid_from: datetime | None = None
    sale_minor: int | None = None
    sale_from: datetime | None = None
    sale_until: datetime | None = None


@dataclass(frozen=True)
class VariantIn:
    """One sellable variant.

    `price_minor` is in minor units of `currency`, tax included or not as the store sells; a regular
    price, which ends no sale that the store has set up meanwhile, unless it is no higher, and which
    counts again when the sale ends. `prices` are said in full instead and win over it. `choices`
    are the values of the product's options in their order. One piece holds `measure_quantity` of
    `measure_unit` (mg, g, kg, ml, cl, l, cm, m, cm2, m2, m3, piece).
    What is None is not said and stays as it is; "" says that there is none.
    """

    sku: str
    title: str
    price_minor: int | None = None
    currency: str | None = None
    prices: tuple[PriceIn, ...] = ()
    choices: tuple[str, ...] | None = None
    position: int | None = None
    weight_grams: int | None = None
    barcode: str | None = None
    image_url: str | None = None
    measure_quantity: Decimal | None = None
    measure_unit: str | None = None


@dataclass(frozen=True)
class OptionIn:
    """What variants differ in, "Size" with "S", "M"; names in the store's own language.

    `translations` by locale: {"name": text, "values": {value: text}}.
    """

    name: str
    values: tuple[str, ...] = ()
    translations: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


@dataclass(frozen=True)
class ImageIn:
    """A picture by its address; `alt` by locale, "" the store's own language; sizes in pixels."""

    url: str
    alt: Mapping[str, str] = field(default_factory=dict)
    width: int | None = None
    height: int | None = None


@dataclass(frozen=True)
class ProductIn:
    """A product with its variants, known by `(source, external_ref)`.

    Times are aware. It is active from `published_at` until `archived_at`, featured from
    `featured_at` until `unfeatured_at`; a product without `published_at` is a draft. Texts are in
    the store's own language, `translations` by locale have "title", "description", "seo_title" and
    "seo_description"; descriptions are HTML, of which nothing that runs is kept. Slugs by locale,
    "" is the store's own language. A slug that another product has gets a number. `categories` are
    paths of names from the root down, made where they are missing; `category_ids` are known ones,
    unknown ones are left out. The first is the main one. `attributes` are values by the attribute's
    code or name; unknown ones come to be as texts.
    What is None is not said and stays as it is; "" and () say that there is none. With
    `keeps_state` the four times hold of a product that comes to be; one that is there keeps its
    own. With `is_known_by_skus` it is, where none has its reference, the product of its source that
    has one of its SKUs, which keeps its own reference.
    `may_show_later` is for whoever tells of the same products in batch after batch: where all of a
    batch may, nothing but titles, times and plain prices is taken, and shoppers see it, and the
    history of prices knows it, after a job that follows. A price that held for a batch only is
    then none that anybody asked for.
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
    description: str | None = None
    seo_title: str | None = None
    seo_description: str | None = None
    translations: Mapping[str, Mapping[str, str]] | None = None
    slugs: Mapping[str, str] | None = None
    brand: str | None = None
    tags: tuple[str, ...] | None = None
    tax_class: str | None = None
    needs_shipping: bool | None = None
    options: tuple[OptionIn, ...] | None = None
    images: tuple[ImageIn, ...] | None = None
    attributes: Mapping[str, str | bool | int | Decimal] | None = None
    categories: tuple[tuple[str, ...], ...] | None = None
    category_ids: tuple[int, ...] | None = None
    may_show_later: bool = False
    keeps_state: bool = False
    is_known_by_skus: bool = False


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
    whether it is published then and not retired; stock is another module's. `tax_class` is a code
    of the store's own choice, `weight_grams` 0 where unknown. `category_ids` are those that the
    product stands in and all above them.
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

    `categories` are (id, name) of those shown, from the root down over all branches, `options`
    (name, value) over all variants, `attributes` (name, value). `price_minor` is the lowest of the
    variants in the store's own currency. `description` is without tags. `card` is what a list
    shows, ready to be sent as JSON.
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


class CatalogThing(StrEnum):
    """What a catalogue has ids of."""

    PRODUCTS = "products"
    VARIANTS = "variants"
    CATEGORIES = "categories"
    COLLECTIONS = "collections"


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

    def published_ids(self, db: Session, store_id: int, *, after: int, most: int) -> Sequence[int]:
        """Products that shoppers see now, ascending, so many of those beyond `after`."""
        ...

    def documents(
        self, db: Session, store_id: int, product_ids: Iterable[int]
    ) -> Iterator[ProductDocument]:
        """Documents of these products in every language of the store, in batches.

        A product that shoppers do not see now has none.
        """
        ...

    def known_ids(
        self, db: Session, store_id: int, kind: CatalogThing, ids: Collection[int]
    ) -> set[int]:
        """Those of the ids that the store has, sold or not, in one statement."""
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

    def published_ids(self, db: Session, store_id: int, *, after: int, most: int) -> Sequence[int]:
        """Nothing."""
        return ()

    def documents(
        self, db: Session, store_id: int, product_ids: Iterable[int]
    ) -> Iterator[ProductDocument]:
        """Nothing."""
        return iter(())

    def known_ids(
        self, db: Session, store_id: int, kind: CatalogThing, ids: Collection[int]
    ) -> set[int]:
        """All of them: nobody here can say otherwise."""
        return set(ids)


CATALOG_READER: Capability[CatalogReader] = Capability("catalog.reader")
