"""What inventory refuses."""

from __future__ import annotations

from app.kernel.errors import InvalidInput


class UnknownStockItem(InvalidInput):
    """A movement names a variant whose stock is not kept in this store; `variant_id` is one."""

    code = "inventory.unknown_stock_item"
    message_key = "inventory-error-unknown-stock-item"
