"""Random lives of orders; deep by STOA_EXAMPLES."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test
from sqlalchemy.orm import Session

from tests.modules.orders.neighbours import Neighbours
from tests.modules.orders.order_machine import OrderMachine

LIVES = max(int(os.environ.get("STOA_EXAMPLES", "200")) // 100, 2)
STEPS = 15


@pytest.mark.slow
def test_orders_keep_their_laws_whatever_is_done(db: Session, around: Neighbours) -> None:
    machine = type("Machine", (OrderMachine,), {"db": db, "around": around})

    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=LIVES,
            stateful_step_count=STEPS,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            phases=(Phase.generate,),
            print_blob=False,
        ),
    )
