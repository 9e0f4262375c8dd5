"""What the routes of customers are given: who calls, and how versions are checked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from fastapi import Depends, Request

from app.kernel.config import get_settings
from app.kernel.errors import NotSignedIn
from app.kernel.http.versions import check_version, require_version
from app.modules.customers.services.visitor import Visitor
from app.modules.tenancy.dependencies import get_current_storefront_api
from app.modules.tenancy.services.shoppers import ShopperContext

Shopper = Annotated[ShopperContext, Depends(get_current_storefront_api)]


def visitor(request: Request, shopper: Shopper) -> Visitor:
    """The visitor, as letters to them are written: links begin where they are now."""
    state = request.state
    host = request.headers.get("host", "")
    return Visitor(
        store_id=shopper.store_id,
        platform_id=shopper.platform_id,
        store_name=state.store.name,
        locale=state.locale,
        address=f"{get_settings().public_scheme}://{host}{state.path_prefix}",
        client=request.client.host if request.client else "",
    )


def signed_in_customer(shopper: Shopper) -> int:
    """The customer whose account this is. Raises NotSignedIn."""
    if shopper.customer_id is None:
        raise NotSignedIn
    return shopper.customer_id


def version_required(request: Request) -> Callable[[int], None]:
    """Refuses a change that does not say which version it is of, or says another."""
    return lambda version: require_version(request, version)


def version_if_given(request: Request) -> Callable[[int], None]:
    """Refuses a change that says another version than the one there."""
    return lambda version: check_version(request, version)


Visiting = Annotated[Visitor, Depends(visitor)]
Me = Annotated[int, Depends(signed_in_customer)]
VersionRequired = Annotated[Callable[[int], None], Depends(version_required)]
VersionIfGiven = Annotated[Callable[[int], None], Depends(version_if_given)]
