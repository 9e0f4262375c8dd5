"""The tables of inventory."""

from app.modules.inventory.models.level import Level
from app.modules.inventory.models.location import Location
from app.modules.inventory.models.movement import Movement
from app.modules.inventory.models.reservation import Reservation
from app.modules.inventory.models.stock_item import StockItem

__all__ = ["Level", "Location", "Movement", "Reservation", "StockItem"]
