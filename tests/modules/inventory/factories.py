"""Makes stock items with their variants, and movements through the intake, as code outside does."""

from __future__ import annotations

from datetime import datetime
from itertools import count

from sqlalchemy.orm import Session

from app.kernel.database.scope import enter_store
from app.modules.catalog.services.catalog_intake import catalog_intake
from app.modules.contracts.catalog import ProductIn, VariantIn
from app.modules.contracts.intake import IntakeCount
from app.modules.contracts.stock import MovementIn, MovementReason, StockItemIn
from app.modules.inventory.services.stock_intake import stock_intake
from app.modules.tenancy.models import Store
from tests.modules.catalog.factories import LONG_AGO, at

__all__ = ["LONG_AGO", "at", "item_in", "make_item", "make_variants", "move", "move_in"]
_numbers = count(1)


def make_variants(db: Session, store: Store, number: int = 1) -> list[int]:
    """Ids of new variants, ascending; enters the store."""
    enter_store(db, store.id)
    skus = [f"S-{next(_numbers):06}" for _ in range(number)]
    variants = tuple(VariantIn(sku, f"Variant {sku}") for sku in skus)
    product = ProductIn("test", skus[0], f"Product {skus[0]}", LONG_AGO, variants)
    taken = catalog_intake.take_products(db, store.id, [product])
    return sorted(taken.variant_ids.values())


def item_in(variant_id: int, **values: object) -> StockItemIn:
    """A tracked item, low at 2 or less, since long ago."""
    fields = {"sku": f"S{variant_id}", "title": f"Item {variant_id}", "created_at": LONG_AGO}
    return StockItemIn(variant_id, **{"low_stock_threshold": 2, **fields, **values})  # type: ignore[arg-type]  # fields differ by name


def make_item(db: Session, store: Store, on_hand: int = 0, **values: object) -> int:
    """The variant id of a stock item with that many units since it exists; enters the store."""
    variant_id = make_variants(db, store)[0]
    item = item_in(variant_id, **values)
    stock_intake.take_items(db, store.id, [item])
    if on_hand:
        move(db, store, variant_id, on_hand, item.created_at)
    return variant_id


def move_in(
    variant_id: int, on_hand: int, moment: datetime, *, reserved: int = 0, ref: str | None = None
) -> MovementIn:
    """A movement; without `ref` a new one."""
    return MovementIn(
        source="test",
        external_ref=ref or f"m-{next(_numbers)}",
        variant_id=variant_id,
        reason=MovementReason.CORRECTION,
        happened_at=moment,
        on_hand_change=on_hand,
        reserved_change=reserved,
    )


def move(
    db: Session, store: Store, variant_id: int, on_hand: int, moment: datetime, *, reserved: int = 0
) -> IntakeCount:
    """Takes one new movement; enters the store."""
    enter_store(db, store.id)
    movement = move_in(variant_id, on_hand, moment, reserved=reserved)
    return stock_intake.take_movements(db, store.id, [movement])
