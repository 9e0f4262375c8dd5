"""The tables of orders."""

from app.modules.orders.models.order import Order
from app.modules.orders.models.order_event import OrderEvent
from app.modules.orders.models.order_line import OrderLine
from app.modules.orders.models.reversal import Reversal
from app.modules.orders.models.reversal_line import ReversalLine

__all__ = ["Order", "OrderEvent", "OrderLine", "Reversal", "ReversalLine"]
