"""Forgets what accounts left behind: registrations nobody confirmed, ways that ran out."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy.orm import Session

from app.kernel.clock import utc_now
from app.kernel.jobs.job import Job
from app.modules.customers.repositories.email_change_rows import EmailChangeRows
from app.modules.customers.repositories.password_reset_rows import PasswordResetRows
from app.modules.customers.repositories.registration_rows import RegistrationRows
from app.modules.customers.repositories.session_rows import SessionRows
from app.modules.tenancy.services.each_store import in_each_store

KEPT_FOR = timedelta(days=1)


def forget_old() -> None:
    """Deletes, store by store, what ran out or ended more than a day ago."""
    in_each_store(_forget_in)


def _forget_in(db: Session, store_id: int) -> None:
    moment = utc_now() - KEPT_FOR
    RegistrationRows(db, store_id).forget_before(moment)
    PasswordResetRows(db, store_id).forget_before(moment)
    EmailChangeRows(db, store_id).forget_before(moment)
    SessionRows(db, store_id).forget_before(moment)


FORGET_OLD = Job("customers.forget_old", forget_old, in_transaction=False, every="41 3 * * *")
