"""Makes files of orders, imports them, and looks at what the database holds afterwards."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from sqlalchemy import create_engine, text

from app.kernel.config import Settings
from app.kernel.database.engine import Database
from app.kernel.database.roles import derive_urls
from app.kernel.database.scope import enter_store
from app.modules.contracts.imports import ImportProgress, ImportReport
from app.modules.contracts.metrics import MetricsContext, MetricsProviderProtocol
from app.modules.marketplace.services.order_importer import order_importer
from tests.factories import make_platform, make_store

HEADER = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country"
# What differs between two imports of the same file: keys from sequences and the clock.
VOLATILE = {"id", "job_id", "order_id", "product_id", "variant_id", "customer_id", "reversal_id"}
# When a row was last written, and how often, is no part of what a file says.
CLOCK = {"started_at", "finished_at", "updated_at", "cards_due_at", "version"}


def line(
    invoice: str = "536365",
    code: str = "85123A",
    title: str = "WHITE LANTERN",
    quantity: object = 6,
    moment: str = "2010-12-01T08:26:00.000",
    price: object = "2.55",
    customer: object = "17850",
    country: str = "United Kingdom",
) -> str:
    """One row of a file as text."""
    out = io.StringIO()
    values = [invoice, code, title, quantity, moment, price, customer, country]
    csv.writer(out, lineterminator="\n").writerow(values)
    return out.getvalue().removesuffix("\n")


def write_file(
    folder: Path, rows: Iterable[str], *, name: str = "orders.csv", header: str = HEADER
) -> Path:
    """A plain file of these rows."""
    path = folder / name
    path.write_text("\n".join([header, *rows, ""]), encoding="utf-8", newline="")
    return path


def committed_store(database: Database, code: str | None = None) -> int:
    """A store that stands in the database for code with transactions of its own."""
    with database.transaction() as db:
        return make_store(db, code, platforms=[make_platform(db)]).id


def import_file(store_id: int, path: Path) -> ImportReport:
    return order_importer.import_orders(
        store_id=store_id, path=path, file_format="online-retail", on_progress=_ignore
    )


def numbers(
    database: Database, provider: MetricsProviderProtocol, store_id: int
) -> dict[str, object]:
    """All numbers of a provider over all time, without the prefix of the module."""
    with database.transaction() as db:
        enter_store(db, store_id)
        values = provider.get_store_metrics(db, store_id, MetricsContext(period="all"))
        return {value.key.partition(".")[2]: value.value for value in values}


def table_dumps(
    settings: Settings, store_id: int, *, ignored: Iterable[str] = ()
) -> dict[str, list[tuple[object, ...]]]:
    """Every store-owned row of the store, by table, without keys from sequences and the clock."""
    left_out = {*VOLATILE, *CLOCK, "store_id", *ignored}
    engine = create_engine(derive_urls(settings.owner_url, settings).owner)
    dumps: dict[str, list[tuple[object, ...]]] = {}
    with engine.begin() as connection:
        connection.execute(
            text("SELECT set_config('app.store_id', :id, true)"), {"id": str(store_id)}
        )
        tables = connection.execute(
            text(
                "SELECT table_name, array_agg(column_name::text ORDER BY column_name)"
                " FROM information_schema.columns WHERE table_schema = 'public'"
                " GROUP BY table_name HAVING 'store_id' = ANY (array_agg(column_name))"
                " AND 'id' = ANY (array_agg(column_name)) ORDER BY table_name"
            )
        ).all()
        for table, columns in tables:
            kept = ", ".join(column for column in columns if column not in left_out)
            rows = connection.execute(
                text(f"SELECT {kept} FROM {table} WHERE store_id = :id"), {"id": store_id}
            )
            dumps[table] = sorted((tuple(row) for row in rows), key=repr)
    engine.dispose()
    return dumps


def _ignore(_progress: ImportProgress) -> None:
    """Progress nobody looks at."""


def retail_rows(invoices: int, *, lines_each: int = 3, start: int = 500_000) -> Sequence[str]:
    """Many plain rows: invoices with a few lines each, some returned, some of guests."""
    rows = []
    for number in range(invoices):
        minute, hour, day = number % 60, number // 60 % 24, number // 1440 % 28 + 1
        moment = f"2011-{number // 40_320 % 12 + 1:02}-{day:02}T{hour:02}:{minute:02}:00.000"
        customer = "" if number % 10 == 0 else str(12_000 + number % 700)
        for position in range(lines_each):
            code = f"{20_000 + (number * 7 + position) % 900}"
            price = f"{(number + position) % 50}.{position}5"
            rows.append(
                line(
                    str(start + number),
                    code,
                    f"THING {code}",
                    1 + position,
                    moment,
                    price,
                    customer,
                )
            )
        if number % 25 == 0:
            rows.append(
                line(f"C{start + number}", code, f"THING {code}", -1, moment, price, customer)
            )
    return rows
