"""Does what waits in the queue, in this very process and by the clock of the test."""

from __future__ import annotations

from typing import Any

from sqlalchemy import text

from app.kernel.clock import utc_now
from app.kernel.database.engine import Database
from app.modules.core.services.job_runner import perform
from app.modules.registry import registry

MOST = 20_000
EVERY_MINUTE = "* * * * *"
_TAKE = text(
    "DELETE FROM stoa_jobs.procrastinate_jobs WHERE id = ("
    " SELECT id FROM stoa_jobs.procrastinate_jobs"
    " WHERE status = 'todo' AND (scheduled_at IS NULL OR scheduled_at <= :now)"
    " ORDER BY id LIMIT 1) RETURNING id, task_name, args"
)


def do_jobs(database: Database) -> int:
    """Does what a minute's turn brings, then all jobs that are due; how many of these there were.

    Those that they cause are done too.
    """
    kinds = {job.name: job for job in registry().jobs()}
    for job in kinds.values():
        if job.every == EVERY_MINUTE:
            job.run()
    for done in range(MOST):
        found = _take(database)
        if found is None:
            return done
        # What a worker enqueued by the clock says when that was.
        given = {name: value for name, value in found.args.items() if name != "timestamp"}
        perform(kinds[found.task_name], found.id, given)
    raise AssertionError("the jobs never end")


def _take(database: Database) -> Any:
    with database.transaction() as db:
        db.execute(text("SELECT set_config('search_path', 'stoa_jobs', true)"))
        return db.execute(_TAKE, {"now": utc_now()}).one_or_none()
