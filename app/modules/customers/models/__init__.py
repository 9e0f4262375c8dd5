"""The tables of customers."""

from app.modules.customers.models.customer import Customer

__all__ = ["Customer"]
