"""Whole lives of a store at random, over its API, held against plain books after each step.

STOA_STEPS is how many steps are taken in all; `make lives` takes five thousand.
"""

from __future__ import annotations

import os
from datetime import timedelta

import httpx
import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from app.kernel.config import Settings
from app.kernel.database.engine import Database
from app.kernel.security import tokens
from app.modules.inventory.services.stock_reserver import StoreStockReserver
from tests.trade.trade_laws import LawfulTrade

IS_DEEP = "STOA_STEPS" in os.environ
STEPS = int(os.environ.get("STOA_STEPS", "40"))
LIFE = 40 if IS_DEEP else 20

pytestmark = [pytest.mark.slow, pytest.mark.no_cover]


class Runs:
    """Runs the machine in this worker's database."""

    def __init__(self, given: Settings, database: Database, client: httpx.Client) -> None:
        self._values = {"settings": given, "database": database, "client": client}

    def live(self, lives: int) -> None:
        machine = type("Machine", (LawfulTrade,), self._values)
        run_state_machine_as_test(
            machine,
            settings=settings(
                max_examples=lives,
                stateful_step_count=LIFE,
                deadline=None,
                database=None,
                derandomize=not IS_DEEP,
                suppress_health_check=list(HealthCheck),
                phases=(Phase.generate,),
                print_blob=False,
                report_multiple_bugs=False,
            ),
        )


@pytest.fixture
def runs(
    settings: Settings,
    committed: Database,
    client: httpx.Client,
    monkeypatch: pytest.MonkeyPatch,
) -> Runs:
    monkeypatch.setattr(tokens, "LIFETIME", timedelta(days=30))
    return Runs(settings, committed, client)


def test_a_store_keeps_its_books_whatever_is_done(runs: Runs) -> None:
    runs.live(max(STEPS // LIFE, 1))


def test_goods_that_stay_set_aside_are_found(runs: Runs, monkeypatch: pytest.MonkeyPatch) -> None:
    """The negative control: nothing is let go when an order is cancelled or given up."""
    monkeypatch.setattr(StoreStockReserver, "release", lambda *_, **__: None)

    with pytest.raises(AssertionError) as found:
        runs.live(20)
    law = LawfulTrade.reserved_is_what_open_orders_wait_for.__name__
    assert law in {entry.name for entry in found.traceback}
