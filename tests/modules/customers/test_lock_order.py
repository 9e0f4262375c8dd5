"""Rows of one person are locked from the customer to the account to what hangs on it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import Connection, Engine, event

from tests.modules.customers.storefront import ANA, PASSWORD, Storefront, run_jobs

NEW = "ana.weber@shopper.test"
# The request to erase is left out: it is locked by its job alone, and nobody waits to write one.
RANKS = {"customer": 0, "account": 1}
CHILDREN = (
    "address",
    "consent",
    "email_change",
    "group_member",
    "password_reset",
    "registration",
    "session",
)
TABLE = re.compile(rf"customers_({'|'.join((*RANKS, *CHILDREN))})\b")


@contextmanager
def orders_of_locks() -> Iterator[list[list[str]]]:
    """Of each transaction meanwhile, the tables whose rows it locked or wrote, in order."""
    orders: list[list[str]] = []
    of_connection: dict[int, list[str]] = {}

    def begin(connection: Connection) -> None:
        of_connection[id(connection)] = []
        orders.append(of_connection[id(connection)])

    def note(connection: Connection, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.startswith("SELECT") and " FOR " not in statement:
            return
        found = TABLE.search(statement)
        if found is not None:
            of_connection[id(connection)].append(found[1])

    event.listen(Engine, "begin", begin)
    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield orders
    finally:
        event.remove(Engine, "before_cursor_execute", note)
        event.remove(Engine, "begin", begin)


def change_password(shopper: Storefront) -> int:
    body = {"old_password": PASSWORD, "new_password": "a brand new one"}
    return shopper.post("/account/password/change", body).status_code


def reset_password(shopper: Storefront) -> int:
    shopper.post("/account/password/forgot", {"email": ANA})
    assert run_jobs(shopper, "customers.send_reset") == 1
    body = {"token": shopper.letter_token(), "password": "a brand new one"}
    return shopper.post("/account/password/reset", body).status_code


def change_email(shopper: Storefront) -> int:
    shopper.post("/account/email/change", {"email": NEW, "password": PASSWORD})
    body = {"token": shopper.letter_token(NEW)}
    return shopper.post("/account/email/confirm", body).status_code


def sign_out_everywhere(shopper: Storefront) -> int:
    return shopper.post("/account/sign-out", {"everywhere": True}).status_code


def erase(shopper: Storefront) -> int:
    status = shopper.post("/me/erasure", {"password": PASSWORD}).status_code
    assert run_jobs(shopper, "customers.erase") == 1
    return status


def confirm(shopper: Storefront) -> int:
    other = "other@shopper.test"
    shopper.register(other)
    return shopper.confirm(shopper.letter_token(other)).status_code


@pytest.mark.parametrize(
    "act", [change_password, reset_password, change_email, sign_out_everywhere, erase, confirm]
)
def test_is_the_same_everywhere(first: Storefront, act: Callable[[Storefront], int]) -> None:
    shopper = first.with_account()

    with orders_of_locks() as orders:
        assert act(shopper) < 300

    assert {"customer", "account"} <= {table for order in orders for table in order}
    for order in orders:
        ranks = [RANKS.get(table, len(RANKS)) for table in dict.fromkeys(order)]
        assert ranks == sorted(ranks), order
