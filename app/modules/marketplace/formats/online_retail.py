"""The *Online Retail* data set: invoice lines of a British retailer (UCI, doi 10.24432/C5BW33).

Its rules: an invoice that begins with C takes goods back, on its own day and without naming the
sale. A line with a negative quantity and no price is a stock correction, its description a note.
Times are UTC, prices GBP.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal

from app.modules.marketplace.formats.file_format import OrderRow, RowKind, RowRefused

LONGEST_TEXT = 1000
LONGEST_CODE = 100
LARGEST_QUANTITY = 10_000_000
LARGEST_PRICE = Decimal(10_000_000)
# Charges and corrections that the retailer booked as if they were goods.
SERVICE_CODES = frozenset(
    {"AMAZONFEE", "BANK CHARGES", "B", "C2", "CRUK", "D", "DOT", "M", "POST", "S"}
)
_INVOICE = re.compile(r"C?[0-9]{1,12}", re.ASCII)
_INTEGER = re.compile(r"-?[0-9]{1,12}", re.ASCII)
_PRICE = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,6})?", re.ASCII)
_CUSTOMER = re.compile(r"([0-9]{1,12})(\.0)?", re.ASCII)
_MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?"
    r"(Z|[+-][0-9]{2}:[0-9]{2})?",
    re.ASCII,
)


class OnlineRetail:
    """Reads one line of the data set at a time."""

    name = "online-retail"
    currency = "GBP"
    columns = (
        "InvoiceNo",
        "StockCode",
        "Description",
        "Quantity",
        "InvoiceDate",
        "UnitPrice",
        "CustomerID",
        "Country",
    )

    def parse(self, values: Sequence[str]) -> OrderRow:
        """See the protocol; every value is looked at, the first wrong one is named."""
        self._refuse_long(values)
        invoice, code, description, quantity, moment, price, customer, country = (
            value.strip() for value in values
        )
        if not _INVOICE.fullmatch(invoice):
            raise RowRefused(
                "document", f"InvoiceNo is neither digits nor C and digits: {invoice!r}"
            )
        if not code:
            raise RowRefused("product", "StockCode is empty")
        if len(code) > LONGEST_CODE:
            raise RowRefused("length", f"StockCode is longer than {LONGEST_CODE} characters")
        units, unit_price = _quantity(quantity), _unit_price(price)
        kind = _kind(invoice, units, unit_price)
        return OrderRow(
            kind=kind,
            document=invoice,
            sku=code,
            title=description or None,
            quantity=units if kind is RowKind.CORRECTION else abs(units),
            unit_price=unit_price,
            occurred_at=_occurred_at(moment),
            customer_ref=_customer_ref(customer),
            country=country or None,
            is_service=code.upper() in SERVICE_CODES,
        )

    def customer_name(self, customer_ref: str) -> str:
        return f"Customer {customer_ref}"

    def _refuse_long(self, values: Sequence[str]) -> None:
        for name, value in zip(self.columns, values, strict=True):
            if len(value) > LONGEST_TEXT:
                raise RowRefused("length", f"{name} is longer than {LONGEST_TEXT} characters")


def _kind(invoice: str, quantity: int, unit_price: Decimal) -> RowKind:
    if quantity == 0:
        raise RowRefused("rule", "Quantity is 0")
    if unit_price < 0:
        raise RowRefused("rule", f"UnitPrice is negative: {unit_price}")
    if invoice.startswith("C"):
        if quantity > 0:
            raise RowRefused("rule", f"Quantity of a cancellation must be negative: {quantity}")
        return RowKind.RETURN
    if quantity > 0:
        return RowKind.SALE
    if unit_price != 0:
        raise RowRefused(
            "rule", f"Quantity is negative ({quantity}) at a price, but this is no cancellation"
        )
    return RowKind.CORRECTION


def _quantity(value: str) -> int:
    if not _INTEGER.fullmatch(value):
        raise RowRefused("number", f"Quantity is not a whole number: {value!r}")
    if abs(int(value)) > LARGEST_QUANTITY:
        raise RowRefused("number", f"Quantity is beyond {LARGEST_QUANTITY}: {value}")
    return int(value)


def _unit_price(value: str) -> Decimal:
    if not _PRICE.fullmatch(value):
        raise RowRefused("number", f"UnitPrice is not a number with a point: {value!r}")
    if abs(Decimal(value)) > LARGEST_PRICE:
        raise RowRefused("number", f"UnitPrice is beyond {LARGEST_PRICE}: {value}")
    return Decimal(value)


def _occurred_at(value: str) -> datetime:
    refusal = RowRefused("date", f"InvoiceDate is not a date and time: {value!r}")
    if not _MOMENT.fullmatch(value):
        raise refusal
    try:
        moment = datetime.fromisoformat(value)
        aware = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        raise refusal from None
    if not datetime(1971, 1, 1, tzinfo=UTC) <= aware < datetime(2200, 1, 1, tzinfo=UTC):
        raise refusal
    return aware


def _customer_ref(value: str) -> str | None:
    """Spreadsheets turn 17850 into 17850.0 when other rows of the column are empty."""
    if not value:
        return None
    found = _CUSTOMER.fullmatch(value)
    if found is None:
        raise RowRefused("customer", f"CustomerID is not a number: {value!r}")
    return found[1]


FORMAT = OnlineRetail()
