"""The catalogue passes through the kit: a product that is put in front, and archived later."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from itertools import count

from sqlalchemy.orm import Session

from app.modules.catalog.definition import catalog_module
from app.modules.catalog.services.catalog_intake import catalog_intake
from app.modules.contracts.catalog import ProductIn
from app.testing import ProviderConformance
from tests.modules.catalog.factories import product_in

_numbers = count(1)


class TestCatalogConformance(ProviderConformance):
    module = catalog_module

    def act(self, db: Session, store_id: int, at: datetime, currency: str) -> ProductIn:
        number = next(_numbers)
        product = product_in(
            f"kit-{number}",
            f"KIT-{number}",
            f"KIT-{number}-B",
            created_at=at,
            published_at=at,
            featured_at=at,
        )
        catalog_intake.take_products(db, store_id, [product])
        return product

    def undo(self, db: Session, store_id: int, at: datetime, done: object) -> None:
        assert isinstance(done, ProductIn)
        catalog_intake.take_products(db, store_id, [replace(done, archived_at=at)])
