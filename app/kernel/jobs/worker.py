"""The process that does the jobs: takes them from the queue, and takes over from dead workers."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from procrastinate import App, JobContext, PsycopgConnector, RetryStrategy

from app.kernel.database.changes import plain_url
from app.kernel.jobs.job import Job
from app.kernel.jobs.queue import QUEUE, SCHEMA

Perform = Callable[[Job, int, Mapping[str, Any]], None]
_LOSE_NAME = "UPDATE procrastinate_jobs SET queueing_lock = NULL WHERE id = %(id)s"
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Pace:
    """How often a worker looks and tells that it lives, in seconds."""

    look_every: float = 0.5
    beat_every: float = 5.0
    dead_after: float = 20.0


class Worker:
    """Does the jobs of one database, some side by side in threads, until it is ended.

    `perform` runs one job, given its id in the queue. Jobs of a worker that was killed are taken up
    again once it has been silent for a while, by whichever worker notices.
    """

    def __init__(
        self,
        url: str,
        jobs: Iterable[Job],
        perform: Perform,
        *,
        concurrency: int = 4,
        pace: Pace = Pace(),
    ) -> None:
        self._perform = perform
        self._concurrency = concurrency
        self._pace = pace
        connector = PsycopgConnector(
            conninfo=plain_url(url),
            kwargs={
                "application_name": "stoa-worker",
                "options": f"-c search_path={SCHEMA} -c timezone=UTC",
            },
            min_size=1,
            max_size=concurrency + 2,
        )
        self._app = App(connector=connector)
        for job in jobs:
            self._register(job)

    def run(self, *, until_idle: bool = False) -> None:
        """Works until SIGINT or SIGTERM, or until nothing is left to be done now.

        A job that has begun is finished first.
        """
        asyncio.run(self._run(until_idle=until_idle))

    async def _run(self, *, until_idle: bool) -> None:
        async with self._app.open_async():
            await self._rescue()
            rescue = asyncio.create_task(self._rescue_always())
            try:
                await self._app.run_worker_async(
                    queues=[QUEUE],
                    concurrency=self._concurrency,
                    wait=not until_idle,
                    fetch_job_polling_interval=self._pace.look_every,
                    listen_notify=False,
                    worker_middleware=[self._failing_nameless],
                    delete_jobs="successful",
                    update_heartbeat_interval=self._pace.beat_every,
                    stalled_worker_timeout=self._pace.dead_after,
                    install_signal_handlers=not until_idle,
                )
            finally:
                rescue.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await rescue

    async def _rescue_always(self) -> None:
        while True:
            await asyncio.sleep(self._pace.beat_every)
            await self._rescue()

    async def _rescue(self) -> None:
        try:
            await self._take_over()
        except Exception:
            log.warning("jobs.rescue_failed", exc_info=True)

    async def _take_over(self) -> None:
        manager = self._app.job_manager
        silent = self._pace.dead_after
        for job in await manager.get_stalled_jobs(seconds_since_heartbeat=silent):
            facts = {"job": job.task_name, "id": job.id}
            log.warning("jobs.taken_over", extra=facts)
            try:
                await self._lose_name(job.id)
                await manager.retry_job(job)
            except Exception:
                log.warning("jobs.rescue_failed", extra=facts, exc_info=True)

    async def _failing_nameless(
        self, work: Callable[[], Awaitable[object]], context: JobContext, _worker: object
    ) -> object:
        try:
            return await work()
        except Exception:
            await self._lose_name(context.job.id)
            raise

    async def _lose_name(self, job_id: int | None) -> None:
        """Another job of its name may wait by now, beside which it could not be put back."""
        await self._app.connector.execute_query_async(_LOSE_NAME, id=job_id)

    def _register(self, job: Job) -> None:
        retry = RetryStrategy(max_attempts=job.tries, exponential_wait=2)

        def work(context: JobContext, /, timestamp: int | None = None, **arguments: Any) -> None:
            del timestamp  # of a job that runs by the clock; the clock itself is asked
            try:
                self._perform(job, _id_of(context), arguments)
            except Exception:
                facts = {"job": job.name, "id": _id_of(context), "tried": context.job.attempts + 1}
                log.warning("jobs.failed", extra=facts, exc_info=True)
                raise

        task = self._app.task(name=job.name, queue=QUEUE, retry=retry, pass_context=True)(work)
        if job.every is not None:
            self._app.periodic(cron=job.every)(task)


def _id_of(context: JobContext) -> int:
    if context.job.id is None:
        raise LookupError("a job from the queue has an id")
    return context.job.id
