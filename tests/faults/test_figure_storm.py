"""Kept figures after a storm of changes by several processes, some of them killed."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time

import pytest

from app.kernel.database.engine import Database
from app.kernel.database.scope import enter_store
from app.modules.core.services.figure_keeper import keep_all
from app.modules.core.services.figure_proof import Span
from app.modules.core.services.figure_proofs import Proofs
from tests.factories import make_platform, make_store
from tests.faults.figure_storm import take_customers

pytestmark = pytest.mark.no_cover

# `make faults` asks for ten thousand; a few hundred are enough to notice a broken rule.
OPERATIONS = int(os.environ.get("STOA_STORM", "240"))
PROCESSES = 4


def start(seed: int, operations: int, stores: list[int]) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.faults.figure_storm", str(seed), str(operations)]
    return subprocess.Popen([*command, *map(str, stores)], stdout=subprocess.PIPE)


def run_storm(stores: list[int], *, kills: int) -> int:
    """How many operations were done; the processes that are killed are followed by others."""
    chance = random.Random(11)  # noqa: S311 - reproducible, not secret
    share = OPERATIONS // PROCESSES
    running = [start(seed, share, stores) for seed in range(PROCESSES)]
    for number in range(kills):
        time.sleep(2 + chance.random() * 3)
        victim = chance.randrange(PROCESSES)
        running[victim].kill()
        running.append(start(100 + number, share // 2, stores))
    return sum(len(process.communicate()[0]) for process in running)


def differences(database: Database) -> list[object]:
    found = [proof for proof in Proofs(database).each(Span()) if proof.found]
    return [(proof.name, proof.module, proof.found[:3]) for proof in found]


class TestFigureStorm:
    def test_leaves_no_difference(self, committed: Database) -> None:
        with committed.transaction() as db:
            platforms = [make_platform(db), make_platform(db, time_zone="America/St_Johns")]
            stores = [
                make_store(db, platforms=platforms).id,
                make_store(db, platforms=platforms[:1], time_zone="Asia/Kathmandu").id,
            ]
        keep_all(committed)

        done = run_storm(stores, kills=max(2, OPERATIONS // 500))

        assert done > OPERATIONS / 2
        assert differences(committed) == []
        keep_all(committed)
        assert differences(committed) == []

    def test_notices_a_change_that_is_not_counted(
        self, committed: Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The storm's own negative control: one kind of change does not tell the read models."""
        with committed.transaction() as db:
            store = make_store(db).id
        monkeypatch.setattr(
            "app.modules.customers.services.customer_intake.FigureChange.after",
            lambda self, **touched: None,
        )
        keep_all(committed)
        with committed.transaction() as db:
            enter_store(db, store)
            take_customers(db, store, random.Random(1))  # noqa: S311 - the same

        assert differences(committed) != []
