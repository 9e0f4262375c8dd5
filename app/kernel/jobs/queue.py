"""Enqueues jobs in the transaction of the change that causes them: both are saved, or neither.

The rows are those of Procrastinate's queue, in a schema of their own. They are inserted with the
caller's connection, which the library's own API does not offer for synchronous sessions.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Session

from app.kernel.jobs.job import Job

SCHEMA = "stoa_jobs"
QUEUE = "default"
_INSERT = text(
    f"INSERT INTO {SCHEMA}.procrastinate_jobs"  # noqa: S608  a constant
    " (queue_name, task_name, lock, queueing_lock, args, scheduled_at)"
    " VALUES (:queue, :task, :lock, :queueing_lock, :args, :scheduled_at)"
    " ON CONFLICT (queueing_lock) WHERE status = 'todo' DO NOTHING"
).bindparams(bindparam("args", type_=JSONB))


def enqueue(
    db: Session,
    job: Job,
    *,
    store_id: int | None = None,
    run_at: datetime | None = None,
    one_at_a_time: str | None = None,
    once_waiting: str | None = None,
    **arguments: Any,  # noqa: ANN401  whatever JSON can say
) -> None:
    """The job runs after the caller's transaction commits, at `run_at` (aware) at the earliest.

    Jobs of the same `one_at_a_time` never run side by side. Of jobs of the same `once_waiting` one
    waits at a time: another one is left out. One that has begun does not wait any more; to be tried
    again it waits without the name, beside others. Arguments are plain JSON values.
    """
    given = arguments if store_id is None else {"store_id": store_id, **arguments}
    row = {
        "queue": QUEUE,
        "task": job.name,
        "lock": one_at_a_time,
        "queueing_lock": once_waiting,
        "args": given,
        "scheduled_at": run_at,
    }
    db.execute(_INSERT, row)
