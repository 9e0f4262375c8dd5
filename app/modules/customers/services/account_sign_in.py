"""Signing in to a store: the password belongs to the address, and nobody guesses for long."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.kernel.clock import utc_now
from app.kernel.security.passwords import (
    LEAST_CHARACTERS,
    hash_password,
    verify_nobody,
    verify_password,
)
from app.modules.customers.exceptions import PasswordWrong
from app.modules.customers.repositories.account_rows import AccountFacts, AccountRows
from app.modules.customers.repositories.session_rows import SessionRows
from app.modules.customers.services.account_tokens import TokenPair, begin
from app.modules.customers.services.visitor import Visitor, connection_given_back
from app.modules.tenancy.exceptions import WrongSignIn
from app.modules.tenancy.repositories.sign_in_rows import SignInRows
from app.modules.tenancy.services.sign_in_throttle import admit


def sign_in(db: Session, visitor: Visitor, email: str, password: str) -> TokenPair:
    """A pair of tokens; unknown and wrong take the same time and give the same answer.

    Raises:
        TooManyAttempts: the guess was not evaluated.
        WrongSignIn: it was, and it is wrong.
    """
    account = AccountRows(db, visitor.store_id).by_email(email)
    proven = _proven(db, visitor, email, account, password)
    if proven is None:
        raise WrongSignIn
    return begin(db, visitor.store_id, proven.customer_id)


def prove_again(db: Session, visitor: Visitor, customer_id: int, password: str) -> AccountFacts:
    """The account of somebody signed in who shows that they know its password; it is locked.

    Raises TooManyAttempts as `sign_in` does, or PasswordWrong.
    """
    account = AccountRows(db, visitor.store_id).by_customer(customer_id)
    name = "" if account is None else account.email
    proven = _proven(db, visitor, name, account, password)
    if proven is None:
        raise PasswordWrong
    return proven


def sign_out(
    db: Session, store_id: int, customer_id: int, family_id: str, *, all_of_them: bool
) -> None:
    """Ends the sign-in, or all sign-ins of the account."""
    rows = SessionRows(db, store_id)
    if all_of_them:
        AccountRows(db, store_id).lock(customer_id)
        rows.end_all(customer_id, utc_now())
    else:
        rows.end(family_id, utc_now())


def guess_name(store_id: int, email: str) -> str:
    """Under which guesses at an account count; no user of the house has such an address."""
    return f"customer {store_id} {email}"


def _proven(
    db: Session, visitor: Visitor, email: str, account: AccountFacts | None, password: str
) -> AccountFacts | None:
    """The account, locked, if the password is its own; a hash of weaker parameters is replaced."""
    new_hash = None
    with connection_given_back(db):
        guess = admit(guess_name(visitor.store_id, email), visitor.client, None)
        if account is None:
            check = verify_nobody(password)
        else:
            check = verify_password(account.password_hash, password)
        if check.needs_rehash and len(password) >= LEAST_CHARACTERS:
            new_hash = hash_password(password)
    if account is None or not check.ok:
        return None
    rows = AccountRows(db, visitor.store_id)
    # A password that was changed meanwhile is not the one that was proven.
    if rows.lock(account.customer_id) != account:
        return None
    SignInRows(db).prove_right(guess.attempt_id)
    if new_hash is not None:
        rows.replace_hash(account.customer_id, new_hash)
    return account
