"""Forgets what accounts left behind: registrations nobody confirmed, ways that ran out."""

from __future__ import annotations

from datetime import timedelta

from app.kernel.clock import utc_now
from app.kernel.database.engine import get_database
from app.kernel.database.scope import enter_store
from app.kernel.jobs.job import Job
from app.modules.customers.repositories.email_change_rows import EmailChangeRows
from app.modules.customers.repositories.password_reset_rows import PasswordResetRows
from app.modules.customers.repositories.registration_rows import RegistrationRows
from app.modules.customers.repositories.session_rows import SessionRows
from app.modules.tenancy.repositories.store_directory import StoreDirectory

KEPT_FOR = timedelta(days=1)


def forget_old() -> None:
    """Deletes, store by store, what ran out or ended more than a day ago."""
    moment = utc_now() - KEPT_FOR
    with get_database().transaction(for_job=True) as db:
        stores = list(StoreDirectory(db).codes_by_id())
    for store_id in stores:
        with get_database().transaction(for_job=True) as db:
            enter_store(db, store_id)
            RegistrationRows(db, store_id).forget_before(moment)
            PasswordResetRows(db, store_id).forget_before(moment)
            EmailChangeRows(db, store_id).forget_before(moment)
            SessionRows(db, store_id).forget_before(moment)


FORGET_OLD = Job("customers.forget_old", forget_old, in_transaction=False, every="41 3 * * *")
