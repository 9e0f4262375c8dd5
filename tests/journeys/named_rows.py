"""Rows of a store for every address that names one, and what the addresses call them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from app.kernel.database.engine import Database
from tests.architecture.any_row import fill_every_table

# What an address calls a row, where it is not the last word of its table.
TABLES = {
    "line_id": "cart_line",
    "letter_id": "messaging_outgoing_letter",
    "method_id": "shipping_method",
    "rate_id": "shipping_rate",
    "slug_or_id": "catalog_product",
}
COLUMNS = {
    "number": ("orders_order", "number"),
    "slug": ("catalog_slug", "slug"),
    "reference": ("payments_test_charge", "reference"),
    "method_code": ("payments_method", "code"),
}
CONSTANTS = {"token": "x" * 43, "kind": "marketing", "provider": "test"}
_PARAMETER = re.compile(r"\{(\w+)(?::\w+)?\}")
Names = Mapping[str, str]


def name_rows(database: Database, store_id: int, code: str) -> dict[str, str]:
    """Adds a row of the store to every table; what each parameter of an address stands for."""
    with database.transaction() as db:
        rows = fill_every_table(db, store_id)
    names = {"store_code": code, "store_id": str(store_id), **CONSTANTS}
    names |= {name: str(rows[table]["id"]) for name, table in TABLES.items()}
    names |= {name: str(rows[table][column]) for name, (table, column) in COLUMNS.items()}
    return names | _by_last_word(rows, set(names))


def parameters(path: str) -> set[str]:
    """The names in braces."""
    return set(_PARAMETER.findall(path))


def named(path: str, names: Names) -> str:
    """The address with every parameter filled. Raises KeyError for one that nobody knows."""
    return _PARAMETER.sub(lambda found: names[found[1]], path)


def _by_last_word(rows: Mapping[str, Any], known: set[str]) -> dict[str, str]:
    """`customer_id` is the id of the row of the table "…_customer"."""
    found = {
        f"{table.rpartition('_')[2]}_id": str(row["id"])
        for table, row in rows.items()
        if "id" in row
    }
    return {name: value for name, value in found.items() if name not in known}
