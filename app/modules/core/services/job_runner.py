"""Runs one job of the queue: in a transaction of its own, in its store's scope, once in effect."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.kernel.database.engine import get_database
from app.kernel.database.scope import enter_store
from app.kernel.jobs.job import Job
from app.modules.core.repositories.job_receipts import JobReceipts


def perform(job: Job, job_id: int, arguments: Mapping[str, Any]) -> None:
    """Runs the job; whatever it raises undoes its writes and lets the queue try it again.

    The receipt is written in the transaction of the effect. A worker that is killed after the
    commit and before it could tell the queue leaves a job that finds its receipt.
    """
    if not job.in_transaction:
        job.run(**arguments)
        return
    with get_database().transaction(for_job=True) as db:
        if not JobReceipts(db).take(job_id):
            return
        if "store_id" in arguments:
            enter_store(db, arguments["store_id"])
        job.run(db, **arguments)
