"""What is known of the shopper that prices may depend on."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.modules.contracts.carts import Buyer
from app.modules.contracts.customers import CUSTOMER_DIRECTORY
from app.modules.contracts.promotions import account_key
from app.modules.core.services.module_services import service_on
from app.modules.tenancy.services.shoppers import ShopperContext


def buyer_of(db: Session, shopper: ShopperContext) -> Buyer:
    """The signed-in customer with their groups; nobody in particular otherwise."""
    if shopper.customer_id is None:
        return Buyer()
    directory = service_on(db, shopper.platform_id, CUSTOMER_DIRECTORY, None)
    profile = directory and directory.profile(db, shopper.store_id, shopper.customer_id)
    groups = profile.group_codes if profile else ()
    return Buyer(customer_key=account_key(shopper.customer_id), group_codes=groups)
