"""Another address for an account: wanted by who knows its password, made by who reads the mail."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy.orm import Session

from app.kernel.clock import utc_now
from app.kernel.security.opaque import new_token, token_digest
from app.modules.customers.exceptions import LinkInvalid
from app.modules.customers.models import EmailChange
from app.modules.customers.repositories.account_rows import AccountRows
from app.modules.customers.repositories.customer_changes import CustomerChanges
from app.modules.customers.repositories.email_change_rows import EmailChangeRows
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
    """Makes the change, and tells the old address. Raises LinkInvalid, also when it is taken."""
    now, rows = utc_now(), EmailChangeRows(db, visitor.store_id)
    change = rows.lock(token_digest(token), now)
    if change is None:
        raise LinkInvalid
    accounts, customers = AccountRows(db, visitor.store_id), CustomerChanges(db, visitor.store_id)
    customer, account = customers.lock(change.customer_id), accounts.lock(change.customer_id)
    if customer is None or account is None:
        raise LinkInvalid
    if not accounts.set_email(change.customer_id, change.new_email):
        raise LinkInvalid
    customer.email, customer.updated_at = change.new_email, now
    customer.version += 1
    change.made_at, change.old_email = now, account.email
    db.flush()
    rows.drop_waiting(change.customer_id)
    write(db, visitor, "email-changed", account.email)
