"""Payments for orders of a desk that tests control, in stores with the ways that work at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.kernel.clock import utc_now
from app.kernel.database.engine import Database
from app.kernel.database.scope import enter_store
from app.modules.contracts.orders import NewOrder, OrderStanding, PlacedOrder
from app.modules.contracts.payments import Disposition, Payment, PaymentRequest
from app.modules.contracts.stock import Shortage
from app.modules.payments.services.gateway import payment_gateway
from tests.factories import make_platform, make_store

_numbers = count(1)
# All of the bank's only charge, in its own pages.
GIVEN_BACK_ELSEWHERE = (
    "INSERT INTO payments_test_refund (store_id, charge_id, key, reference, amount_minor,"
    " created_at) SELECT store_id, id, 'elsewhere', 'tr_x', 1999, now()"
    " FROM payments_test_charge RETURNING 1"
)


@dataclass
class Desk:
    """An order desk that notes what it hears, and answers as it is told."""

    answer: Disposition = Disposition.KEEP
    heard: list[tuple[int, tuple[Payment, ...]]] = field(default_factory=list)
    before: Callable[[], None] = lambda: None
    apart_minor: int | None = None

    def place(
        self, db: Session, store_id: int, order: NewOrder
    ) -> PlacedOrder | Sequence[Shortage]:
        raise NotImplementedError

    def payment_changed(
        self, db: Session, store_id: int, order_id: int, at: datetime
    ) -> Disposition:
        self.before()
        self.heard.append((order_id, tuple(payment_gateway.payments_of(db, store_id, order_id))))
        return self.answer

    def standing(self, db: Session, store_id: int, order_id: int) -> OrderStanding | None:
        return None

    def refundable_apart(self, db: Session, store_id: int, order_id: int) -> int | None:
        return self.apart_minor

    @property
    def states(self) -> list[str]:
        """The state of the first payment at each call."""
        return [payments[0].state.value for _, payments in self.heard]


def make_selling_store(database: Database, code: str | None = None) -> int:
    """A store on a platform of its own, committed."""
    with database.transaction() as db:
        return make_store(db, code, platforms=[make_platform(db)]).id


def request(amount_minor: int = 1999, **values: object) -> PaymentRequest:
    """Money for an order of its own, by the test card."""
    number = next(_numbers)
    fields: dict[str, Any] = {
        "key": f"pay-{number}",
        "order_id": number,
        "order_number": f"A-{number:05}",
        "method": "test",
        "amount_minor": amount_minor,
        "currency": "EUR",
    }
    return PaymentRequest(**{**fields, **values})


def open_payment(database: Database, store_id: int, wanted: PaymentRequest) -> int:
    """The id of a payment that is written down and committed."""
    with database.transaction() as db:
        enter_store(db, store_id)
        return payment_gateway.open(db, store_id, wanted)


def pay(database: Database, store_id: int, card: str = "ok", **values: object) -> Payment:
    """A payment that was asked for once, with that card."""
    details = {"card": card}
    payment_id = open_payment(database, store_id, request(**{"details": details, **values}))  # type: ignore[arg-type]  # fields by name
    return payment_gateway.settle(store_id, payment_id, details)


def payment_of(database: Database, store_id: int, order_id: int) -> Payment:
    """The only payment of the order as it stands."""
    with database.transaction() as db:
        enter_store(db, store_id)
        (payment,) = payment_gateway.payments_of(db, store_id, order_id)
    return payment


def rows(database: Database, store_id: int, statement: str, **values: object) -> list[Any]:
    """What a statement finds in the store."""
    with database.transaction() as db:
        enter_store(db, store_id)
        return list(db.execute(text(statement), values).all())


def taken_by_the_bank(database: Database, store_id: int) -> list[int]:
    """What the make-believe bank has captured, charge by charge."""
    found = rows(
        database,
        store_id,
        "SELECT captured_minor FROM payments_test_charge WHERE captured_minor > 0 ORDER BY id",
    )
    return [row.captured_minor for row in found]


def jobs(database: Database, name: str) -> list[Mapping[str, Any]]:
    """The arguments of the jobs of that name that wait, with the time they wait for."""
    with database.transaction() as db:
        found = db.execute(
            text(
                "SELECT args, scheduled_at FROM stoa_jobs.procrastinate_jobs"
                " WHERE task_name = :name AND status = 'todo' ORDER BY id"
            ),
            {"name": f"payments.{name}"},
        ).all()
    return [{**row.args, "run_at": row.scheduled_at} for row in found]


def forget_jobs(database: Database) -> None:
    """Nothing waits in the queue any more."""
    with database.transaction() as db:
        db.execute(text("SET LOCAL search_path = stoa_jobs"))
        db.execute(text("DELETE FROM stoa_jobs.procrastinate_jobs"))


def do_jobs(database: Database, left: list[str] | None = None) -> int:
    """Asks about what has no answer, does every job of payments that waits; the number of jobs.

    Those put off are done too. The names of jobs that found no answer go into `left`; the queue
    would try them again.
    """
    from app.modules.payments.providers.provider import Unreachable
    from app.modules.payments.services.jobs import JOBS
    from app.modules.payments.services.sweeping import ask_again

    ask_again(utc_now() + timedelta(hours=7))
    known, done = {job.name: job for job in JOBS}, 0
    while True:
        with database.transaction() as db:
            row = db.execute(
                text(
                    "SELECT id, task_name, args FROM stoa_jobs.procrastinate_jobs"
                    " WHERE status = 'todo' AND task_name LIKE 'payments.%'"
                    " ORDER BY scheduled_at NULLS FIRST, id LIMIT 1"
                )
            ).one_or_none()
        if row is None or done > 1000:
            return done
        with database.transaction() as db:
            db.execute(text("SET LOCAL search_path = stoa_jobs"))
            db.execute(
                text("DELETE FROM stoa_jobs.procrastinate_jobs WHERE id = :id"),
                {"id": row.id},
            )
        try:
            known[row.task_name].run(**row.args)
        except Unreachable:
            if left is not None:
                left.append(row.task_name)
        done += 1
