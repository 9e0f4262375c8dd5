"""`stoa metrics verify`, `repair` and `rebuild`: kept figures against a recount of the facts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.database import opened_database
from app.cli.ending import CommandRefused

if TYPE_CHECKING:
    from rich.console import Console

    from app.modules.core.services.figure_proof import Span
    from app.modules.core.services.figure_proofs import Proof, Proofs

StoreCode = Annotated[
    str | None, typer.Option("--store", help="Only this store.", show_default="all stores")
]
Days = Annotated[
    int | None,
    typer.Option("--days", min=1, help="Only the last so many days.", show_default="all days"),
]
Day = Annotated[
    datetime | None,
    typer.Option("--day", formats=["%Y-%m-%d"], help="Only this day, in the store's time zone."),
]
MOST_SHOWN = 200


def verify(store: StoreCode = None, days: Days = None) -> None:
    """Recount the facts and name every kept figure that differs; exit status 1 if any does."""
    from rich.console import Console

    from app.modules.core.services.figure_proof import Span

    console = Console()
    with _proofs(store) as proofs:
        wrong = [proof for proof in _watched(console, proofs, Span(days)) if proof.found]
    _show(console, wrong)
    if wrong:
        raise CommandRefused("Some figures are wrong. Mend them with: stoa metrics repair")


def repair(store: StoreCode = None, day: Day = None) -> None:
    """Count the days that differ anew, and no others."""
    from rich.console import Console

    from app.modules.core.services.figure_proof import Span

    console = Console()
    mended = 0
    with _proofs(store) as proofs:
        for proof in _watched(console, proofs, Span(day=day.date() if day else None)):
            if proof.found:
                found = proofs.mend(proof)
                mended += 1
                days = ", ".join(str(one) for one in found) or "the total"
                console.print(f"Mended {proof.module} of {proof.name}: {days}")
    console.print("Nothing was wrong." if not mended else f"Mended {mended} sets of figures.")


def rebuild(store: StoreCode = None) -> None:
    """Count all figures from the facts, from nothing; the numbers can be read meanwhile."""
    from rich.console import Console
    from rich.progress import track

    console = Console()
    with _proofs(store) as proofs:
        steps = proofs.rebuild_steps()
        for step in track(steps, "Counting", console=console, transient=True):
            step()
        stores = len(proofs.store_ids)
    whose = "1 store" if stores == 1 else f"{stores} stores"
    console.print(f"Counted anew, with their platforms: {whose}.")


@contextmanager
def _proofs(store: str | None) -> Iterator[Proofs]:
    with opened_database():
        from app.kernel.database.engine import get_database
        from app.modules.core.services.figure_proofs import Proofs
        from app.modules.registry import registry

        registry().load_models()
        proofs = Proofs(get_database(), store)
        if store is not None and not proofs.store_ids:
            known = ", ".join(proofs.store_codes()) or "none yet"
            raise CommandRefused(f"There is no store {store!r}. Stores are: {known}")
        yield proofs


def _watched(console: Console, proofs: Proofs, span: Span) -> Iterator[Proof]:
    from rich.progress import track

    yield from track(
        proofs.each(span), "Counting", total=len(proofs), console=console, transient=True
    )


def _show(console: Console, wrong: list[Proof]) -> None:
    from rich.table import Table

    if not wrong:
        console.print("All figures are what the facts add up to.")
        return
    table = Table("Whose", "Kept as", "Figure", "Currency", "Where", "Facts", "Kept")
    rows = [(proof, one) for proof in wrong for one in proof.found]
    for proof, one in rows[:MOST_SHOWN]:
        place = "all time" if one.place is None else str(one.place)
        table.add_row(
            proof.name,
            one.grain,
            one.measure,
            one.currency,
            place,
            str(one.counted),
            str(one.kept),
        )
    console.print(table)
    if len(rows) > MOST_SHOWN:
        console.print(f"… and {len(rows) - MOST_SHOWN} more.")
