"""Payments over the store's API: who sees and does what, once a key."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from fastapi import FastAPI

from app.kernel.database.engine import Database
from app.kernel.database.scope import enter_stores
from app.modules.contracts.payments import Disposition
from app.modules.payments.services.payment_widgets import payment_widgets
from tests.modules.payments.factories import (
    GIVEN_BACK_ELSEWHERE,
    Desk,
    do_jobs,
    make_selling_store,
    open_payment,
    pay,
    request,
    rows,
)
from tests.modules.payments.shopkeeper import Person, member, stranger
from tests.races import differences

LATER = {"provider": "test", "is_captured_later": True}


def detail(person: Person, payment_id: int) -> dict[str, Any]:
    answer = person.get(f"/store/payments/{payment_id}")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


class TestSeeing:
    def test_lists_the_newest_first_in_pages(
        self, committed: Database, store_id: int, desk: Desk, owner: Person
    ) -> None:
        made = [pay(committed, store_id).payment_id for _ in range(3)]

        first = owner.get("/store/payments?limit=2").json()
        second = owner.get(f"/store/payments?limit=2&cursor={first['next_cursor']}").json()

        assert [row["id"] for row in first["items"] + second["items"]] == made[::-1]
        assert second["next_cursor"] is None

    def test_lists_those_of_an_order(
        self, committed: Database, store_id: int, desk: Desk, owner: Person
    ) -> None:
        pay(committed, store_id)
        wanted = pay(committed, store_id)

        found = owner.get(f"/store/payments?order_id={wanted.order_id}").json()["items"]

        assert [row["id"] for row in found] == [wanted.payment_id]

    def test_shows_amounts_and_what_was_said(
        self, committed: Database, store_id: int, desk: Desk, owner: Person
    ) -> None:
        payment = pay(committed, store_id)

        found = detail(owner, payment.payment_id)

        money = {"amount_minor": 1999, "currency": "EUR", "amount": "19.99"}
        assert (found["state"], found["captured"], found["refundable"]) == (
            "captured",
            money,
            money,
        )
        assert [attempt["outcome"] for attempt in found["attempts"]] == ["captured"]

    def test_is_for_the_team_of_the_store(
        self, app: FastAPI, committed: Database, store_id: int, desk: Desk
    ) -> None:
        payment_id = pay(committed, store_id).payment_id
        other = member(app, committed, make_selling_store(committed))

        assert stranger(app).get(f"/store/payments/{payment_id}").status_code == 401
        assert other.get(f"/store/payments/{payment_id}").status_code == 404
        assert other.post(f"/store/payments/{payment_id}/refund").status_code == 404
        assert other.get("/store/payments").json()["items"] == []

    def test_viewers_see_and_do_nothing(
        self, app: FastAPI, committed: Database, store_id: int, desk: Desk
    ) -> None:
        payment_id = pay(committed, store_id).payment_id
        viewer = member(app, committed, store_id, "viewer")

        assert detail(viewer, payment_id)["id"] == payment_id
        for act in ("capture", "void", "refund", "mark-paid"):
            assert viewer.post(f"/store/payments/{payment_id}/{act}").status_code == 403
        assert viewer.put("/store/payment-methods/x", {"provider": "manual"}).status_code == 403


class TestRefunding:
    def test_gives_back_part_and_then_the_rest(
        self, committed: Database, store_id: int, desk: Desk, owner: Person
    ) -> None:
        payment_id = pay(committed, store_id).payment_id

        asked = owner.post(f"/store/payments/{payment_id}/refund", {"amount_minor": 500})
        do_jobs(committed)
        owner.post(f"/store/payments/{payment_id}/refund")
        do_jobs(committed)

        found = detail(owner, payment_id)
        assert asked.status_code == 202
        assert asked.json()["refundable"]["amount_minor"] == 1499
        assert [back["amount"]["amount_minor"] for back in found["refunds"]] == [500, 1499]
        assert found["refunded"]["amount_minor"] == 1999
        assert all(back["refunded_at"] for back in found["refunds"])
        heard = [(one[0].refunded_minor, one[0].returning_minor) for _, one in desk.heard]
        assert list(dict.fromkeys(heard)) == [(0, 0), (0, 500), (500, 0), (500, 1499), (1999, 0)]

    def test_refuses_more_than_is_left_and_says_how_much_that_is(
        self, committed: Database, store_id: int, desk: Desk, owner: Person
    ) -> None:
        payment_id = pay(committed, store_id).payment_id
        owner.post(f"/store/payments/{payment_id}/refund", {"amount_minor": 500})

        refused = owner.post(f"/store/payments/{payment_id}/refund", {"amount_minor": 1500})

        assert refused.status_code == 422
        assert refused.json()["code"] == "payments.more_than_captured"
        assert "14.99 EUR" in refused.json()["detail"]

    def test_needs_a_key_and_repeats_its_answer(
        self, committed: Database, store_id: int, desk: Desk, owner: Person
    ) -> None:
        payment_id = pay(committed, store_id).payment_id
        path, body = f"/store/payments/{payment_id}/refund", {"amount_minor": 500}

        bare = owner.client.post(
            f"/api/v1{path}", json=body, headers={"Authorization": f"Bearer {owner.token}"}
        )
        first = owner.post(path, body, key="same-key-1")
        second = owner.post(path, body, key="same-key-1")
        changed = owner.post(path, {"amount_minor": 600}, key="same-key-1")
        elsewhere = owner.post(f"{path}?again", body, key="same-key-1")

        assert bare.status_code == 400
        assert first.json() == second.json()
        assert second.headers["Idempotent-Replayed"] == "true"
        assert changed.json()["code"] == "request.idempotency_key_used"
        assert elsewhere.json()["code"] == "request.idempotency_key_used"
        assert len(rows(committed, store_id, "SELECT 1 FROM payments_refund")) == 1

    def test_repeats_its_answer_to_a_body_that_was_written_anew(
        self, committed: Database, store_id: int, desk: Desk, owner: Person
    ) -> None:
        path = f"/store/payments/{pay(committed, store_id).payment_id}/refund"
        first = owner.post(path, {"amount_minor": 500, "ref": "a"}, key="same-key-1")

        again = owner.post(path, {"ref": "a", "amount_minor": 500}, key="same-key-1")

        assert again.headers["Idempotent-Replayed"] == "true"
        assert first.json() == again.json()

    def test_of_the_same_ref_under_another_key_gives_nothing_more(
        self, committed: Database, store_id: int, desk: Desk, owner: Person
    ) -> None:
        payment_id = pay(committed, store_id).payment_id
        body = {"amount_minor": 500, "ref": "complaint 17"}

        for _ in range(2):
            owner.post(f"/store/payments/{payment_id}/refund", body)
        do_jobs(committed)

        assert detail(owner, payment_id)["refunded"]["amount_minor"] == 500

    def test_leaves_what_pays_for_an_order_to_the_order(
        self, committed: Database, store_id: int, desk: Desk, owner: Person
    ) -> None:
        payment = pay(committed, store_id)
        path, desk.apart_minor = f"/store/payments/{payment.payment_id}/refund", 500

        refused = owner.post(path, {"amount_minor": 501})
        given = owner.post(path, {"amount_minor": 500, "ref": "twice"})
        desk.apart_minor = 0
        again = owner.post(path, {"amount_minor": 500, "ref": "twice"})
        all_of_it = owner.post(path)

        assert refused.status_code == all_of_it.status_code == 409
        assert refused.json()["code"] == "payments.refunded_at_order"
        assert refused.json()["order_id"] == payment.order_id
        assert "5.00 EUR" in refused.json()["detail"]
        assert given.status_code == again.status_code == 202
        assert detail(owner, payment.payment_id)["refundable"]["amount_minor"] == 1499


class TestCapturingLater:
    @pytest.fixture
    def payment_id(self, committed: Database, store_id: int, desk: Desk, owner: Person) -> int:
        seen = owner.get("/store/payment-methods/test").headers["etag"]
        assert owner.put("/store/payment-methods/test", LATER, If_Match=seen).status_code == 200
        return pay(committed, store_id).payment_id

    def test_takes_part_and_lets_go_of_the_rest(
        self, committed: Database, payment_id: int, owner: Person, desk: Desk
    ) -> None:
        before = detail(owner, payment_id)["state"]
        asked = owner.post(f"/store/payments/{payment_id}/capture", {"amount_minor": 1500})
        do_jobs(committed)

        found = detail(owner, payment_id)
        assert (before, asked.status_code, found["state"]) == ("authorised", 202, "captured")
        assert found["captured"]["amount_minor"] == 1500
        assert desk.states == ["authorised", "captured"]
        assert differences(committed) == []

    def test_refuses_more_than_was_authorised(self, payment_id: int, owner: Person) -> None:
        refused = owner.post(f"/store/payments/{payment_id}/capture", {"amount_minor": 2000})

        assert refused.json()["code"] == "payments.more_than_authorised"

    def test_twice_takes_once(
        self, committed: Database, payment_id: int, owner: Person, desk: Desk
    ) -> None:
        for _ in range(2):
            owner.post(f"/store/payments/{payment_id}/capture")
        do_jobs(committed)
        refused = owner.post(f"/store/payments/{payment_id}/capture")

        assert desk.states == ["authorised", "captured"]
        assert refused.json()["code"] == "payments.not_capturable"

    def test_gives_up_what_is_authorised(
        self, committed: Database, payment_id: int, owner: Person, desk: Desk
    ) -> None:
        asked = owner.post(f"/store/payments/{payment_id}/void")
        do_jobs(committed)
        again = owner.post(f"/store/payments/{payment_id}/void")

        assert asked.status_code == 202
        assert detail(owner, payment_id)["state"] == "voided"
        assert again.json()["code"] == "payments.not_voidable"
        assert desk.states == ["authorised", "voided"]


class TestMarkingAsPaid:
    def test_pays_at_once(
        self, committed: Database, store_id: int, desk: Desk, owner: Person
    ) -> None:
        payment_id = open_payment(committed, store_id, request(method="bank_transfer"))

        marked = owner.post(f"/store/payments/{payment_id}/mark-paid", {"note": "statement 7"})

        assert (marked.status_code, marked.json()["state"]) == (200, "captured")
        assert desk.states == ["captured"]
        assert differences(committed) == []
        (entry,) = rows(
            committed,
            store_id,
            "SELECT details FROM tenancy_audit_entry"
            " WHERE act = 'payments.marked_paid' AND store_id = :store",
            store=store_id,
        )
        assert entry.details["note"] == "statement 7"

    def test_of_an_order_that_is_gone_sends_it_back(
        self, committed: Database, store_id: int, desk: Desk, owner: Person
    ) -> None:
        desk.answer = Disposition.RETURN
        payment_id = open_payment(committed, store_id, request(method="bank_transfer"))

        owner.post(f"/store/payments/{payment_id}/mark-paid")
        do_jobs(committed)

        assert detail(owner, payment_id)["refunded"]["amount_minor"] == 1999

    @pytest.mark.parametrize("method", ["test", "bank_transfer"])
    def test_refuses_cards_and_what_is_paid(
        self, committed: Database, store_id: int, desk: Desk, owner: Person, method: str
    ) -> None:
        payment_id = open_payment(committed, store_id, request(method=method))
        if method == "bank_transfer":
            owner.post(f"/store/payments/{payment_id}/mark-paid")

        refused = owner.post(f"/store/payments/{payment_id}/mark-paid")

        assert (refused.status_code, refused.json()["code"]) == (409, "payments.not_markable")


class TestRetrying:
    def failed(self, owner: Person, database: Database, store_id: int) -> tuple[int, int]:
        """A payment, and its refund of 7.00 that the bank refused, as it would not now."""
        payment_id = pay(database, store_id).payment_id
        rows(database, store_id, GIVEN_BACK_ELSEWHERE)
        owner.post(f"/store/payments/{payment_id}/refund", {"amount_minor": 700})
        do_jobs(database)
        rows(database, store_id, "DELETE FROM payments_test_refund RETURNING 1")
        (refund,) = detail(owner, payment_id)["refunds"]
        assert refund["failed_at"] is not None
        return payment_id, refund["id"]

    def test_a_refund_that_failed_gives_back_once(
        self, committed: Database, store_id: int, desk: Desk, owner: Person
    ) -> None:
        payment_id, refund_id = self.failed(owner, committed, store_id)
        path = f"/store/payments/{payment_id}/refunds/{refund_id}/retry"
        assert desk.heard[-1][1][0].refund_failed_minor == 700

        with ThreadPoolExecutor(4) as pool:
            answers = list(pool.map(lambda _: owner.post(path), range(4)))
        last = desk.heard[-1][1][0]
        do_jobs(committed)

        assert sorted(answer.status_code for answer in answers) == [202, 409, 409, 409]
        assert (last.returning_minor, last.refund_failed_minor) == (700, 0)
        found = detail(owner, payment_id)
        old, new = found["refunds"]
        assert (found["refunded"]["amount_minor"], new["ref"]) == (
            700,
            f"{old['ref']} #{refund_id}",
        )
        assert old["retried_at"] is not None
        assert len(rows(committed, store_id, "SELECT 1 FROM payments_test_refund")) == 1
        with committed.transaction() as db:
            enter_stores(db, [store_id])
            assert payment_widgets.get_todos(db, [store_id]) == []

    def test_what_did_not_fail_or_is_not_there_is_refused(
        self, committed: Database, store_id: int, desk: Desk, owner: Person
    ) -> None:
        payment_id = pay(committed, store_id).payment_id
        owner.post(f"/store/payments/{payment_id}/refund", {"amount_minor": 700})
        (refund,) = detail(owner, payment_id)["refunds"]
        path = f"/store/payments/{payment_id}/refunds"

        for refund_id, code in (
            (refund["id"], "payments.not_retryable"),
            (refund["id"] + 1, "payments.unknown_refund"),
        ):
            assert owner.post(f"{path}/{refund_id}/retry").json()["code"] == code

    def test_what_pays_for_an_order_by_now_is_left_to_the_order(
        self, committed: Database, store_id: int, desk: Desk, owner: Person
    ) -> None:
        payment_id, refund_id = self.failed(owner, committed, store_id)
        path, desk.apart_minor = f"/store/payments/{payment_id}/refunds/{refund_id}/retry", 699

        refused = owner.post(path)
        desk.apart_minor = 700

        assert refused.json()["code"] == "payments.refunded_at_order"
        assert owner.post(path).status_code == 202

    def test_more_than_is_left_is_refused(
        self, committed: Database, store_id: int, desk: Desk, owner: Person
    ) -> None:
        payment_id, refund_id = self.failed(owner, committed, store_id)
        owner.post(f"/store/payments/{payment_id}/refund")

        again = owner.post(f"/store/payments/{payment_id}/refunds/{refund_id}/retry")

        assert again.json()["code"] == "payments.not_retryable"
