"""Products, for the store's team."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from app.kernel.http.schemas import IdInPath, PageOut
from app.modules.catalog.schemas.store_products import (
    AtIn,
    ProductIn,
    ProductPatch,
    StoreProductOut,
    VariantPatch,
)
from app.modules.catalog.services.product_answers import product_page
from app.modules.catalog.services.product_desk import Desk
from app.modules.catalog.services.product_search import Search
from app.modules.core.services.once import Once
from app.modules.tenancy.dependencies import Db, get_current_store_api, needs
from app.modules.tenancy.services.user_context import UserContext

router = APIRouter(tags=["catalog"])
User = Annotated[UserContext, Depends(get_current_store_api)]
VIEW, MANAGE = needs("catalog.view_products"), needs("catalog.manage_products")


@router.get("/products", dependencies=[VIEW])
def list_products(db: Db, user: User, search: Search) -> PageOut[StoreProductOut]:
    """The store's products, newest first, whatever their state."""
    return product_page(db, user.store_id, search.wanted, search.parts)


@router.post("/products", dependencies=[MANAGE], status_code=201, response_model=StoreProductOut)
def create_product(desk: Desk, once: Once, body: ProductIn) -> Response:
    """A new product with its variants and prices; a draft unless `published_at` is given."""
    return desk.create(once, body)


@router.get("/products/{product_id}", dependencies=[VIEW])
def see_product(desk: Desk, product_id: IdInPath) -> StoreProductOut:
    """A product with all its parts, and the prices that are planned."""
    return desk.see(product_id)


@router.patch("/products/{product_id}", dependencies=[MANAGE])
def change_product(desk: Desk, product_id: IdInPath, body: ProductPatch) -> StoreProductOut:
    """Change what is named; variants are added or changed by their SKU, others stay."""
    return desk.change(product_id, body)


@router.post("/products/{product_id}/publish", dependencies=[MANAGE])
def publish_product(desk: Desk, product_id: IdInPath, body: AtIn) -> StoreProductOut:
    """Show it to shoppers, at once or from a moment on."""
    return desk.publish(product_id, body)


@router.post("/products/{product_id}/unpublish", dependencies=[MANAGE])
def unpublish_product(desk: Desk, product_id: IdInPath) -> StoreProductOut:
    """Make it a draft again."""
    return desk.unpublish(product_id)


@router.post("/products/{product_id}/archive", dependencies=[MANAGE])
def archive_product(desk: Desk, product_id: IdInPath, body: AtIn) -> StoreProductOut:
    """Take it out of the catalogue, at once or from a moment on; nothing is deleted."""
    return desk.archive(product_id, body)


@router.patch("/products/{product_id}/variants/{variant_id}", dependencies=[MANAGE])
def rename_variant(
    desk: Desk, product_id: IdInPath, variant_id: IdInPath, body: VariantPatch
) -> StoreProductOut:
    """Give a variant another SKU; If-Match names the product's version."""
    return desk.rename(product_id, variant_id, body)


@router.delete("/products/{product_id}/variants/{variant_id}", dependencies=[MANAGE])
def retire_variant(desk: Desk, product_id: IdInPath, variant_id: IdInPath) -> StoreProductOut:
    """Offer a variant no longer; naming its SKU again in a change brings it back."""
    return desk.retire(product_id, variant_id)
