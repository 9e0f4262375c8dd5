"""Whatever breaks while people buy: no money without an order, nothing charged or sold twice.

`make trade-faults` is the run that the promise names: twelve faults, twenty-five times each.
"""

from __future__ import annotations

import subprocess
import sys

import pytest
from sqlalchemy import text

from app.kernel.database.engine import Database
from app.kernel.database.scope import enter_store
from tests.cli.processes import ROOT
from tests.trade.fault_points import Fault
from tests.trade.findings import (
    CHARGED_TWICE,
    KEPT,
    LOOKS,
    PAID_WITHOUT_ORDER,
    WITHOUT_MOVEMENT,
    findings,
)
from tests.trade.jobs import do_jobs
from tests.trade.market import Place, Shopper, Team

pytestmark = pytest.mark.no_cover

SAMPLE = (Fault.WEB_KILLED, Fault.DATABASE_STOPPED)
PLANTED = [
    (PAID_WITHOUT_ORDER, "UPDATE payments_payment SET order_id = order_id + 1000"),
    (PAID_WITHOUT_ORDER, "UPDATE payments_test_charge SET order_number = 'NOBODYS'"),
    (WITHOUT_MOVEMENT, "DELETE FROM inventory_movement WHERE reservation_id IS NOT NULL"),
    (WITHOUT_MOVEMENT, "UPDATE inventory_reservation SET released = quantity"),
    (
        CHARGED_TWICE,
        "INSERT INTO payments_test_charge (store_id, key, reference, order_number, scenario,"
        " status, currency, amount_minor, captured_minor, created_at)"
        " SELECT store_id, 'again', 'again', order_number, scenario,"
        " status, currency, amount_minor, captured_minor, created_at FROM payments_test_charge",
    ),
]


def found(database: Database, place: Place) -> set[str]:
    """The kinds of what is wrong."""
    with database.transaction() as db:
        enter_store(db, place.store)
        return {kind for kind, ids in findings(db).items() if ids}


@pytest.mark.slow
def test_nothing_is_lost_or_doubled() -> None:
    names = [fault.name for fault in SAMPLE]
    command = [sys.executable, "-m", "tests.trade.fault_runs", "1", *names]

    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert ended.returncode == 0, ended.stdout + ended.stderr
    *lines, sums = ended.stdout.splitlines()
    assert [line.partition(":")[0] for line in lines] == names
    assert sums == f"F={len(SAMPLE)} {dict.fromkeys(LOOKS, 0)} broken laws: []"


class TestTheCheckItself:
    """Negative controls: each kind of wrong is found where it is planted."""

    @pytest.mark.parametrize(("kind", "wrong"), PLANTED)
    def test_finds_what_is_planted(
        self,
        team: Team,
        shopper: Shopper,
        place: Place,
        committed: Database,
        kind: str,
        wrong: str,
    ) -> None:
        shopper.order((team.product(stock=5), 2))
        do_jobs(committed)
        assert found(committed, place) == set()

        with committed.transaction() as db:
            enter_store(db, place.store)
            db.execute(text(wrong))

        assert kind in found(committed, place)

    def test_finds_goods_that_are_held_for_nobody(
        self, team: Team, shopper: Shopper, place: Place, committed: Database
    ) -> None:
        shopper.order((team.product(stock=5), 2), payment_details={"card": "decline"})

        assert found(committed, place) == {KEPT}
