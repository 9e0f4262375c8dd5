"""The tables of the job queue: the library's own, in a schema of their own.

They are not among the modules' revisions: they belong to Procrastinate, whose release in the lock
file decides their form.
"""

from __future__ import annotations

from pathlib import Path

from procrastinate.schema import SchemaManager
from psycopg import sql
from sqlalchemy import Connection, text

from app.kernel.jobs.queue import SCHEMA

# A notification at each insert takes one lock for the whole cluster until the commit is on disk, so
# orders would commit one after the other; workers look for themselves. Nobody reads the two events.
TRIGGERS_LEFT_OUT = (
    "procrastinate_jobs_notify_queue_job_inserted_v1",
    "procrastinate_trigger_status_events_insert_v1",
    "procrastinate_trigger_scheduled_events_v1",
)
_NEWEST = text(
    "SELECT obj_description(to_regclass(:table), 'pg_class') WHERE to_regclass(:table) IS NOT NULL"
)


def ensure_job_tables(connection: Connection) -> bool:
    """Makes the tables, or brings them from the release they were made by to the installed one.

    The newest step applied is noted as the comment of the table of jobs. True when anything ran.
    The caller is the owner, holds the lock of migrations, and commits.
    """
    connection.execute(text(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}"))
    steps = sorted(Path(SchemaManager.get_migrations_path()).glob("*.sql"))
    table = f"{SCHEMA}.procrastinate_jobs"
    found = connection.execute(_NEWEST, {"table": table}).one_or_none()
    if found is None:
        scripts = [SchemaManager.get_schema()]
    else:
        scripts = [step.read_text() for step in steps if step.name > str(found[0])]
    if not scripts:
        return False
    connection.execute(text(f"SET LOCAL search_path = {SCHEMA}"))
    for script in scripts:
        connection.exec_driver_sql(script.replace("%", "%%"))
    for trigger in TRIGGERS_LEFT_OUT:
        connection.execute(text(f"DROP TRIGGER IF EXISTS {trigger} ON {table}"))
    note = sql.SQL("COMMENT ON TABLE {} IS {}").format(
        sql.Identifier(SCHEMA, "procrastinate_jobs"), sql.Literal(steps[-1].name)
    )
    connection.exec_driver_sql(note.as_string(None))
    return True


def grant_job_rights(connection: Connection, app_role: str) -> None:
    """Gives the role that serves and works the four verbs on the queue."""
    role = sql.Identifier(app_role)
    for right in (
        "GRANT USAGE ON SCHEMA {} TO {}",
        "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {} TO {}",
        "GRANT USAGE ON ALL SEQUENCES IN SCHEMA {} TO {}",
    ):
        statement = sql.SQL(right).format(sql.Identifier(SCHEMA), role)
        connection.exec_driver_sql(statement.as_string(None))
