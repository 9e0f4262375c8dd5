"""From when until when a product counts as what: the one place that numbers and lists ask."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_

from app.modules.catalog.models import Product, Variant


@dataclass(frozen=True)
class Lifespan:
    """Two time expressions: it counts from `born` (null: never yet) until `died` (null: still)."""

    born: ColumnElement[Any]
    died: ColumnElement[Any]

    def counts_at(self, moment: datetime) -> ColumnElement[bool]:
        """Whether it counts just before the moment."""
        return and_(self.born < moment, or_(self.died.is_(None), self.died >= moment))

    @property
    def ever_counts(self) -> ColumnElement[bool]:
        """Whether there is any moment at which it counts: not when it ended before it began."""
        return or_(self.died.is_(None), self.died > self.born)


LISTED = Lifespan(born=Product.created_at.expression, died=Product.archived_at.expression)
ACTIVE = Lifespan(
    born=case(
        (Product.published_at.is_not(None), func.greatest(Product.created_at, Product.published_at))
    ),
    died=Product.archived_at.expression,
)
FEATURED = Lifespan(
    born=case(
        (
            and_(Product.published_at.is_not(None), Product.featured_at.is_not(None)),
            func.greatest(Product.created_at, Product.published_at, Product.featured_at),
        )
    ),
    died=func.least(Product.unfeatured_at, Product.archived_at),
)
VARIANT_LISTED = Lifespan(
    born=func.greatest(Variant.created_at, Product.created_at),
    died=func.least(Variant.retired_at, Product.archived_at),
)


def status_at(moment: datetime) -> ColumnElement[str]:
    """The code of a product's state just before the moment: draft, active or archived."""
    return case(
        (Product.archived_at < moment, "archived"),
        (ACTIVE.counts_at(moment), "active"),
        else_="draft",
    )
