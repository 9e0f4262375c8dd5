"""The customers of a store."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from app.kernel.http.schemas import (
    Code,
    CursorInQuery,
    IdInPath,
    LimitInQuery,
    OptionalLine,
    PageOut,
)
from app.kernel.http.versions import etag_of
from app.modules.customers.dependencies import VersionRequired
from app.modules.customers.schemas.customers import CustomerIn, CustomerOut
from app.modules.customers.schemas.personal_data import ErasureOut, PersonalDataOut
from app.modules.customers.services import customer_profiles, personal_data
from app.modules.customers.services.customer_answers import customer_out, customers_out
from app.modules.tenancy.dependencies import Db, get_current_store_api, needs
from app.modules.tenancy.services.user_context import UserContext

router = APIRouter(tags=["customers"])
User = Annotated[UserContext, Depends(get_current_store_api)]
EmailBegins = Annotated[OptionalLine, Query(description="How their address begins.")]
InGroup = Annotated[Code | None, Query(description="The code of a group that they are in.")]


@router.get("/customers", dependencies=[needs("customers.view")])
def list_customers(
    db: Db,
    user: User,
    *,
    email: EmailBegins = "",
    group: InGroup = None,
    cursor: CursorInQuery = None,
    limit: LimitInQuery = 50,
) -> PageOut[CustomerOut]:
    """The customers of the store, those seen last first; by address or group."""
    found = customer_profiles.page(
        db, user.store_id, email=email, group_code=group, cursor=cursor, limit=limit
    )
    return customers_out(found)


@router.get("/customers/{customer_id}", dependencies=[needs("customers.view")])
def read_customer(db: Db, response: Response, user: User, customer_id: IdInPath) -> CustomerOut:
    """One customer."""
    answer = customer_out(customer_profiles.find(db, user.store_id, customer_id))
    response.headers["ETag"] = etag_of(answer.version)
    return answer


@router.patch("/customers/{customer_id}", dependencies=[needs("customers.manage")])
def change_customer(
    db: Db,
    response: Response,
    user: User,
    *,
    check: VersionRequired,
    customer_id: IdInPath,
    body: CustomerIn,
) -> CustomerOut:
    """Change what is known of a customer; an account's address only its owner can change."""
    values = body.model_dump(exclude_unset=True)
    found = customer_profiles.change(db, user.store_id, customer_id, values, check)
    response.headers["ETag"] = etag_of(found.customer.version)
    return customer_out(found)


@router.get("/customers/{customer_id}/data", dependencies=[needs("customers.personal_data")])
def read_personal_data(
    db: Db, response: Response, user: User, customer_id: IdInPath
) -> PersonalDataOut:
    """All that the store keeps of a customer (GDPR, articles 15 and 20), to hand it out."""
    response.headers["Cache-Control"] = "no-store"
    data = personal_data.collect_for_team(db, user, customer_id)
    return PersonalDataOut.model_validate(data)


@router.post(
    "/customers/{customer_id}/erase",
    dependencies=[needs("customers.personal_data")],
    status_code=202,
)
def erase_customer(db: Db, user: User, customer_id: IdInPath) -> ErasureOut:
    """Have all that is kept of a customer erased (GDPR, article 17)."""
    return ErasureOut.model_validate(personal_data.erase_for_team(db, user, customer_id))
