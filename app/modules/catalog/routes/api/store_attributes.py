"""Attributes, for the store's team."""

from __future__ import annotations

from fastapi import APIRouter, Response

from app.kernel.http.schemas import IdInPath
from app.modules.catalog.schemas.store_attributes import (
    AttributeIn,
    AttributeOut,
    AttributePatch,
    AttributesOut,
)
from app.modules.catalog.services.edit_attributes import AttributeEditor
from app.modules.catalog.services.team_call import Call, version_header
from app.modules.core.services.once import Once
from app.modules.tenancy.dependencies import needs

router = APIRouter(tags=["catalog"])
VIEW, MANAGE = needs("catalog.view_products"), needs("catalog.manage_products")


@router.get("/attributes", dependencies=[VIEW])
def list_attributes(call: Call) -> AttributesOut:
    """Every attribute, by position."""
    return AttributeEditor(call.db, call.store_id).all()


@router.post("/attributes", dependencies=[MANAGE], status_code=201, response_model=AttributeOut)
def create_attribute(call: Call, once: Once, body: AttributeIn) -> Response:
    """A new attribute; its code and kind stay what they are."""
    editor = AttributeEditor(call.db, call.store_id)
    return once.answer(call.db, lambda: editor.create(body), headers=version_header)


@router.get("/attributes/{attribute_id}", dependencies=[VIEW])
def see_attribute(call: Call, attribute_id: IdInPath) -> AttributeOut:
    """One attribute."""
    return call.tagged(AttributeEditor(call.db, call.store_id).see(attribute_id))


@router.patch("/attributes/{attribute_id}", dependencies=[MANAGE])
def change_attribute(call: Call, attribute_id: IdInPath, body: AttributePatch) -> AttributeOut:
    """Change what is named; what shoppers see follows within seconds."""
    editor = AttributeEditor(call.db, call.store_id)
    return call.tagged(editor.change(attribute_id, body, call.check))


@router.delete("/attributes/{attribute_id}", dependencies=[MANAGE], status_code=204)
def remove_attribute(call: Call, attribute_id: IdInPath) -> None:
    """Remove an attribute, and its values from all products."""
    AttributeEditor(call.db, call.store_id).remove(attribute_id, call.check)
