"""The query of a team's list of products."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Query

from app.kernel.http.cursors import read_moment_cursor
from app.kernel.http.schemas import LARGEST_ID, CursorInQuery, LimitInQuery
from app.modules.catalog.repositories.product_rows import ProductSearch
from app.modules.catalog.schemas.queries import TextInQuery
from app.modules.catalog.schemas.store_products import Part, Status


@dataclass(frozen=True)
class ProductsWanted:
    """Which products, and with which parts."""

    wanted: ProductSearch
    parts: frozenset[str]


async def product_search(
    *,
    status: Status | None = None,
    q: Annotated[TextInQuery, Query(description="Part of a title, or a SKU.")] = None,
    category_id: Annotated[int | None, Query(gt=0, le=LARGEST_ID)] = None,
    brand: TextInQuery = None,
    tag: TextInQuery = None,
    include: Annotated[
        list[Part] | None, Query(max_length=10, description="Parts to have; none unless named.")
    ] = None,
    limit: LimitInQuery = 50,
    cursor: CursorInQuery = None,
) -> ProductsWanted:
    """What is asked for. Raises CursorInvalid."""
    search = ProductSearch(
        limit=limit + 1,
        after=read_moment_cursor(cursor),
        status=status,
        text=q,
        category_id=category_id,
        brand=brand,
        tag=tag,
    )
    return ProductsWanted(search, frozenset(include or ()))


Search = Annotated[ProductsWanted, Depends(product_search)]
