"""What was left undone is found again, whatever became of its job."""

from __future__ import annotations

from datetime import datetime, timedelta

from app.kernel.clock import utc_now
from app.kernel.database.engine import Database, get_database
from app.kernel.database.scope import enter_store
from app.modules.contracts.payments import PaymentState
from app.modules.payments.services.gateway import payment_gateway
from app.modules.payments.services.sweeping import ask_again, sweep_store
from tests.modules.payments.factories import (
    Desk,
    do_jobs,
    forget_jobs,
    jobs,
    make_selling_store,
    open_payment,
    pay,
    payment_of,
    request,
    rows,
)
from tests.modules.payments.shopkeeper import Person

LATER = timedelta(hours=2)


def swept(store_id: int, now: datetime) -> None:
    with get_database().transaction(for_job=True) as db:
        enter_store(db, store_id)
        sweep_store(db, store_id, now)


def captured_later(owner: Person) -> None:
    """From now on the test card is only authorised at first."""
    way = "/store/payment-methods/test"
    body = {"provider": "test", "is_captured_later": True}
    assert owner.put(way, body, If_Match=owner.get(way).headers["etag"]).status_code == 200


def asked_about(committed: Database, now: datetime) -> list[int]:
    """The payments that the job of the minute has asked about, and forgets those jobs."""
    ask_again(now)
    found = [int(job["payment_id"]) for job in jobs(committed, "settle")]
    forget_jobs(committed)
    return found


class TestAskingAgain:
    def test_is_for_what_has_no_answer_yet_in_any_store(
        self, committed: Database, store_id: int, desk: Desk
    ) -> None:
        other = make_selling_store(committed)
        open_payment(committed, store_id, request(method="bank_transfer"))
        pay(committed, store_id)
        pay(committed, store_id, "decline")
        waiting = pay(committed, store_id, "redirect").payment_id
        begun = [open_payment(committed, at, request()) for at in (store_id, other)]
        forget_jobs(committed)

        assert asked_about(committed, utc_now() + timedelta(seconds=50)) == []
        assert asked_about(committed, utc_now() + timedelta(seconds=61)) == [waiting, *begun]

    def test_has_one_job_at_a_time(self, committed: Database, store_id: int) -> None:
        open_payment(committed, store_id, request())

        for _ in range(2):
            ask_again(utc_now() + timedelta(minutes=2))

        assert len(jobs(committed, "settle")) == 1

    def test_grows_rare_and_never_ends(self, committed: Database, store_id: int) -> None:
        begun = utc_now()
        payment_id = open_payment(committed, store_id, request())

        def pause(asks: int, age: timedelta) -> timedelta:
            """How long after it was asked so often, at that age, it is asked again; by halves."""
            values = {"asks": asks, "asked": begun + age, "id": payment_id}
            rows(
                committed,
                store_id,
                "UPDATE payments_payment SET asks = :asks, asked_at = :asked WHERE id = :id"
                " RETURNING 1",
                **values,
            )
            found = timedelta(seconds=30)
            while not asked_about(committed, begun + age + found):
                found *= 2
            return found

        minute, hour, day = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
        assert [pause(asks, hour) for asks in (0, 1, 2, 3, 4)] == [
            each * minute for each in (1, 1, 2, 4, 8)
        ]
        assert 6 * hour <= pause(40, day) < 12 * hour
        assert day <= pause(40, 5 * day) < 4 * day
        assert 100 * day <= pause(90, 300 * day) < 200 * day


class TestSweeping:
    def test_takes_refunds_up_whose_jobs_are_gone(
        self, committed: Database, store_id: int, desk: Desk
    ) -> None:
        paid = pay(committed, store_id)
        with committed.transaction() as db:
            enter_store(db, store_id)
            payment_gateway.refund(db, store_id, paid.order_id, ref="r", amount_minor=5)
        forget_jobs(committed)

        swept(store_id, utc_now() + LATER)
        do_jobs(committed)

        assert payment_of(committed, store_id, paid.order_id).refunded_minor == 5

    def test_takes_up_what_was_to_be_given_up(
        self, committed: Database, store_id: int, desk: Desk
    ) -> None:
        payment = pay(committed, store_id, "redirect")
        with committed.transaction() as db:
            enter_store(db, store_id)
            payment_gateway.void(db, store_id, payment.order_id)
        forget_jobs(committed)

        swept(store_id, utc_now() + LATER)
        do_jobs(committed)

        assert payment_of(committed, store_id, payment.order_id).state is PaymentState.VOIDED

    def test_takes_up_what_was_to_be_captured_unless_it_is_given_up(
        self, committed: Database, store_id: int, desk: Desk, owner: Person
    ) -> None:
        captured_later(owner)
        wanted, unwanted = pay(committed, store_id), pay(committed, store_id)
        with committed.transaction() as db:
            enter_store(db, store_id)
            payment_gateway.capture(db, store_id, wanted.order_id, 1000)
            payment_gateway.capture(db, store_id, unwanted.order_id, 1000)
            payment_gateway.void(db, store_id, unwanted.order_id)
        forget_jobs(committed)

        swept(store_id, utc_now() + LATER)
        do_jobs(committed)

        assert payment_of(committed, store_id, wanted.order_id).captured_minor == 1000
        after = payment_of(committed, store_id, unwanted.order_id)
        assert after.state is PaymentState.VOIDED

    def test_never_gives_up_but_asks_less_and_less_often(
        self, committed: Database, store_id: int, desk: Desk
    ) -> None:
        begun = utc_now()
        payment = pay(committed, store_id)
        with committed.transaction() as db:
            enter_store(db, store_id)
            payment_gateway.refund(db, store_id, payment.order_id, ref="r", amount_minor=5)

        def is_asked_again(asked: timedelta, now: timedelta) -> bool:
            forget_jobs(committed)
            rows(
                committed,
                store_id,
                "UPDATE payments_payment SET asked_at = :asked RETURNING 1",
                asked=begun + asked,
            )
            swept(store_id, begun + now)
            return bool(jobs(committed, "refund"))

        day = timedelta(days=1)
        assert not is_asked_again(timedelta(), timedelta(minutes=50))
        assert is_asked_again(timedelta(), timedelta(minutes=70))
        assert not is_asked_again(4 * day, 5 * day)
        assert is_asked_again(4 * day, 6 * day)
        assert not is_asked_again(300 * day, 365 * day)
        assert is_asked_again(300 * day, 401 * day)

    def test_forgets_old_events(self, committed: Database, store_id: int) -> None:
        rows(
            committed,
            store_id,
            "INSERT INTO payments_webhook_event (store_id, provider, event_id, kind, received_at)"
            " VALUES (:store, 'test', 'old', 'x', now() - interval '91 days'),"
            " (:store, 'test', 'new', 'x', now()) RETURNING 1",
            store=store_id,
        )

        swept(store_id, utc_now())

        found = rows(committed, store_id, "SELECT event_id FROM payments_webhook_event")
        assert [row.event_id for row in found] == ["new"]
