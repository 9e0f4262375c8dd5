"""New passwords: by a letter for who forgot the old one, and by the old one for who knows it."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from app.kernel.clock import utc_now
from app.kernel.jobs.job import Job
from app.kernel.jobs.queue import enqueue
from app.kernel.security.opaque import new_token, token_digest
from app.kernel.security.passwords import hash_password
from app.modules.customers.exceptions import LinkInvalid
from app.modules.customers.models import PasswordReset
from app.modules.customers.repositories.account_rows import AccountFacts, AccountRows
from app.modules.customers.repositories.email_change_rows import EmailChangeRows
from app.modules.customers.repositories.password_reset_rows import PasswordResetRows
from app.modules.customers.repositories.session_rows import SessionRows
from app.modules.customers.services.account_letters import mailer_for, write
from app.modules.customers.services.account_sign_in import prove_again
from app.modules.customers.services.visitor import Visitor, connection_given_back

GOOD_FOR = timedelta(hours=1)
LETTERS_AN_HOUR = 5


def forgot(db: Session, visitor: Visitor, email: str) -> None:
    """Has a letter sent if the address has an account; the answer and its time tell nothing.

    Either way there is a job, and none names the address. Raises NoMailHere.
    """
    mailer_for(db, visitor)
    account = AccountRows(db, visitor.store_id).by_email(email)
    whose = None if account is None else account.customer_id
    told = asdict(replace(visitor, client=""))
    enqueue(db, SEND_RESET, store_id=visitor.store_id, customer_id=whose, visitor=told)


def send_reset(
    db: Session, store_id: int, customer_id: int | None, visitor: dict[str, Any]
) -> None:
    """The job: a letter with a token that works once, for an hour; five of them an hour at most."""
    account = None if customer_id is None else AccountRows(db, store_id).lock(customer_id)
    if account is None:
        return
    now, rows = utc_now(), PasswordResetRows(db, store_id)
    if rows.count_since(account.customer_id, now - GOOD_FOR) >= LETTERS_AN_HOUR:
        return
    token = new_token()
    rows.add(
        PasswordReset(
            store_id=store_id,
            token_digest=token_digest(token),
            customer_id=account.customer_id,
            created_at=now,
            expires_at=now + GOOD_FOR,
        )
    )
    write(
        db, Visitor(**visitor), "reset", account.email, path="/account/password/reset", token=token
    )


def reset(db: Session, visitor: Visitor, token: str, password: str) -> None:
    """Sets the password and ends every sign-in of the account.

    Raises LinkInvalid, PasswordTooShort or PasswordTooLong.
    """
    rows, digest = PasswordResetRows(db, visitor.store_id), token_digest(token)
    customer_id = rows.owner(digest, utc_now())
    if customer_id is None:
        raise LinkInvalid
    with connection_given_back(db):
        password_hash = hash_password(password)
    account = AccountRows(db, visitor.store_id).lock(customer_id)
    if account is None or not rows.use(digest, utc_now()):
        raise LinkInvalid
    _set(db, visitor, account, password_hash, but="")


def change(
    db: Session, visitor: Visitor, customer_id: int, family_id: str, *, old: str, new: str
) -> None:
    """Sets the password and ends every other sign-in of the account.

    Raises PasswordWrong, TooManyAttempts, PasswordTooShort or PasswordTooLong.
    """
    with connection_given_back(db):
        password_hash = hash_password(new)
    account = prove_again(db, visitor, customer_id, old)
    _set(db, visitor, account, password_hash, but=family_id)


def _set(
    db: Session, visitor: Visitor, account: AccountFacts, password_hash: str, *, but: str
) -> None:
    """For an account that is locked; whoever knew the old password is left with nothing of it."""
    now, customer_id = utc_now(), account.customer_id
    AccountRows(db, visitor.store_id).set_password(customer_id, password_hash, now)
    PasswordResetRows(db, visitor.store_id).use_all(customer_id, now)
    EmailChangeRows(db, visitor.store_id).drop_waiting(customer_id)
    SessionRows(db, visitor.store_id).end_all(customer_id, now, but=but)
    write(db, visitor, "password-changed", account.email)


SEND_RESET = Job("customers.send_reset", send_reset)
