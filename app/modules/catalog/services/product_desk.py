"""What the API of a team does with products: each call answered with the new version."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request, Response
from sqlalchemy.orm import Session

from app.kernel.http.versions import etag_of, require_version
from app.modules.catalog.schemas.store_products import (
    AtIn,
    ProductIn,
    ProductPatch,
    StoreProductOut,
    VariantPatch,
)
from app.modules.catalog.services.edit_products import ProductEditor
from app.modules.catalog.services.product_answers import product_out
from app.modules.core.services.once import OnceOnly
from app.modules.tenancy.dependencies import Db


class ProductDesk:
    """One caller's work on products; changes need If-Match with the version that they saw."""

    def __init__(self, request: Request, response: Response, db: Session) -> None:
        self._request = request
        self._response = response
        self._db = db
        self._store_id: int = request.state.user.store_id
        self._editor = ProductEditor(db, self._store_id)

    def create(self, once: OnceOnly, body: ProductIn) -> Response:
        """A new product."""
        return once.answer(
            self._db,
            lambda: product_out(self._db, self._store_id, self._editor.create(body)),
            headers=lambda answer: {"ETag": etag_of(getattr(answer, "version", 1))},
        )

    def see(self, product_id: int) -> StoreProductOut:
        """The product, its version in the headers."""
        answer = product_out(self._db, self._store_id, product_id)
        self._response.headers["ETag"] = etag_of(answer.version)
        return answer

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

    def _check(self, version: int) -> None:
        require_version(self._request, version)


async def product_desk(request: Request, response: Response, db: Db) -> ProductDesk:
    """Comes after the guard, which says in which store."""
    return ProductDesk(request, response, db)


Desk = Annotated[ProductDesk, Depends(product_desk)]
