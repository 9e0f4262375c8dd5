"""Many prices at once, and the history of one."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from app.kernel.http.schemas import Input, Line, Output
from app.modules.catalog.schemas.product_parts import PriceIn


class SkuPriceIn(PriceIn):
    """The price of a variant, named by its SKU."""

    sku: Annotated[Line, Field(max_length=100, examples=["CHAIR-RED"])]


class PricesIn(Input):
    """Prices of many variants."""

    prices: Annotated[list[SkuPriceIn], Field(min_length=1, max_length=1000)]


class PricesSetOut(Output):
    """How many products have other prices now, or will have."""

    changed_products: int
