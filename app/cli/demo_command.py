"""`stoa demo`: a year in the life of two platforms, ready to sign in to."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.cli.serve_command import Host, Port, Worker, Workers

if TYPE_CHECKING:
    from rich.console import Console

    from app.cli.demo.sign_in import DemoSignIn


def demo(
    *, host: Host = None, port: Port = None, workers: Workers = 1, worker: Worker = True
) -> None:
    """Load the demonstration if it is absent, print the sign-ins, and serve until Ctrl-C."""
    from rich.console import Console

    from app.cli.database import opened_database
    from app.cli.demo.load import load_demo
    from app.cli.migrating import migrate_database
    from app.cli.server import address, choose_port, reserved_port, run_server
    from app.kernel.config import get_settings

    console = Console()
    port = choose_port(port)
    with (
        reserved_port(host or get_settings().host, port) as bound,
        console.status("Starting the database") as status,
        opened_database(exclusive=True) as settings,
    ):
        status.update("Migrating the database")
        migrate_database(settings)
        status.stop()
        sign_ins = load_demo(settings, console)
        run_server(
            settings,
            bound,
            workers,
            lambda: _welcome(console, address(settings, port, ""), sign_ins),
            does_jobs=worker,
        )
    console.print("Stoa has ended. `make demo` goes on where you left.")


def _welcome(console: "Console", root: str, sign_ins: Sequence["DemoSignIn"]) -> None:
    from rich.panel import Panel
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    table.add_column("Who", overflow="fold")
    table.add_column("E-mail", no_wrap=True)
    for sign_in in sign_ins:
        table.add_row(sign_in.who, sign_in.email)
    console.print(Panel(table, title="Stoa is ready", subtitle="Ctrl-C ends it", expand=False))
    for password in sorted({sign_in.password for sign_in in sign_ins}):
        console.print(f"Password of all of them: [bold]{password}[/bold]")
    for path in sorted({sign_in.path for sign_in in sign_ins}):
        console.print(f"Sign in at [bold]{root}{path}[/bold]")
