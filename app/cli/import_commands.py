"""`stoa import`: bringing data of other systems into a store."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from app.cli.ending import CommandRefused
from app.cli.english import refusals_in_english

if TYPE_CHECKING:
    from rich.console import Console

    from app.modules.contracts.capabilities import Capability
    from app.modules.contracts.imports import (
        ImportProgress,
        ImportReport,
        OrderImporter,
        ProductImporter,
    )

    OnProgress = Callable[[ImportProgress], None]
    Importer = TypeVar("Importer", OrderImporter, ProductImporter)

EXIT_WITH_REFUSALS = 2
STORES_NAMED = 20

import_app = typer.Typer(help="Bring data of other systems into a store.", no_args_is_help=True)

File = Annotated[Path, typer.Argument(help="The file, plain or gzip.", show_default=False)]
StoreCode = Annotated[str, typer.Option("--store", help="Code of the store that takes them.")]
Format = Annotated[str, typer.Option("--format", help="What kind of file it is: online-retail.")]
ProductFormat = Annotated[
    str | None,
    typer.Option(
        "--format",
        help="What kind of file it is: woocommerce or shopify. Its first line tells, if not this.",
    ),
]
Refused = Annotated[
    Path | None, typer.Option("--refused", help="Write all refused rows to this CSV file.")
]


@dataclass(frozen=True)
class Asked:
    """What the command line asks for."""

    file: Path
    store: str
    file_format: str | None
    refused: Path | None


@import_app.callback()
def imports() -> None:
    """Bring data of other systems into a store."""


@import_app.command("orders")
def import_orders(
    file: File, *, store: StoreCode, file_format: Format, refused: Refused = None
) -> None:
    """Import a file of orders with its products, customers, returns and stock corrections.

    Can be interrupted and run again; a file that was imported before changes nothing. Ends with 0
    when all rows were taken, 2 when rows were refused or the file is cut, 1 when it failed.
    """
    from app.modules.contracts.imports import ORDER_IMPORTER

    def run(importer: "OrderImporter", store_id: int, on_progress: "OnProgress") -> "ImportReport":
        return importer.import_orders(
            store_id=store_id, path=file, file_format=file_format, on_progress=on_progress
        )

    _import(Asked(file, store, file_format, refused), ORDER_IMPORTER, run, "orders")


@import_app.command("products")
def import_products(
    file: File,
    *,
    store: StoreCode,
    file_format: ProductFormat = None,
    refused: Refused = None,
) -> None:
    """Import a file of products with variants, categories, pictures, prices and stock.

    Prices are in the store's currency. A file of Shopify's stock sets the levels of products that
    are there, at the locations that it names by code or name. Can be interrupted and run again; a
    file that was imported before changes nothing. Ends with 0 when all rows were taken, 2 when rows
    were refused or the file is cut, 1 when it failed.
    """
    from app.modules.contracts.imports import PRODUCT_IMPORTER

    def run(
        importer: "ProductImporter", store_id: int, on_progress: "OnProgress"
    ) -> "ImportReport":
        return importer.import_products(
            store_id=store_id, path=file, file_format=file_format, on_progress=on_progress
        )

    _import(Asked(file, store, file_format, refused), PRODUCT_IMPORTER, run, "products")


def _import(
    asked: Asked,
    capability: "Capability[Importer]",
    run: "Callable[[Importer, int, OnProgress], ImportReport]",
    of_what: str,
) -> None:
    from rich.console import Console

    from app.cli.database import opened_database
    from app.cli.import_report import print_report, write_refused
    from app.kernel.database.statistics import gather_statistics

    console = Console()
    with opened_database() as settings, refusals_in_english():
        importer = _importer(capability, asked.file_format, of_what)
        store_id = _store_id(asked.store)
        started = monotonic()
        with _shown_progress(asked.file) as on_progress:
            report = run(importer, store_id, on_progress)
        gather_statistics(settings)
        seconds = monotonic() - started
        title = f"{asked.file.name} in {asked.store}, {seconds:.0f} s"
        print_report(console, report, title=title)
        if asked.refused is not None and report.job_id is not None:
            rows = importer.refusals(store_id=store_id, job_id=report.job_id)
            _write(console, asked.refused, write_refused(rows))
    if report.refused_rows or not report.is_complete:
        raise typer.Exit(EXIT_WITH_REFUSALS)


def _importer(
    capability: "Capability[Importer]", file_format: str | None, of_what: str
) -> "Importer":
    from app.modules.registry import registry

    registry().load_models()
    importer = registry().find(capability)
    if importer is None:
        raise CommandRefused(f"No installed module imports files of {of_what}.")
    known = importer.formats()
    if file_format is not None and file_format not in known:
        raise CommandRefused(
            f"There is no format {file_format!r}. Known formats: {', '.join(known)}."
        )
    return importer


def _store_id(code: str) -> int:
    from sqlalchemy.exc import OperationalError, ProgrammingError

    from app.kernel.database.engine import get_database
    from app.modules.tenancy.repositories.store_directory import StoreDirectory

    try:
        with get_database().transaction() as db:
            directory = StoreDirectory(db)
            store_id = directory.store_id_of_code(code)
            codes = [] if store_id is not None else directory.store_codes()
    except (OperationalError, ProgrammingError) as error:
        reason = str(error.orig).strip().splitlines()[0]
        raise CommandRefused(
            f"The database is not ready ({reason}); `stoa migrate` sets it up."
        ) from None
    if store_id is not None:
        return store_id
    if not codes:
        raise CommandRefused(f"There is no store {code!r}, nor any other store.")
    more = f", and {len(codes) - STORES_NAMED} more" if len(codes) > STORES_NAMED else ""
    named = ", ".join(codes[:STORES_NAMED])
    raise CommandRefused(f"There is no store {code!r}. Stores: {named}{more}.")


@contextmanager
def _shown_progress(file: Path) -> Iterator["OnProgress"]:
    from rich.console import Console

    from app.cli.import_report import import_progress

    with import_progress(Console(stderr=True)) as bar:
        task = bar.add_task(file.name, total=None, rows=0, refused=0)

        def show(done: "ImportProgress") -> None:
            bar.update(
                task,
                total=done.bytes_total,
                completed=done.bytes_read,
                rows=done.rows,
                refused=done.refused_rows,
            )

        yield show


def _write(console: "Console", target: Path, pieces: Iterator[bytes]) -> None:
    try:
        with target.open("wb") as out:
            out.writelines(pieces)
    except OSError as error:
        raise CommandRefused(f"{target} cannot be written: {error.strerror}") from None
    console.print(f"Refused rows are in {target}.", soft_wrap=True, highlight=False)
