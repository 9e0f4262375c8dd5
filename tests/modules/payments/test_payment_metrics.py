"""The numbers of payments, by hand and against a recount."""

from __future__ import annotations

from app.kernel.database.engine import Database
from app.kernel.database.scope import enter_store
from app.modules.core.services.figure_keeper import keep_all
from app.modules.payments.services.gateway import payment_gateway
from app.modules.payments.services.payment_metrics import payment_metrics_provider
from tests.modules.payments.factories import Desk, do_jobs, make_selling_store, pay
from tests.races import differences


def numbers(database: Database, store_id: int) -> dict[str, object]:
    with database.transaction() as db:
        enter_store(db, store_id)
        found = payment_metrics_provider.get_store_metrics(db, store_id)
    return {f"{value.key} {value.unit}": value.value for value in found}


class TestPaymentMetrics:
    def test_count_money_by_currency_and_declined_attempts(
        self, committed: Database, store_id: int, desk: Desk
    ) -> None:
        pay(committed, store_id, amount_minor=1999)
        pay(committed, store_id, amount_minor=1)
        pay(committed, store_id, amount_minor=500, currency="JPY")
        pay(committed, store_id, "decline")
        pay(committed, store_id, "redirect")

        assert numbers(committed, store_id) == {
            "payments.captured EUR": 20.0,
            "payments.captured JPY": 500,
            "payments.failed_rate %": 25.0,
        }

    def test_of_nothing_are_zero_and_not_known(self, committed: Database, store_id: int) -> None:
        assert numbers(committed, store_id) == {
            "payments.captured EUR": 0,
            "payments.failed_rate %": None,
        }

    def test_are_kept_as_a_recount_would_find_them(
        self, committed: Database, store_id: int, desk: Desk
    ) -> None:
        keep_all(committed)
        other = make_selling_store(committed)
        for card in ("ok", "decline", "delay", "timeout_after", "duplicate_callback"):
            payment = pay(committed, store_id, card)
            pay(committed, other, card)
        with committed.transaction() as db:
            enter_store(db, store_id)
            payment_gateway.refund(db, store_id, payment.order_id, ref="r", amount_minor=7)
        do_jobs(committed)

        assert differences(committed) == []
        assert numbers(committed, store_id)["payments.captured EUR"] == 79.96
