"""`stoa worker`: does what was left for later, beside the web server."""

from __future__ import annotations

from typing import Annotated

import typer

Threads = Annotated[int, typer.Option(min=1, max=64, help="Jobs done side by side.")]
UntilIdle = Annotated[
    bool, typer.Option("--until-idle", help="End as soon as nothing is left to be done now.")
]


def worker(*, threads: Threads = 4, until_idle: UntilIdle = False) -> None:
    """Send mail, give up unpaid orders, ask payment providers again … until Ctrl-C."""
    from rich.console import Console

    from app.cli.database import opened_database

    console = Console()
    with opened_database() as settings:
        from app.kernel.database.roles import derive_urls
        from app.kernel.jobs.worker import Worker
        from app.kernel.logging import configure_logging
        from app.modules.core.services.job_runner import perform
        from app.modules.registry import registry

        configure_logging(as_json=settings.environment == "production", level=settings.log_level)
        registry().load_models()
        url = derive_urls(settings.owner_url, settings).app
        if not until_idle:
            console.print("The worker is ready.  (Ctrl-C ends it)")
        Worker(url, registry().jobs(), perform, concurrency=threads).run(until_idle=until_idle)
    console.print("The worker has ended.")
