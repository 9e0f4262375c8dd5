"""The tree of categories, for the store's team."""

from __future__ import annotations

from fastapi import APIRouter, Response

from app.kernel.http.schemas import IdInPath
from app.modules.catalog.schemas.store_categories import (
    CategoriesOut,
    CategoryIn,
    CategoryOut,
    CategoryPatch,
    MoveIn,
)
from app.modules.catalog.services.edit_categories import CategoryEditor
from app.modules.catalog.services.team_call import Call, version_header
from app.modules.core.services.once import Once
from app.modules.tenancy.dependencies import needs

router = APIRouter(tags=["catalog"])
VIEW, MANAGE = needs("catalog.view_products"), needs("catalog.manage_products")


@router.get("/categories", dependencies=[VIEW])
def list_categories(call: Call) -> CategoriesOut:
    """The whole tree, those above before those below."""
    return CategoryEditor(call.db, call.store_id).all()


@router.post("/categories", dependencies=[MANAGE], status_code=201, response_model=CategoryOut)
def create_category(call: Call, once: Once, body: CategoryIn) -> Response:
    """A new category, at the root or below another one."""
    editor = CategoryEditor(call.db, call.store_id)
    return once.answer(call.db, lambda: editor.create(body), headers=version_header)


@router.get("/categories/{category_id}", dependencies=[VIEW])
def see_category(call: Call, category_id: IdInPath) -> CategoryOut:
    """One category."""
    return call.tagged(CategoryEditor(call.db, call.store_id).see(category_id))


@router.patch("/categories/{category_id}", dependencies=[MANAGE])
def change_category(call: Call, category_id: IdInPath, body: CategoryPatch) -> CategoryOut:
    """Change what is named."""
    editor = CategoryEditor(call.db, call.store_id)
    return call.tagged(editor.change(category_id, body, call.check))


@router.post("/categories/{category_id}/move", dependencies=[MANAGE])
def move_category(call: Call, category_id: IdInPath, body: MoveIn) -> CategoryOut:
    """Put it, and all below it, under another one."""
    editor = CategoryEditor(call.db, call.store_id)
    return call.tagged(editor.move(category_id, body, call.check))


@router.delete("/categories/{category_id}", dependencies=[MANAGE], status_code=204)
def remove_category(call: Call, category_id: IdInPath) -> None:
    """Remove a category that has none below it; its products stay."""
    CategoryEditor(call.db, call.store_id).remove(category_id, call.check)
