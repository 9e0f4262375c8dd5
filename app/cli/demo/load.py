"""Loads the demonstration once; a load that was killed goes on where it stopped."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from app.cli.demo import world
from app.cli.demo.filling import Filling
from app.cli.demo.founding import found, mark_filled
from app.cli.demo.repositories.demo_rows import DemoRows
from app.cli.demo.seeds import PersonSeed, Stage, StoreSeed
from app.cli.demo.sign_in import DemoSignIn
from app.kernel.clock import utc_now
from app.kernel.config import Settings
from app.kernel.database.engine import get_database
from app.kernel.database.scope import enter_store
from app.kernel.database.statistics import gather_statistics
from app.modules.core.services.figure_keeper import keep_all
from app.modules.registry import registry


def load_demo(settings: Settings, console: Console, *, scale: float = 1.0) -> Sequence[DemoSignIn]:
    """The people to sign in as, after loading whatever of their world is not there yet.

    `scale` makes fewer orders. Each store is one transaction. Raises CommandRefused in a database
    that has other platforms of the same codes.
    """
    registry().load_models()
    with get_database().transaction(for_job=True) as db:
        rows = DemoRows(db)
        now = rows.founded_at()
        if now is None:
            now = utc_now()
            found(db, now)
        missing = _missing(rows)
        platform_ids = rows.platform_ids()
    if missing:
        _fill(console, missing, now, platform_ids, scale)
        with console.status("Adding up the figures"):
            keep_all(get_database())
        gather_statistics(settings)
    return _sign_ins()


def _missing(rows: DemoRows) -> list[tuple[int, StoreSeed]]:
    """The trading stores of the demonstration without data; others are nobody's business."""
    ids, filled = rows.store_ids(), rows.filled_stores()
    return [
        (ids[seed.code], seed)
        for seed in world.STORES
        if seed.orders and seed.code in ids and ids[seed.code] not in filled
    ]


def _fill(
    console: Console,
    stores: Sequence[tuple[int, StoreSeed]],
    now: datetime,
    platform_ids: Mapping[str, int],
    scale: float,
) -> None:
    columns = (
        TextColumn("Loading the demonstration"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f} %"),
        TimeElapsedColumn(),
        TextColumn("{task.description}"),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=sum(seed.orders * scale for _, seed in stores))
        for store_id, seed in stores:
            bar.update(task, description=seed.name)
            with get_database().transaction(for_job=True) as db:
                enter_store(db, store_id)
                Filling(
                    db,
                    store_id,
                    Stage(seed, now),
                    platform_ids,
                    on_orders=lambda number: bar.advance(task, number),
                    scale=scale,
                ).fill()
                mark_filled(db, store_id)


def _sign_ins() -> tuple[DemoSignIn, ...]:
    return (
        _sign_in("All platforms", world.ALL_OPERATOR),
        _sign_in("Harbour Street", world.HARBOUR_OPERATOR),
        _sign_in("Store owner", world.CLAIRE),
        _sign_in("Store staff", world.SAM),
        _sign_in("Store viewer", world.VERA),
    )


def _sign_in(who: str, person: PersonSeed) -> DemoSignIn:
    return DemoSignIn(who=who, path="/sign-in", email=person.email, password=world.PASSWORD)
