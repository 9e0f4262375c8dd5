"""A worker that is going to be killed; run as a program. Its one kind of job notes its number."""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.kernel.database.engine import get_database
from app.kernel.jobs.job import Job
from app.kernel.jobs.worker import Pace, Worker
from app.modules.core.services.job_runner import perform
from app.modules.registry import registry

EFFECT = text("INSERT INTO job_effects VALUES (:number)")
PACE = Pace(look_every=0.1, beat_every=0.5, dead_after=2.0)


def note(db: Session, number: int) -> None:
    """The effect: a row, of which there must be one for each number."""
    db.execute(EFFECT, {"number": number})


NOTE = Job("tests.note", note, tries=1000)


def main() -> None:
    """Works until it is killed."""
    registry().load_models()
    Worker(get_database().urls.app, [NOTE], perform, concurrency=4, pace=PACE).run()


if __name__ == "__main__":
    main()
