"""The tables of orders."""

from app.modules.orders.models.fulfilment import Fulfilment
from app.modules.orders.models.fulfilment_line import FulfilmentLine
from app.modules.orders.models.invoice import Invoice
from app.modules.orders.models.invoice_counter import InvoiceCounter
from app.modules.orders.models.order import Order
from app.modules.orders.models.order_event import OrderEvent
from app.modules.orders.models.order_line import OrderLine
from app.modules.orders.models.order_return import OrderReturn
from app.modules.orders.models.return_line import ReturnLine
from app.modules.orders.models.reversal import Reversal
from app.modules.orders.models.reversal_line import ReversalLine
from app.modules.orders.models.seller import Seller

__all__ = [
    "Fulfilment",
    "FulfilmentLine",
    "Invoice",
    "InvoiceCounter",
    "Order",
    "OrderEvent",
    "OrderLine",
    "OrderReturn",
    "ReturnLine",
    "Reversal",
    "ReversalLine",
    "Seller",
]
