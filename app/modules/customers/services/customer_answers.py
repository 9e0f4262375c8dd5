"""Customers as schemas: what of the rows each reader gets."""

from __future__ import annotations

from typing import Any

from app.kernel.http.cursors import Page
from app.kernel.http.schemas import PageOut
from app.modules.customers.repositories.customer_search import FoundCustomer
from app.modules.customers.schemas.customers import CustomerOut, ProfileOut


def profile_out(found: FoundCustomer) -> ProfileOut:
    """The customer, as they see themselves."""
    return ProfileOut(**_own(found))


def customer_out(found: FoundCustomer) -> CustomerOut:
    """The customer, as the store's team sees them."""
    customer = found.customer
    return CustomerOut(
        **_own(found),
        source=customer.source,
        is_guest=customer.is_guest,
        has_account=found.has_account,
        groups=list(found.group_codes),
        note=customer.note,
        first_seen_at=customer.first_seen_at,
        erased_at=customer.erased_at,
    )


def customers_out(page: Page[FoundCustomer]) -> PageOut[CustomerOut]:
    """A page of customers."""
    items = [customer_out(found) for found in page.items]
    return PageOut[CustomerOut](items=items, next_cursor=page.next_cursor)


def _own(found: FoundCustomer) -> dict[str, Any]:
    customer = found.customer
    return {
        "id": customer.id,
        "email": customer.email,
        "name": customer.name,
        "phone": customer.phone,
        "locale": customer.locale,
        "country": customer.country,
        "vat_id": customer.vat_id,
        "consents": list(found.consents),
        "version": customer.version,
    }
