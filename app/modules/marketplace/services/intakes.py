"""Who takes what an order file holds: the modules that are there, each a stranger."""

from __future__ import annotations

from dataclasses import dataclass

from app.modules.contracts.catalog import CATALOG_INTAKE, CatalogIntake
from app.modules.contracts.customers import CUSTOMER_INTAKE, CustomerIntake
from app.modules.contracts.orders import ORDER_INTAKE, OrderIntake
from app.modules.contracts.stock import STOCK_INTAKE, StockIntake
from app.modules.marketplace.exceptions import OrdersUnavailable
from app.modules.registry import registry


@dataclass(frozen=True)
class Intakes:
    """The intakes of this installation; None where no module takes that part."""

    orders: OrderIntake
    catalog: CatalogIntake | None = None
    customers: CustomerIntake | None = None
    stock: StockIntake | None = None

    @property
    def left_out(self) -> tuple[str, ...]:
        """The parts of an order file that nobody takes."""
        parts = {"products": self.catalog, "customers": self.customers, "stock": self.stock}
        return tuple(part for part, intake in parts.items() if intake is None)


def find_intakes() -> Intakes:
    """Raises OrdersUnavailable; without a catalogue there are no variants to keep stock of."""
    modules = registry()
    orders, catalog = modules.find(ORDER_INTAKE), modules.find(CATALOG_INTAKE)
    if orders is None:
        raise OrdersUnavailable
    return Intakes(
        orders=orders,
        catalog=catalog,
        customers=modules.find(CUSTOMER_INTAKE),
        stock=None if catalog is None else modules.find(STOCK_INTAKE),
    )
