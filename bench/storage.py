"""How large the read models are beside the tables that they summarise."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bench.report import Cell, count_text, table, write_page
from bench.server import History, connect

MODELS = ("core_figure", "core_day_course", "core_platform_figure", "core_platform_course")
SUMMARISED = ("orders", "inventory", "customers", "catalog", "cms", "marketplace")
_SIZES = """
    SELECT relname::text, pg_total_relation_size(oid), pg_indexes_size(oid), reltuples::bigint
    FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
    ORDER BY 2 DESC
"""


def measure_storage(server_url: str, histories: Sequence[History]) -> Path:
    """Writes a page with the sizes of every history."""
    sections, totals = [], []
    for history in histories:
        sizes = _sizes(server_url, history.database)
        models = [row for row in sizes if str(row[0]).startswith(MODELS)]
        others = [row for row in sizes if str(row[0]).split("_")[0] in SUMMARISED]
        kept, facts = (sum(_megabytes(row[1]) for row in rows) for rows in (models, others))
        totals.append([count_text(history.orders), kept, facts, f"{100 * kept / facts:.2f} %"])
        rows = [
            [str(row[0]), _megabytes(row[1]), _megabytes(row[2]), row[3]]
            for row in [*models, *others]
        ]
        heads = ["table", "MB with indexes", "MB of indexes", "rows"]
        sections += [f"## {count_text(history.orders)} orders", table(heads, rows)]
    heads = ["orders", "read models MB", "tables MB", "share"]
    note = "With indexes, after VACUUM. Aim at 10 million orders: at most 10 %."
    return write_page("storage", "Storage", [note, table(heads, totals), *sections])


def _sizes(server_url: str, database: str) -> list[list[Cell]]:
    with connect(server_url, database) as connection:
        rows = connection.execute(_SIZES).fetchall()
    return [[str(row[0]), *(int(str(value)) for value in row[1:])] for row in rows]


def _megabytes(size: Cell) -> float:
    return float(size or 0) / 1e6
