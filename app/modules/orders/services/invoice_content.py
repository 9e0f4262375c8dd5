"""What an invoice or a credit note says, as plain values that are frozen when it is issued."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from app.modules.orders.models import Order, OrderLine
from app.modules.orders.services.tax_by_rate import Taxed, tax_by_rate


@dataclass(frozen=True)
class DocumentLine:
    """Units of an order's line on a document, with their amounts in minor units.

    A part of the price alone has a quantity of 0.
    """

    line: OrderLine
    quantity: int
    net_minor: int
    tax_minor: int


@dataclass(frozen=True)
class Document:
    """What is to be documented of an order; `seller` are the values of the store's business."""

    order: Order
    all_lines: Sequence[OrderLine]
    lines: Sequence[DocumentLine]
    shipping_net_minor: int
    shipping_tax_minor: int
    seller: Mapping[str, str]
    time_zone: str
    corrects: str | None = None
    reason: str | None = None
    note: str | None = None

    @property
    def net_minor(self) -> int:
        """All net amounts."""
        return sum(line.net_minor for line in self.lines) + self.shipping_net_minor

    @property
    def tax_minor(self) -> int:
        """All tax."""
        return sum(line.tax_minor for line in self.lines) + self.shipping_tax_minor


def left_of(lines: Sequence[OrderLine]) -> list[DocumentLine]:
    """What no reversal took back so far: an invoice says what is left to be paid."""
    return [
        DocumentLine(line, line.left_units, line.left_net_minor, line.left_tax_minor)
        for line in lines
        if line.left_units or line.left_net_minor or line.left_tax_minor
    ]


def content_of(document: Document, number: str, issued_at: datetime) -> dict[str, Any]:
    """All that the document says; days are those of the store's time zone.

    The particulars are those of Directive 2006/112/EC, article 226: dates, number, names, addresses
    and VAT numbers of both, quantity and nature of the goods, amounts by rate, what was exempt and
    why (`note`).
    """
    order, zone = document.order, ZoneInfo(document.time_zone)
    supplied_at = order.fulfilled_at or order.paid_at or issued_at
    return {
        "number": number,
        "issued_on": issued_at.astimezone(zone).date().isoformat(),
        "supplied_on": supplied_at.astimezone(zone).date().isoformat(),
        "placed_on": order.placed_at.astimezone(zone).date().isoformat(),
        "order_number": order.number,
        "corrects": document.corrects,
        "reason": document.reason,
        "currency": order.currency,
        "seller": {
            **document.seller,
            "vat_id": order.seller_vat_id or document.seller.get("vat_id", ""),
        },
        "buyer": {
            **(_address(order.billing_address) or {"name": order.customer_name or ""}),
            "vat_id": order.vat_id,
        },
        "ship_to": _address(order.shipping_address),
        "lines": [_line(each) for each in document.lines],
        "shipping": _shipping(document),
        "rates": _rates(document),
        "net_minor": document.net_minor,
        "tax_minor": document.tax_minor,
        "total_minor": document.net_minor + document.tax_minor,
        "tax_scheme": order.tax_scheme,
        "note": document.note,
    }


def _address(address: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """An address as documents need it: they are kept for years, telephone numbers are not."""
    if address is None:
        return None
    return {name: value for name, value in address.items() if name != "phone"}


def _line(each: DocumentLine) -> dict[str, Any]:
    rate = each.line.tax_rate
    return {
        "sku": each.line.sku,
        "title": each.line.title,
        "quantity": each.quantity,
        "unit_price": f"{each.line.unit_price.normalize():f}",
        "tax_rate": None if rate is None else f"{rate.normalize():f}",
        "net_minor": each.net_minor,
        "tax_minor": each.tax_minor,
        "total_minor": each.net_minor + each.tax_minor,
    }


def _shipping(document: Document) -> dict[str, Any] | None:
    net, tax = document.shipping_net_minor, document.shipping_tax_minor
    if not net and not tax:
        return None
    name = document.order.shipping_name
    return {"name": name, "net_minor": net, "tax_minor": tax, "total_minor": net + tax}


def _rates(document: Document) -> list[dict[str, Any]]:
    """None of an order that no tax is known of: 0 % would be a rate, too."""
    if not document.order.tax_rates and not document.order.tax_minor:
        return []
    sold = [_taxed(line, line.net_minor, line.tax_minor) for line in document.all_lines]
    shown = [_taxed(each.line, each.net_minor, each.tax_minor) for each in document.lines]
    shipping = (document.shipping_net_minor, document.shipping_tax_minor)
    return tax_by_rate(document.order.tax_rates or [], sold, shown, shipping)


def _taxed(line: OrderLine, net_minor: int, tax_minor: int) -> Taxed:
    return Taxed(line.tax_rate or Decimal(0), net_minor, tax_minor)
