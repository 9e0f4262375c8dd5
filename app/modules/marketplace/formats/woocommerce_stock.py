"""How many units WooCommerce's product files say there are."""

from __future__ import annotations

from collections.abc import Sequence

from app.kernel.money import split_largest_remainder
from app.modules.marketplace.formats.product_format import Row
from app.modules.marketplace.formats.product_values import whole
from app.modules.marketplace.formats.woocommerce_rows import NO, YES, is_off, sku_of

SHARED_STOCK = (
    "All variations are sold from one stock, which is kept for each of them here: its units were "
    "shared out evenly, so that no more is sold than there is"
)
_OF_PARENT = "parent"
_BACKORDERS = "Backorders allowed?"
_SOLD_ON = YES | {"notify"}


def is_counted(row: Row) -> bool:
    """Whether its units are its own."""
    return row.get("Stock", _OF_PARENT) != _OF_PARENT


def units_of(row: Row) -> int | None:
    """The number of units; None where nobody counts them, or the parent's are meant.

    None are there of what nobody counts and is said to be out of stock.
    """
    return 0 if _has_run_out(row) else whole(row.get("Stock", ""))


def shared_units(parent: Row, variations: Sequence[Row]) -> dict[str, int]:
    """What each variation has of the parent's stock, where that is counted and not its own.

    There is no stock of several variants here. Each with all of it would sell it several times.
    """
    stock = whole(parent.get("Stock", ""))
    sharing = [one for one in variations if not is_counted(one)]
    if stock is None or not sharing:
        return {}
    sold = [sku_of(one) for one in sharing if not (is_off(one) or _has_run_out(one))]
    shares = split_largest_remainder(stock, [1] * len(sold)) if sold else []
    return {sku_of(one): 0 for one in sharing} | dict(zip(sold, shares, strict=True))


def may_sell_on(row: Row) -> bool | None:
    """Whether it may be sold beyond its stock; None where the file does not say."""
    said = row.get(_BACKORDERS)
    return None if said is None else said.lower() in _SOLD_ON


def _has_run_out(row: Row) -> bool:
    return row.get("In stock?", "").lower() in NO and not is_counted(row)
