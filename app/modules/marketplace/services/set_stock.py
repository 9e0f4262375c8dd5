"""Sets the stock of products to what a file says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from app.kernel.clock import utc_now
from app.modules.contracts.catalog import VariantIn
from app.modules.contracts.stock import (
    MovementIn,
    MovementReason,
    StockIntake,
    StockItemIn,
    StockReserver,
)
from app.modules.marketplace.services.product_file import FileProduct

DIGITS_OF_A_FILE = 16
OPENING, CORRECTION = MovementReason.OPENING, MovementReason.CORRECTION


def set_stock(
    db: Session,
    store_id: int,
    stock: tuple[StockIntake, StockReserver],
    products: Sequence[FileProduct],
    *,
    variant_ids: Mapping[str, int],
    digest: str,
) -> int:
    """Makes so many units available as the file says; how many levels that moved.

    The number of a file is what can still be sold, as shops take units off their stock when
    an order is placed; so units that are set aside here come on top. Stock that was not kept is
    kept from now on, with the file's word on backorders; where the file has no number there is
    none to begin with. `digest` is the file's: each of its numbers is set once.
    """
    intake, levels = stock
    intake.take_items(db, store_id, _items_without_number(products, variant_ids))
    counted = {sku: units for one in products for sku, units in one.stock.items()}
    wanted = {variant_ids[sku]: units for sku, units in counted.items()}
    if not wanted:
        return 0
    before = levels.availability(db, store_id, wanted)
    fresh = {each for each, level in before.items() if not level.is_tracked}
    intake.take_items(db, store_id, _items(products, variant_ids, fresh))
    now = utc_now()
    available = levels.availability(db, store_id, wanted)
    moves = [
        MovementIn(
            source=products[0].product.source,
            external_ref=f"{digest[:DIGITS_OF_A_FILE]}/{sku}",
            variant_id=variant_ids[sku],
            reason=OPENING if variant_ids[sku] in fresh else CORRECTION,
            happened_at=now,
            on_hand_change=units - available[variant_ids[sku]].available,
        )
        for sku, units in counted.items()
        if units != available[variant_ids[sku]].available
    ]
    return intake.take_movements(db, store_id, moves).created


def _items(
    products: Sequence[FileProduct], variant_ids: Mapping[str, int], fresh: set[int]
) -> list[StockItemIn]:
    return [
        replace(_item(one, variant, variant_ids), is_tracked=True)
        for one in products
        for variant in one.product.variants
        if variant.sku in one.stock and variant_ids[variant.sku] in fresh
    ]


def _items_without_number(
    products: Sequence[FileProduct], variant_ids: Mapping[str, int]
) -> list[StockItemIn]:
    return [
        _item(one, variant, variant_ids)
        for one in products
        for variant in one.product.variants
        if variant.sku in one.counted
    ]


def _item(one: FileProduct, variant: VariantIn, variant_ids: Mapping[str, int]) -> StockItemIn:
    return StockItemIn(
        variant_id=variant_ids[variant.sku],
        sku=variant.sku,
        title=variant.title or one.product.title,
        created_at=one.product.created_at,
        may_backorder=one.backorders.get(variant.sku),
    )
