"""Who takes what a file holds: the modules that are there, each a stranger."""

from __future__ import annotations

from dataclasses import dataclass

from app.modules.contracts.catalog import CATALOG_INTAKE, CatalogIntake
from app.modules.contracts.customers import CUSTOMER_INTAKE, CustomerIntake
from app.modules.contracts.orders import ORDER_INTAKE, OrderIntake
from app.modules.contracts.stock import (
    STOCK_INTAKE,
    STOCK_RESERVER,
    StockIntake,
    StockReserver,
)
from app.modules.marketplace.exceptions import CatalogUnavailable, OrdersUnavailable
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


@dataclass(frozen=True)
class ProductIntakes:
    """Who takes products, and where stock is kept: who changes it and who knows how much it is."""

    catalog: CatalogIntake
    stock: tuple[StockIntake, StockReserver] | None = None

    @property
    def left_out(self) -> tuple[str, ...]:
        """The parts of a product file that nobody takes."""
        return ("stock",) if self.stock is None else ()


def find_product_intakes() -> ProductIntakes:
    """Raises CatalogUnavailable."""
    modules = registry()
    catalog = modules.find(CATALOG_INTAKE)
    if catalog is None:
        raise CatalogUnavailable
    stock, levels = modules.find(STOCK_INTAKE), modules.find(STOCK_RESERVER)
    if stock is None or levels is None:
        return ProductIntakes(catalog)
    return ProductIntakes(catalog, (stock, levels))
