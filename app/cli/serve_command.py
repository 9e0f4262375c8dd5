"""`stoa serve`: the web server, with the embedded database unless DATABASE_URL names another."""

from typing import Annotated

import typer

from app.cli.loading import loading

Port = Annotated[
    int | None, typer.Option(min=1, max=65535, help="Port to listen on.", show_default="8000")
]
Host = Annotated[
    str | None, typer.Option(help="Address to listen on.", show_default="this machine only")
]
Workers = Annotated[int, typer.Option(min=1, max=64, help="Processes that answer requests.")]
Worker = Annotated[
    bool, typer.Option("--worker/--no-worker", help="Do the jobs in a process beside this one.")
]
Migrate = Annotated[bool, typer.Option("--migrate", help="Bring the database up to date first.")]


def serve(
    *,
    host: Host = None,
    port: Port = None,
    workers: Workers = 1,
    worker: Worker = True,
    migrate: Migrate = False,
) -> None:
    """Serve all platforms and stores of this installation until Ctrl-C."""
    with loading():
        from rich.console import Console

        from app.cli.database import opened_database
        from app.cli.migrating import migrate_database, require_migrated
        from app.cli.server import address, choose_port, reserved_port, run_server
        from app.kernel.config import get_settings

    console = Console()
    port = choose_port(port)
    with (
        reserved_port(host or get_settings().host, port) as bound,
        opened_database(exclusive=True) as settings,
    ):
        if migrate:
            with console.status("Migrating the database"):
                migrate_database(settings)
        else:
            require_migrated(settings)
        run_server(
            settings,
            bound,
            workers,
            lambda: console.print(f"Stoa is ready: {address(settings, port)}  (Ctrl-C ends it)"),
            does_jobs=worker,
        )
    console.print("Stoa has ended.")
