"""`stoa import`: bringing data of other systems into a store."""

from collections.abc import Iterator
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.ending import CommandRefused
from app.cli.english import refusals_in_english

if TYPE_CHECKING:
    from rich.console import Console

    from app.modules.contracts.imports import ImportReport, OrderImporter

EXIT_WITH_REFUSALS = 2
STORES_NAMED = 20

import_app = typer.Typer(help="Bring data of other systems into a store.", no_args_is_help=True)

File = Annotated[Path, typer.Argument(help="The file, plain or gzip.", show_default=False)]
StoreCode = Annotated[str, typer.Option("--store", help="Code of the store that takes the orders.")]
Format = Annotated[str, typer.Option("--format", help="What kind of file it is: online-retail.")]
Refused = Annotated[
    Path | None, typer.Option("--refused", help="Write all refused rows to this CSV file.")
]


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
    from rich.console import Console

    from app.cli.database import opened_database
    from app.cli.import_report import print_report, write_refused
    from app.kernel.database.statistics import gather_statistics

    console = Console()
    with opened_database() as settings, refusals_in_english():
        importer = _importer(file_format)
        store_id = _store_id(store)
        started = monotonic()
        report = _run(importer, store_id=store_id, file=file, file_format=file_format)
        gather_statistics(settings)
        seconds = monotonic() - started
        print_report(console, report, title=f"{file.name} in {store}, {seconds:.0f} s")
        if refused is not None and report.job_id is not None:
            rows = importer.refusals(store_id=store_id, job_id=report.job_id)
            _write(console, refused, write_refused(rows))
    if report.refused_rows or not report.is_complete:
        raise typer.Exit(EXIT_WITH_REFUSALS)


def _importer(file_format: str) -> "OrderImporter":
    from app.modules.contracts.imports import ORDER_IMPORTER
    from app.modules.registry import registry

    registry().load_models()
    importer = registry().find(ORDER_IMPORTER)
    if importer is None:
        raise CommandRefused("No installed module imports files of orders.")
    known = importer.formats()
    if file_format not in known:
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


def _run(
    importer: "OrderImporter", *, store_id: int, file: Path, file_format: str
) -> "ImportReport":
    from rich.console import Console

    from app.cli.import_report import import_progress
    from app.modules.contracts.imports import ImportProgress

    with import_progress(Console(stderr=True)) as bar:
        task = bar.add_task(file.name, total=None, rows=0, refused=0)

        def show(done: ImportProgress) -> None:
            bar.update(
                task,
                total=done.bytes_total,
                completed=done.bytes_read,
                rows=done.rows,
                refused=done.refused_rows,
            )

        return importer.import_orders(
            store_id=store_id, path=file, file_format=file_format, on_progress=show
        )


def _write(console: "Console", target: Path, pieces: Iterator[bytes]) -> None:
    try:
        with target.open("wb") as out:
            out.writelines(pieces)
    except OSError as error:
        raise CommandRefused(f"{target} cannot be written: {error.strerror}") from None
    console.print(f"Refused rows are in {target}.", soft_wrap=True, highlight=False)
