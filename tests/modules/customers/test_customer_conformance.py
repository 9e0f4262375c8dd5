"""Customers pass through the kit; once seen, a customer stays."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from app.modules.customers.definition import customers_module
from app.testing import ProviderConformance
from tests.modules.customers.factories import customer_in, take


class TestCustomerConformance(ProviderConformance):
    module = customers_module

    def act(self, db: Session, store_id: int, at: datetime, currency: str) -> None:
        take(db, store_id, customer_in(at))
