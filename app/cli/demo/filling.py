"""Fills one store with its thirteen months, through the intakes of the modules that are there."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from sqlalchemy.orm import Session

from app.cli.demo.buyers import Visit, silent_customers, visits_of
from app.cli.demo.catalogue import assortment, products_of
from app.cli.demo.content import content_of
from app.cli.demo.feeds import imports_of
from app.cli.demo.reversals import reversals_of
from app.cli.demo.seeds import Stage
from app.cli.demo.stock import movements_of, stock_items
from app.cli.demo.terms import taxes_of, ways_of, zones_of
from app.cli.demo.trade import Counterparties, orders_of
from app.cli.demo.world import PLATFORMS
from app.kernel.database.plans import forget_plans
from app.modules.contracts.catalog import CATALOG_INTAKE, ProductIn
from app.modules.contracts.content import CONTENT_INTAKE
from app.modules.contracts.customers import CUSTOMER_INTAKE
from app.modules.contracts.imports import IMPORT_RECORDER
from app.modules.contracts.orders import ORDER_INTAKE
from app.modules.contracts.shipping import SHIPPING_INTAKE
from app.modules.contracts.stock import STOCK_INTAKE
from app.modules.contracts.taxes import TAX_INTAKE
from app.modules.registry import registry

BATCH = 1000
T = TypeVar("T")


class ModuleIntakes:
    """The intakes of this installation; None where no module takes that part."""

    def __init__(self) -> None:
        modules = registry()
        self.catalog = modules.find(CATALOG_INTAKE)
        self.customers = modules.find(CUSTOMER_INTAKE)
        self.orders = modules.find(ORDER_INTAKE)
        self.stock = modules.find(STOCK_INTAKE)
        self.content = modules.find(CONTENT_INTAKE)
        self.imports = modules.find(IMPORT_RECORDER)
        self.taxes = modules.find(TAX_INTAKE)
        self.shipping = modules.find(SHIPPING_INTAKE)


@dataclass(frozen=True)
class Filling:
    """One store's data on its way into the database, in one transaction and the store's scope.

    `on_orders` is told how many orders each batch took. Parts whose module is absent are left out.
    """

    db: Session
    store_id: int
    stage: Stage
    platform_ids: Mapping[str, int]
    on_orders: Callable[[int], None]
    scale: float = 1.0
    modules: ModuleIntakes = field(default_factory=ModuleIntakes)

    def fill(self) -> None:
        """Writes everything."""
        self._take_terms()
        products = products_of(self.stage)
        goods = assortment(self.stage, products, self._take_products(products))
        visits = visits_of(self.stage, self.scale)
        others = Counterparties(self._take_customers(visits), self.platform_ids)
        orders = list(orders_of(self.stage, visits, goods, others))
        reversals = list(reversals_of(self.stage, orders))
        if self.modules.orders is not None:
            for order_batch in self._batches(orders):
                self.modules.orders.take_orders(self.db, self.store_id, order_batch)
                self.on_orders(len(order_batch))
            for back_batch in self._batches(reversals):
                self.modules.orders.take_reversals(self.db, self.store_id, back_batch)
        items = stock_items(self.stage, goods.offers)
        if self.modules.stock is not None and items:
            self.modules.stock.take_items(self.db, self.store_id, items)
            movements = list(movements_of(self.stage, items, orders, reversals))
            for move_batch in self._batches(movements):
                self.modules.stock.take_movements(self.db, self.store_id, move_batch)
        if self._is_used("cms"):
            self._take_content()
        if self._is_used("marketplace"):
            self._take_imports()

    def _is_used(self, module: str) -> bool:
        """Whether the module is on for one of the store's platforms."""
        codes = {link.platform for link in self.stage.store.links}
        return any(seed.code in codes and module not in seed.switched_off for seed in PLATFORMS)

    def _take_terms(self) -> None:
        store = self.stage.store
        if self.modules.taxes is not None:
            self.modules.taxes.take_taxes(self.db, self.store_id, taxes_of(store))
        if self.modules.shipping is not None:
            self.modules.shipping.take_shipping(
                self.db, self.store_id, zones_of(store), ways_of(store)
            )

    def _take_products(self, products: Sequence[ProductIn]) -> Mapping[str, int]:
        if self.modules.catalog is None:
            return {}
        return self.modules.catalog.take_products(self.db, self.store_id, products).variant_ids

    def _take_customers(self, visits: Sequence[Visit]) -> Mapping[str, int]:
        if self.modules.customers is None:
            return {}
        buyers = {visit.customer.external_ref: visit.customer for visit in visits}
        customers = [*buyers.values(), *silent_customers(self.stage, len(visits))]
        ids: dict[str, int] = {}
        for batch in self._batches(customers):
            taken = self.modules.customers.take_customers(self.db, self.store_id, batch)
            ids.update(taken.customer_ids)
        return ids

    def _take_content(self) -> None:
        intake = self.modules.content
        if intake is None:
            return
        content = content_of(self.stage)
        intake.take_pages(self.db, self.store_id, content.pages)
        intake.take_media(self.db, self.store_id, content.media)
        intake.take_themes(self.db, self.store_id, content.themes)

    def _take_imports(self) -> None:
        recorder = self.modules.imports
        if recorder is None:
            return
        imports = imports_of(self.stage)
        recorder.take_jobs(self.db, self.store_id, imports.jobs)
        recorder.take_staging(self.db, self.store_id, imports.staging)

    def _batches(self, records: Sequence[T]) -> Iterator[Sequence[T]]:
        for start in range(0, len(records), BATCH):
            forget_plans(self.db)
            yield records[start : start + BATCH]
