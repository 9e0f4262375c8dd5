"""What ran out is forgotten, and what is good stays."""

from __future__ import annotations

from datetime import timedelta

from app.kernel.clock import freeze, utc_now
from app.modules.customers.services.account_upkeep import forget_old
from tests.modules.customers.storefront import ANA, PASSWORD, Storefront, run_jobs

TABLES = ("registration", "password_reset", "email_change", "session")


def counts(shopper: Storefront) -> dict[str, int]:
    return {name: shopper.rows(f"SELECT count(*) FROM customers_{name}")[0][0] for name in TABLES}


class TestForgetOld:
    def test_deletes_what_ran_out_more_than_a_day_ago(self, first: Storefront) -> None:
        shopper = first.with_account()
        first.register("waiting@shopper.test")
        first.post("/account/password/forgot", {"email": ANA})
        run_jobs(first)
        wanted = {"email": "new@shopper.test", "password": PASSWORD}
        shopper.post("/account/email/change", wanted)
        all_there = dict.fromkeys(TABLES, 1)

        forget_old()
        assert counts(first) == all_there

        with freeze(utc_now() + timedelta(hours=26)):
            forget_old()
        assert counts(first) == {**all_there, "password_reset": 0}

        with freeze(utc_now() + timedelta(days=32)):
            forget_old()
        assert counts(first) == dict.fromkeys(TABLES, 0)
