"""`stoa stock`: the levels of stock, outside the API."""

from __future__ import annotations

from typing import Annotated

import typer

from app.cli.ending import CommandRefused

stock_app = typer.Typer(help="The levels of stock.", no_args_is_help=True)

StoreCode = Annotated[
    str | None, typer.Option("--store", help="Only this store.", show_default="all stores")
]


@stock_app.callback()
def stock() -> None:
    """The levels of stock."""


@stock_app.command("recount")
def recount(store: StoreCode = None) -> None:
    """Compare levels with the movements that they are sums of, and put those in their place.

    For what `stoa check` finds of stock; each store by itself, with what was wrong.
    """
    from rich.console import Console

    from app.cli.database import opened_database
    from app.cli.places import ready_database, stores_named

    console = Console()
    mended = 0
    with opened_database():
        from app.kernel.database.engine import get_database
        from app.kernel.database.scope import enter_store
        from app.modules.contracts.stock import STOCK_RECOUNT
        from app.modules.registry import registry

        registry().load_models()
        keeper = registry().find(STOCK_RECOUNT)
        if keeper is None:
            raise CommandRefused("No installed module keeps stock.")
        with ready_database() as db:
            stores = stores_named(db, store)
        for store_id, code in stores.items():
            with get_database().transaction() as db:
                enter_store(db, store_id)
                found = keeper.recount(db, store_id)
            mended += len(found)
            for one in found:
                place = "in all" if one.location_id is None else f"at location {one.location_id}"
                console.print(
                    f"{code}: variant {one.variant_id} {place}: {one.on_hand} on hand and"
                    f" {one.reserved} set aside, now {one.moved_on_hand} and {one.moved_reserved}"
                )
    console.print(
        f"Mended {mended} levels." if mended else "Every level is what its movements say."
    )
