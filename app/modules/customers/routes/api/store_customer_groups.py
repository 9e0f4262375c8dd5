"""Groups of a store's customers."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from app.kernel.http.schemas import CursorInQuery, IdInPath, LimitInQuery, PageOut
from app.kernel.http.versions import etag_of
from app.modules.core.services.once import Once
from app.modules.customers.dependencies import VersionRequired
from app.modules.customers.schemas.groups import GroupChangeIn, GroupIn, GroupOut
from app.modules.customers.services import customer_groups
from app.modules.tenancy.dependencies import Db, get_current_store_api, needs
from app.modules.tenancy.services.user_context import UserContext

router = APIRouter(prefix="/customer-groups", tags=["customers"])
User = Annotated[UserContext, Depends(get_current_store_api)]


@router.get("", dependencies=[needs("customers.view")])
def list_groups(
    db: Db, user: User, cursor: CursorInQuery = None, limit: LimitInQuery = 50
) -> PageOut[GroupOut]:
    """The groups of the store."""
    page = customer_groups.page(db, user.store_id, cursor, limit)
    return PageOut[GroupOut].model_validate(page, from_attributes=True)


@router.post("", dependencies=[needs("customers.manage")], status_code=201, response_model=GroupOut)
def make_group(db: Db, user: User, once: Once, body: GroupIn) -> Response:
    """Make a group."""
    make = customer_groups.make
    return once.answer(
        db, lambda: GroupOut.model_validate(make(db, user.store_id, body.code, body.name))
    )


@router.get("/{group_id}", dependencies=[needs("customers.view")])
def read_group(db: Db, response: Response, user: User, group_id: IdInPath) -> GroupOut:
    """One group."""
    group = customer_groups.find(db, user.store_id, group_id)
    response.headers["ETag"] = etag_of(group.version)
    return GroupOut.model_validate(group)


@router.patch("/{group_id}", dependencies=[needs("customers.manage")])
def change_group(
    db: Db,
    response: Response,
    user: User,
    *,
    check: VersionRequired,
    group_id: IdInPath,
    body: GroupChangeIn,
) -> GroupOut:
    """Name a group anew."""
    group = customer_groups.change(
        db, user.store_id, group_id, check, code=body.code, name=body.name
    )
    response.headers["ETag"] = etag_of(group.version)
    return GroupOut.model_validate(group)


@router.delete("/{group_id}", dependencies=[needs("customers.manage")], status_code=204)
def remove_group(db: Db, user: User, check: VersionRequired, group_id: IdInPath) -> None:
    """Dissolve a group; its members stay customers."""
    customer_groups.remove(db, user.store_id, group_id, check)


@router.put(
    "/{group_id}/members/{customer_id}", dependencies=[needs("customers.manage")], status_code=204
)
def add_member(db: Db, user: User, group_id: IdInPath, customer_id: IdInPath) -> None:
    """Put a customer into a group."""
    customer_groups.join(db, user.store_id, group_id, customer_id)


@router.delete(
    "/{group_id}/members/{customer_id}", dependencies=[needs("customers.manage")], status_code=204
)
def remove_member(db: Db, user: User, group_id: IdInPath, customer_id: IdInPath) -> None:
    """Take a customer out of a group."""
    customer_groups.leave(db, user.store_id, group_id, customer_id)
