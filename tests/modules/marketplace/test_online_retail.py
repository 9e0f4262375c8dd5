"""How a line of the data set reads."""

from __future__ import annotations

import csv
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from app.modules.marketplace.formats import known_formats
from app.modules.marketplace.formats.file_format import OrderRow, RowKind, RowRefused
from app.modules.marketplace.formats.online_retail import FORMAT
from tests.modules.marketplace.factories import line


def parse(text: str) -> OrderRow:
    return FORMAT.parse(next(csv.reader([text])))


class TestOnlineRetail:
    def test_is_found_by_its_place_in_the_folder(self) -> None:
        assert known_formats() == {"online-retail": FORMAT}

    def test_a_line_with_a_positive_quantity_is_a_sale(self) -> None:
        assert parse(line()) == OrderRow(
            kind=RowKind.SALE,
            document="536365",
            sku="85123A",
            title="WHITE LANTERN",
            quantity=6,
            unit_price=Decimal("2.55"),
            occurred_at=datetime(2010, 12, 1, 8, 26, tzinfo=UTC),
            customer_ref="17850",
            country="United Kingdom",
        )

    def test_an_invoice_that_begins_with_c_takes_goods_back(self) -> None:
        row = parse(line(invoice="C536379", quantity=-2))

        assert (row.kind, row.document, row.quantity) == (RowKind.RETURN, "C536379", 2)

    def test_less_than_nothing_for_nothing_is_a_stock_correction(self) -> None:
        row = parse(line(quantity=-30, price="0.0", customer="", title="damaged"))

        assert (row.kind, row.quantity, row.title) == (RowKind.CORRECTION, -30, "damaged")

    def test_what_the_file_leaves_empty_is_none(self) -> None:
        row = parse(line(title=" ", customer="", country="", price="0.0"))

        assert (row.title, row.customer_ref, row.country) == (None, None, None)
        assert row.kind is RowKind.SALE

    @pytest.mark.parametrize("code", ["POST", "M", "D", "C2", "BANK CHARGES", "DOT", "m"])
    def test_charges_are_services(self, code: str) -> None:
        assert parse(line(code=code)).is_service

    @pytest.mark.parametrize("code", ["85123A", "DCGS0070", "gift_0001_40", "PADS"])
    def test_goods_are_not(self, code: str) -> None:
        assert not parse(line(code=code)).is_service

    @pytest.mark.parametrize(
        ("text", "moment"),
        [
            ("2010-12-01T08:26:00.000", datetime(2010, 12, 1, 8, 26, tzinfo=UTC)),
            ("2010-12-01 08:26", datetime(2010, 12, 1, 8, 26, tzinfo=UTC)),
            ("2010-12-01T08:26:00Z", datetime(2010, 12, 1, 8, 26, tzinfo=UTC)),
            ("2010-12-01T08:26:00+01:00", datetime(2010, 12, 1, 7, 26, tzinfo=UTC)),
        ],
    )
    def test_times_are_utc_unless_they_say_otherwise(self, text: str, moment: datetime) -> None:
        assert parse(line(moment=text)).occurred_at == moment

    @pytest.mark.parametrize(
        "text", ["0001-01-01T00:00:00+14:00", "1970-12-31 23:59", "2200-01-01 00:00"]
    )
    def test_times_beyond_reason_are_refused(self, text: str) -> None:
        with pytest.raises(RowRefused):
            parse(line(moment=text))

    def test_a_customer_number_from_a_spreadsheet_is_the_same_number(self) -> None:
        assert parse(line(customer="17850.0")).customer_ref == "17850"

    def test_amounts_beyond_reason_are_refused(self) -> None:
        for row in (line(quantity=10_000_001), line(price="10000000.01")):
            with pytest.raises(RowRefused):
                parse(row)
