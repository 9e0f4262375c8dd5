"""`stoa worker`: does what was left for later, beside the web server."""

from __future__ import annotations

from typing import Annotated

import typer

from app.cli.job_process import THREADS

Threads = Annotated[int, typer.Option(min=1, max=64, help="Jobs done side by side.")]
UntilIdle = Annotated[
    bool, typer.Option("--until-idle", help="End as soon as nothing is left to be done now.")
]


def worker(*, threads: Threads = THREADS, until_idle: UntilIdle = False) -> None:
    """Send mail, give up unpaid orders, ask payment providers again … until Ctrl-C."""
    from rich.console import Console

    from app.cli.database import opened_database
    from app.cli.job_process import do_jobs
    from app.cli.migrating import require_migrated

    console = Console()
    with opened_database() as settings:
        require_migrated(settings)
        if not until_idle:
            console.print("The worker is ready.  (Ctrl-C ends it)")
        do_jobs(settings, threads=threads, until_idle=until_idle)
    console.print("The worker has ended.")
