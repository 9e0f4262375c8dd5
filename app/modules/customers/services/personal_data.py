"""A person's data over all modules: handed out, and erased, as European law grants them.

Regulation (EU) 2016/679: article 15 (access), 17 (erasure), 20 (portability), and 12(3): within one
month. Every installed module is asked, also one that is off on the platform: what it kept is still
there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from app.kernel.clock import utc_now
from app.kernel.jobs.job import Job
from app.kernel.jobs.queue import enqueue
from app.modules.contracts.events import CustomerErased
from app.modules.contracts.personal_data import DataSubject, PersonalDataHolder
from app.modules.core.services.figure_change import FigureChange
from app.modules.core.services.reactions import announce
from app.modules.customers.exceptions import CustomerIsErased, UnknownCustomer
from app.modules.customers.models import ErasureRequest
from app.modules.customers.repositories.account_rows import AccountRows
from app.modules.customers.repositories.customer_changes import CustomerChanges
from app.modules.customers.repositories.customer_facts import CUSTOMER_FIGURES
from app.modules.customers.repositories.email_change_rows import EmailChangeRows
from app.modules.customers.repositories.erasure_rows import ErasureRequestRows
from app.modules.customers.repositories.session_rows import SessionRows
from app.modules.registry import registry
from app.modules.tenancy.services import audit
from app.modules.tenancy.services.each_store import in_each_store
from app.modules.tenancy.services.user_context import UserContext

DUE_WITHIN = timedelta(days=30)
PATIENCE = timedelta(hours=1)


@dataclass(frozen=True)
class PersonalData:
    """All that is kept of a person in one store: plain JSON values by kind, by module."""

    customer_id: int
    collected_at: datetime
    modules: dict[str, Any]


def collect(db: Session, store_id: int, customer_id: int) -> PersonalData:
    """Asks every module. Raises UnknownCustomer."""
    subject = _subject(db, store_id, customer_id)
    kept = {code: dict(holder.export(db, store_id, subject)) for code, holder in _holders()}
    found = {code: data for code, data in kept.items() if data}
    return PersonalData(customer_id, utc_now(), found)


def ask_to_erase(db: Session, store_id: int, customer_id: int, asked_by: str) -> ErasureRequest:
    """Notes the request, ends every sign-in, and has a job erase; the one that is open, if any.

    `asked_by` is "customer" or "team". Raises UnknownCustomer, or CustomerIsErased when there is
    nothing left to erase.
    """
    customer = CustomerChanges(db, store_id).lock(customer_id)
    if customer is None:
        raise UnknownCustomer
    if customer.erased_at is not None:
        raise CustomerIsErased
    now, rows = utc_now(), ErasureRequestRows(db, store_id)
    request_id = rows.add(customer_id, asked_by, now, now + DUE_WITHIN)
    if request_id is not None:
        FigureChange(db, store_id, CUSTOMER_FIGURES).after(erasure_request=[request_id])
        SessionRows(db, store_id).end_all(customer_id, now)
        _enqueue(db, store_id, request_id)
    request = rows.latest(customer_id)
    if request is None:
        raise LookupError("a request that was just written is there")
    return request


def collect_for_team(db: Session, user: UserContext, customer_id: int) -> PersonalData:
    """The same for a member of the store's team; the audit log says who looked."""
    data = collect(db, user.store_id, customer_id)
    _record(db, user, "customers.data_handed_out", customer_id)
    return data


def erase_for_team(db: Session, user: UserContext, customer_id: int) -> ErasureRequest:
    """As `ask_to_erase`, for a member of the store's team; the audit log says who asked."""
    request = ask_to_erase(db, user.store_id, customer_id, "team")
    _record(db, user, "customers.erasure_requested", customer_id)
    return request


def _record(db: Session, user: UserContext, act: str, customer_id: int) -> None:
    audit.record(
        db,
        act=act,
        actor=user.name,
        user_id=user.user_id,
        platform_id=user.token_platform_id,
        store_id=user.store_id,
        details={"customer_id": customer_id},
    )


def erase(db: Session, store_id: int, request_id: int) -> None:
    """The job: every module erases, in one transaction, and everybody hears of it."""
    request = ErasureRequestRows(db, store_id).lock_open(request_id)
    if request is None:
        return
    now, figures = utc_now(), FigureChange(db, store_id, CUSTOMER_FIGURES)
    figures.before(erasure_request=[request_id])
    subject = _subject(db, store_id, request.customer_id)
    touched = [holder.erase(db, store_id, subject, now) for _, holder in _holders()]
    request.done_at, request.rows_erased = now, sum(touched)
    db.flush()
    figures.after(erasure_request=[request_id])
    announce(db, CustomerErased(store_id=store_id, customer_id=request.customer_id))


def _subject(db: Session, store_id: int, customer_id: int) -> DataSubject:
    """The person, with the addresses that are or were theirs and are no other account's.

    Mail boxes go on to others, so of one that they gave up only what came until then is theirs.
    """
    customer = CustomerChanges(db, store_id).find(customer_id)
    if customer is None:
        raise UnknownCustomer
    earlier = EmailChangeRows(db, store_id).earlier_addresses(customer_id)
    known = {*earlier, customer.email or ""} - {""}
    accounts = {email: AccountRows(db, store_id).by_email(email) for email in known}
    theirs = [
        email
        for email, account in sorted(accounts.items())
        if account is None or account.customer_id == customer_id
    ]
    given_up = [(email, earlier[email]) for email in theirs if email != customer.email]
    emails = [email for email in theirs if email == customer.email]
    return DataSubject(customer_id, tuple(emails), tuple(given_up))


def _holders() -> Iterator[tuple[str, PersonalDataHolder]]:
    for module in registry():
        if module.personal_data is not None:
            yield module.code, module.personal_data()


def take_up_open() -> None:
    """Gives each request that is open for an hour a job again, unless one waits."""
    in_each_store(_take_up_in)


def _take_up_in(db: Session, store_id: int) -> None:
    for request_id in ErasureRequestRows(db, store_id).open_since(utc_now() - PATIENCE):
        _enqueue(db, store_id, request_id)


def _enqueue(db: Session, store_id: int, request_id: int) -> None:
    waits_as = f"customers.erase:{store_id}:{request_id}"
    enqueue(db, ERASE, store_id=store_id, once_waiting=waits_as, request_id=request_id)


TAKE_UP_OPEN = Job(
    "customers.take_up_erasures", take_up_open, in_transaction=False, every="13 * * * *"
)
ERASE = Job("customers.erase", erase)
