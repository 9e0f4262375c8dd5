"""The ways to pay that a store offers, set up by its team."""

from __future__ import annotations

from functools import partial
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request, Response

from app.kernel.http.schemas import Code
from app.kernel.http.versions import etag_of, require_version
from app.modules.payments.schemas.methods import MethodIn, MethodOut, MethodsOut
from app.modules.payments.services import method_desk as desk
from app.modules.tenancy.dependencies import Db, get_current_store_api, needs
from app.modules.tenancy.services.user_context import UserContext

router = APIRouter(tags=["payments"])
User = Annotated[UserContext, Depends(get_current_store_api)]
CodeInPath = Annotated[Code, Path(description="The store's own code of the way to pay.")]
VIEW, MANAGE = needs("payments.view"), needs("payments.manage")


@router.get("/payment-methods", dependencies=[VIEW])
def list_methods(db: Db, user: User) -> MethodsOut:
    """All ways to pay in the order in which shoppers see them, disabled ones too."""
    return desk.list_methods(db, user.store_id)


@router.get("/payment-methods/{method_code}", dependencies=[VIEW])
def see_method(db: Db, user: User, method_code: CodeInPath, response: Response) -> MethodOut:
    """One way to pay; its ETag is what a change has to name."""
    found = desk.see_method(db, user.store_id, method_code)
    response.headers["ETag"] = etag_of(found.version)
    return found


@router.put("/payment-methods/{method_code}", dependencies=[MANAGE])
def put_method(
    request: Request,
    response: Response,
    db: Db,
    user: User,
    *,
    method_code: CodeInPath,
    body: MethodIn,
) -> MethodOut:
    """Set up a way to pay, or change it whole; a change needs If-Match."""
    check = partial(require_version, request)
    found = desk.put_method(db, user, method_code, body, check)
    response.headers["ETag"] = etag_of(found.version)
    return found


@router.delete("/payment-methods/{method_code}", dependencies=[MANAGE], status_code=204)
def remove_method(request: Request, db: Db, user: User, method_code: CodeInPath) -> None:
    """Take a way to pay away; needs If-Match. Payments made by it stay."""
    desk.remove_method(db, user, method_code, partial(require_version, request))
