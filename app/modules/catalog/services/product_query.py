"""The query of a shopper's list of products, and of what else depends on language and currency.

What reads no database is `async`, so that it runs in the server's own thread.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Literal

from fastapi import Depends, Query, Request
from pydantic import Field

from app.kernel.http.schemas import (
    LARGEST_ID,
    MOST_MINOR,
    CurrencyCode,
    CursorInQuery,
    LimitInQuery,
)
from app.kernel.i18n.languages import DEFAULT_LOCALE, SUPPORTED_LOCALES
from app.modules.catalog.exceptions import SortingWrong
from app.modules.catalog.schemas.queries import NamedInQuery, TextInQuery
from app.modules.catalog.services.storefront_catalog import Looking

Sort = Literal["newest", "price", "-price", "title", "-title", "featured", "position"]
Locale = Literal["en", "fr", "de", "lb"]
SortInQuery = Annotated[
    Sort, Query(description="`position` is a collection's own order and needs `collection`.")
]
LocaleInQuery = Annotated[
    Locale | None, Query(description="The language; else that which the request asks for.")
]
CurrencyInQuery = Annotated[
    CurrencyCode | None,
    Query(
        description="Prices in this currency, of products that have some; else the store's own.",
        examples=["EUR"],
    ),
]
AmountInQuery = Annotated[int | None, Query(ge=0, le=MOST_MINOR, description="In minor units.")]
IdsInQuery = Annotated[
    list[Annotated[int, Field(gt=0, le=LARGEST_ID)]] | None,
    Query(max_length=100, description="Only these products."),
]


@dataclass(frozen=True)
class ProductQuery:
    """Which page of which products, in which order."""

    sort: str
    limit: int
    cursor: str | None
    filters: dict[str, Any]


async def looking(
    request: Request, locale: LocaleInQuery = None, currency: CurrencyInQuery = None
) -> Looking:
    """Comes after the guard, which says in which store."""
    shopper = request.state.user
    spoken = locale or request.state.locale
    return Looking(
        store_id=shopper.store_id,
        platform_id=shopper.platform_id,
        currency=currency or shopper.currency,
        locale=spoken if spoken in SUPPORTED_LOCALES else DEFAULT_LOCALE,
    )


async def product_query(
    *,
    sort: SortInQuery = "newest",
    limit: LimitInQuery = 24,
    cursor: CursorInQuery = None,
    category: NamedInQuery = None,
    collection: NamedInQuery = None,
    ids: IdsInQuery = None,
    brand: TextInQuery = None,
    tag: TextInQuery = None,
    price_from: AmountInQuery = None,
    price_to: AmountInQuery = None,
    featured: bool | None = None,
) -> ProductQuery:
    """What is asked for. Raises SortingWrong for the order of a collection without one."""
    if sort == "position" and collection is None:
        raise SortingWrong
    plain: dict[str, Any] = {"ids": ids, "brand": brand, "tag": tag, "featured": featured}
    plain |= {"price_from": price_from, "price_to": price_to}
    filters = {name: value for name, value in plain.items() if value is not None}
    if category is not None:
        filters["category"] = id_or_slug(category)
    if collection is not None:
        named = id_or_slug(collection)
        filters["collection_slug" if isinstance(named, str) else "collection"] = named
    return ProductQuery(sort, limit, cursor, filters)


def id_or_slug(named: str) -> int | str:
    """The id where it is one: no slug is all digits."""
    if named.isascii() and named.isdecimal() and int(named) <= LARGEST_ID:
        return int(named)
    return named


LookingHere = Annotated[Looking, Depends(looking)]
ProductsAsked = Annotated[ProductQuery, Depends(product_query)]
