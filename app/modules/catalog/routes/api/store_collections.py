"""Collections, for the store's team."""

from __future__ import annotations

from fastapi import APIRouter, Response

from app.kernel.http.schemas import IdInPath
from app.modules.catalog.schemas.store_collections import (
    CollectionIn,
    CollectionOut,
    CollectionPatch,
    CollectionsOut,
    MembersIn,
)
from app.modules.catalog.services.edit_collections import CollectionEditor
from app.modules.catalog.services.team_call import Call, version_header
from app.modules.core.services.once import Once
from app.modules.tenancy.dependencies import needs

router = APIRouter(tags=["catalog"])
VIEW, MANAGE = needs("catalog.view_products"), needs("catalog.manage_products")


@router.get("/collections", dependencies=[VIEW])
def list_collections(call: Call) -> CollectionsOut:
    """Every collection, by position."""
    return CollectionEditor(call.db, call.store_id).all()


@router.post("/collections", dependencies=[MANAGE], status_code=201, response_model=CollectionOut)
def create_collection(call: Call, once: Once, body: CollectionIn) -> Response:
    """A new collection, by rules or by hand."""
    editor = CollectionEditor(call.db, call.store_id)
    return once.answer(call.db, lambda: editor.create(body), headers=version_header)


@router.get("/collections/{collection_id}", dependencies=[VIEW])
def see_collection(call: Call, collection_id: IdInPath) -> CollectionOut:
    """One collection; its products are listed by GET /products of the storefront."""
    return call.tagged(CollectionEditor(call.db, call.store_id).see(collection_id))


@router.patch("/collections/{collection_id}", dependencies=[MANAGE])
def change_collection(call: Call, collection_id: IdInPath, body: CollectionPatch) -> CollectionOut:
    """Change what is named; new rules choose its members anew."""
    editor = CollectionEditor(call.db, call.store_id)
    return call.tagged(editor.change(collection_id, body, call.check))


@router.put("/collections/{collection_id}/products", dependencies=[MANAGE])
def put_products(call: Call, collection_id: IdInPath, body: MembersIn) -> CollectionOut:
    """Say which products belong to a collection by hand, in which order."""
    editor = CollectionEditor(call.db, call.store_id)
    return call.tagged(editor.put(collection_id, body, call.check))


@router.delete("/collections/{collection_id}", dependencies=[MANAGE], status_code=204)
def remove_collection(call: Call, collection_id: IdInPath) -> None:
    """Remove a collection; its products stay."""
    CollectionEditor(call.db, call.store_id).remove(collection_id, call.check)
