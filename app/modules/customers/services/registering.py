"""Registering: an account begins when its address is confirmed, and no earlier.

Only somebody who can read the address's mail and knows the password that was chosen gets the
account: neither does a stranger who registers the address of another open a way into it, nor does
anybody see what was bought under an address before it is proven to be theirs.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from app.kernel.clock import utc_now
from app.kernel.security.opaque import new_token, token_digest
from app.kernel.security.passwords import hash_password, verify_password
from app.modules.customers.exceptions import LinkInvalid
from app.modules.customers.models import Registration
from app.modules.customers.repositories.account_rows import AccountFacts, AccountRows
from app.modules.customers.repositories.consent_rows import ConsentGiven, ConsentRows
from app.modules.customers.repositories.customer_changes import CustomerChanges
from app.modules.customers.repositories.guest_rows import Guest
from app.modules.customers.repositories.registration_rows import RegistrationRows
from app.modules.customers.services.account_letters import mailer_for, write
from app.modules.customers.services.account_sign_in import guess_name
from app.modules.customers.services.account_tokens import TokenPair, begin
from app.modules.customers.services.guests import found_or_made
from app.modules.customers.services.visitor import Visitor, connection_given_back
from app.modules.tenancy.exceptions import WrongSignIn
from app.modules.tenancy.repositories.sign_in_rows import SignInRows
from app.modules.tenancy.services.sign_in_throttle import admit

CONFIRM_WITHIN = timedelta(hours=24)
LETTERS_AN_HOUR = 5
AN_HOUR = timedelta(hours=1)
MARKETING = "marketing_email"


@dataclass(frozen=True)
class NewAccount:
    """What somebody typed; `email` is in the form in which addresses are kept.

    `marketing_wording` is what they agreed to who want advertising by mail, None for nobody.
    """

    email: str
    name: str
    password: str = field(repr=False)
    marketing_wording: str | None = None


def register(db: Session, visitor: Visitor, wanted: NewAccount) -> None:
    """Sends a letter: a way to confirm, or the news that there is an account already.

    Which of them is told to nobody but the reader, and both take the same time. An address gets
    five such letters an hour at most.

    Raises:
        NoMailHere: mail is off.
        PasswordTooShort, PasswordTooLong: the password cannot be used.
    """
    mailer_for(db, visitor)
    with connection_given_back(db):
        password_hash = hash_password(wanted.password)
    now, rows = utc_now(), RegistrationRows(db, visitor.store_id)
    if rows.count_since(wanted.email, now - AN_HOUR) >= LETTERS_AN_HOUR:
        return
    token = new_token()
    rows.add(
        Registration(
            store_id=visitor.store_id,
            token_digest=token_digest(token),
            email=wanted.email,
            name=wanted.name,
            password_hash=password_hash,
            locale=visitor.locale,
            marketing_wording=wanted.marketing_wording,
            created_at=now,
            expires_at=now + CONFIRM_WITHIN,
        )
    )
    if AccountRows(db, visitor.store_id).by_email(wanted.email) is None:
        write(db, visitor, "confirm", wanted.email, path="/account/confirm", token=token)
    else:
        write(db, visitor, "known", wanted.email)


def confirm(db: Session, visitor: Visitor, token: str, password: str) -> TokenPair:
    """Opens the account and signs in; the guest of this address becomes its customer.

    Raises:
        LinkInvalid: the token is none, was used, or ran out; or the address has an account.
        TooManyAttempts: too many passwords were tried.
        WrongSignIn: the password is not the one that was chosen.
    """
    now, digest = utc_now(), token_digest(token)
    registration = RegistrationRows(db, visitor.store_id).find(digest, now)
    if registration is None:
        raise LinkInvalid
    wanted = _copy(registration)
    with connection_given_back(db):
        name = guess_name(visitor.store_id, wanted.email)
        guess = admit(name, visitor.client, None)
        is_right = verify_password(wanted.password_hash, password).ok
    if not is_right:
        raise WrongSignIn
    SignInRows(db).prove_right(guess.attempt_id)
    customer_id = _open(db, visitor.store_id, digest, wanted, now)
    return begin(db, visitor.store_id, customer_id)


@dataclass(frozen=True)
class _Wanted:
    """A registration, as it outlives its transaction."""

    email: str
    name: str
    password_hash: str
    locale: str
    marketing_wording: str | None


def _copy(registration: Registration) -> _Wanted:
    return _Wanted(
        registration.email,
        registration.name,
        registration.password_hash,
        registration.locale,
        registration.marketing_wording,
    )


def _open(db: Session, store_id: int, digest: str, wanted: _Wanted, now: datetime) -> int:
    """Writes the account. Raises LinkInvalid when somebody else was faster."""
    registrations = RegistrationRows(db, store_id)
    customer_id = _customer_of(db, store_id, wanted, now)
    account = AccountFacts(customer_id, wanted.email, wanted.password_hash)
    # Whoever erased the customer meanwhile took the registration along.
    if not AccountRows(db, store_id).add(account, now) or not registrations.take(digest):
        raise LinkInvalid
    registrations.forget(wanted.email)
    if wanted.marketing_wording is not None:
        given = ConsentGiven(MARKETING, wanted.marketing_wording, "registration")
        ConsentRows(db, store_id).give(customer_id, given, now)
    return customer_id


def _customer_of(db: Session, store_id: int, wanted: _Wanted, now: datetime) -> int:
    """The guest of the address, or a new customer, who is counted; from now on no guest."""
    typed = Guest(wanted.email, wanted.name, "", wanted.locale)
    customer_id, _ = found_or_made(db, store_id, typed, now)
    said = {"name": wanted.name, "locale": wanted.locale}
    CustomerChanges(db, store_id).make_account_holder(customer_id, said, now)
    return customer_id
