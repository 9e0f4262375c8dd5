"""The tables of customers."""

from app.modules.customers.models.customer import Customer
from app.modules.customers.models.customer_group import CustomerGroup
from app.modules.customers.models.group_member import GroupMember

__all__ = ["Customer", "CustomerGroup", "GroupMember"]
