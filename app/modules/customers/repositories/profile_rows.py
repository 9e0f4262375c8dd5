"""Who a customer is to other modules, in one statement."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import aggregate_order_by, array
from sqlalchemy.orm import Session

from app.modules.contracts.customers import CustomerProfile
from app.modules.customers.models import Customer, CustomerGroup, GroupMember


class ProfileRows:
    """Reads customers of one store by id; the caller is in the store's scope."""

    def __init__(self, db: Session, store_id: int) -> None:
        self._db = db
        self._store_id = store_id

    def find(self, customer_id: int) -> CustomerProfile | None:
        """The customer with the codes of their groups, sorted; None for an erased one."""
        codes = (
            select(func.array_agg(aggregate_order_by(CustomerGroup.code, CustomerGroup.code)))
            .join(
                GroupMember,
                (GroupMember.store_id == CustomerGroup.store_id)
                & (GroupMember.group_id == CustomerGroup.id),
            )
            .where(
                GroupMember.store_id == Customer.store_id, GroupMember.customer_id == Customer.id
            )
            .scalar_subquery()
        )
        statement = select(
            Customer.id,
            Customer.email,
            Customer.name,
            Customer.is_guest,
            func.coalesce(codes, array([], type_=CustomerGroup.code.type)),
            Customer.locale,
            Customer.vat_id,
        ).where(
            Customer.store_id == self._store_id,
            Customer.id == customer_id,
            Customer.erased_at.is_(None),
        )
        row = self._db.execute(statement).one_or_none()
        if row is None:
            return None
        found, email, name, is_guest, group_codes, locale, vat_id = row
        return CustomerProfile(found, email, name, is_guest, tuple(group_codes), locale, vat_id)
