"""The tables of inventory."""

from app.modules.inventory.models.movement import Movement
from app.modules.inventory.models.stock_item import StockItem

__all__ = ["Movement", "StockItem"]
