"""The catalogue as other modules see it: taking products in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
