"""Doing jobs until the process ends: what `stoa worker` does, and a process of `stoa serve`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.kernel.config import Settings

THREADS = 4


def do_jobs(settings: Settings, *, threads: int = THREADS, until_idle: bool = False) -> None:
    """Does the jobs of the settings' database, until a signal comes or nothing is left to do."""
    from app.kernel.database.roles import derive_urls
    from app.kernel.jobs.worker import Worker
    from app.kernel.logging import configure_logging
    from app.modules.core.services.job_runner import perform
    from app.modules.registry import registry

    configure_logging(as_json=settings.environment == "production", level=settings.log_level)
    registry().load_models()
    url = derive_urls(settings.owner_url, settings).app
    Worker(url, registry().jobs(), perform, concurrency=threads).run(until_idle=until_idle)
