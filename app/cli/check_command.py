"""`stoa check`: what must always hold in every store, asked of the database."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.ending import CommandRefused

if TYPE_CHECKING:
    from rich.console import Console

    from app.modules.core.services.laws import Breach

StoreCode = Annotated[
    str | None, typer.Option("--store", help="Only this store.", show_default="all stores")
]


def check(store: StoreCode = None) -> None:
    """Ask every law of every module in every store; name each breach; exit status 1 if any."""
    from rich.console import Console

    from app.cli.database import opened_database

    console = Console()
    with opened_database():
        from app.kernel.database.engine import get_database
        from app.modules.core.services.laws import breaches
        from app.modules.registry import registry

        registry().load_models()
        laws = registry().invariants()
        found = list(breaches(get_database(), laws, store_code=store))
    _show(console, found)
    if found:
        raise CommandRefused("Some laws are broken; the rows above say where.")
    console.print(f"All {len(laws)} laws hold.")


def _show(console: Console, found: list[Breach]) -> None:
    from rich.table import Table

    if not found:
        return
    table = Table("Store", "Law", "Says", "Rows", "For example")
    for one in found:
        table.add_row(one.store_code, one.law.code, one.law.sentence, str(one.rows), one.example)
    console.print(table)
