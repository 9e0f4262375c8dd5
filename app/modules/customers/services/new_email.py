"""Another address for an account: wanted by who knows its password, made by who reads the mail."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from app.kernel.clock import utc_now
from app.kernel.security.opaque import new_token, token_digest
from app.modules.customers.exceptions import LinkInvalid
from app.modules.customers.models import EmailChange
from app.modules.customers.repositories.account_rows import AccountRows
from app.modules.customers.repositories.customer_changes import CustomerChanges
from app.modules.customers.repositories.email_change_rows import EmailChangeRows
from app.modules.customers.repositories.guest_rows import GuestRows
from app.modules.customers.repositories.password_reset_rows import PasswordResetRows
from app.modules.customers.services.account_letters import mailer_for, write
from app.modules.customers.services.account_sign_in import prove_again
from app.modules.customers.services.visitor import Visitor

CONFIRM_WITHIN = timedelta(hours=24)
LETTERS_AN_HOUR = 5
AN_HOUR = timedelta(hours=1)


def ask(db: Session, visitor: Visitor, customer_id: int, *, email: str, password: str) -> None:
    """Sends a letter to the new address; whether it has an account is told to its reader only.

    Five letters an hour at most. Raises NoMailHere, PasswordWrong or TooManyAttempts.
    """
    mailer_for(db, visitor)
    account = prove_again(db, visitor, customer_id, password)
    now, rows = utc_now(), EmailChangeRows(db, visitor.store_id)
    if rows.count_since(customer_id, now - AN_HOUR) >= LETTERS_AN_HOUR:
        return
    token = new_token()
    rows.add(
        EmailChange(
            store_id=visitor.store_id,
            token_digest=token_digest(token),
            customer_id=customer_id,
            old_email=account.email,
            new_email=email,
            created_at=now,
            expires_at=now + CONFIRM_WITHIN,
        )
    )
    if AccountRows(db, visitor.store_id).by_email(email) is None:
        write(db, visitor, "new-email", email, path="/account/email/confirm", token=token)
    else:
        write(db, visitor, "known", email)


def confirm(db: Session, visitor: Visitor, token: str) -> None:
    """Makes the change, and tells the old address, whose other letters lead nowhere any more.

    Raises LinkInvalid, also when the address is taken.
    """
    now, rows, digest = utc_now(), EmailChangeRows(db, visitor.store_id), token_digest(token)
    wanted = rows.find(digest, now)
    if wanted is None:
        raise LinkInvalid
    accounts = AccountRows(db, visitor.store_id)
    account = accounts.lock(wanted.customer_id)
    change = rows.find(digest, now)
    if account is None or change is None:
        raise LinkInvalid
    if not accounts.set_email(account.customer_id, change.new_email):
        raise LinkInvalid
    _note_on_customer(db, visitor.store_id, account.customer_id, change.new_email, now)
    GuestRows(db, visitor.store_id).let_go(account.email)
    write(db, visitor, "email-changed", account.email)
    # What has come with the address until now tells of the account's owner, this letter too.
    change.made_at, change.old_email = utc_now(), account.email
    db.flush()
    rows.drop_waiting(account.customer_id)
    PasswordResetRows(db, visitor.store_id).use_all(account.customer_id, now)


def _note_on_customer(
    db: Session, store_id: int, customer_id: int, email: str, now: datetime
) -> None:
    customer = CustomerChanges(db, store_id).find(customer_id)
    if customer is None:
        raise LinkInvalid
    customer.email, customer.updated_at = email, now
    customer.version += 1
