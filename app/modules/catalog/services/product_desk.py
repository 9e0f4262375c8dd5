"""What the API of a team does with products: each call answered with the new version."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Response

from app.modules.catalog.schemas.store_products import (
    AtIn,
    ProductIn,
    ProductPatch,
    StoreProductOut,
    VariantPatch,
)
from app.modules.catalog.services.edit_products import ProductEditor
from app.modules.catalog.services.product_answers import product_out
from app.modules.catalog.services.team_call import Call, TeamCall, version_header
from app.modules.core.services.once import OnceOnly


class ProductDesk:
    """One caller's work on products; changes need If-Match with the version that they saw."""

    def __init__(self, call: TeamCall) -> None:
        self._call = call
        self._db = call.db
        self._store_id = call.store_id
        self._check = call.check
        self._editor = ProductEditor(call.db, call.store_id)

    def create(self, once: OnceOnly, body: ProductIn) -> Response:
        """A new product."""
        return once.answer(
            self._db,
            lambda: product_out(self._db, self._store_id, self._editor.create(body)),
            headers=version_header,
        )

    def see(self, product_id: int) -> StoreProductOut:
        """The product, its version in the headers."""
        return self._call.tagged(product_out(self._db, self._store_id, product_id))

    def change(self, product_id: int, body: ProductPatch) -> StoreProductOut:
        """As it is after the change."""
        self._editor.change(product_id, body, self._check)
        return self.see(product_id)

    def publish(self, product_id: int, body: AtIn) -> StoreProductOut:
        """As it is when it is published."""
        self._editor.publish(product_id, body.at, self._check)
        return self.see(product_id)

    def unpublish(self, product_id: int) -> StoreProductOut:
        """As it is as a draft."""
        self._editor.unpublish(product_id, self._check)
        return self.see(product_id)

    def archive(self, product_id: int, body: AtIn) -> StoreProductOut:
        """As it is in the archive."""
        self._editor.archive(product_id, body.at, self._check)
        return self.see(product_id)

    def rename(self, product_id: int, variant_id: int, body: VariantPatch) -> StoreProductOut:
        """As it is with the variant's new SKU."""
        self._editor.rename(product_id, variant_id, body.sku, self._check)
        return self.see(product_id)

    def retire(self, product_id: int, variant_id: int) -> StoreProductOut:
        """As it is without the variant."""
        self._editor.retire(product_id, variant_id, self._check)
        return self.see(product_id)


async def product_desk(call: Call) -> ProductDesk:
    """Comes after the guard, which says in which store."""
    return ProductDesk(call)


Desk = Annotated[ProductDesk, Depends(product_desk)]
