"""The kit lets a right provider pass, and stops each wrong one at the right test."""

from __future__ import annotations

import inspect
from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from app.testing import NotConform, ProviderConformance
from tests.testing.ledger import Ledger, conformance_of
from tests.testing.wrong_providers import WRONG, Wrong

pytestmark = pytest.mark.deadlines
TESTS = sorted(name for name in dir(ProviderConformance) if name.startswith("test_"))
SLOW = "test_a_slow_database_costs_its_card_only"
# Each costs the aggregator's patience; only these have anything to do with time.
HASTY = {"believes_a_slow_database", "believes_a_broken_database"}


def broken_rules(kit: ProviderConformance, db: Session, *, is_patient: bool) -> dict[str, str]:
    """The tests that fail, each with its sentence."""
    broken = {}
    for name in TESTS:
        if name == SLOW and not is_patient:
            continue
        test: Callable[..., None] = getattr(kit, name)
        arguments = [db] if "db" in inspect.signature(test).parameters else []
        with db.begin_nested() as savepoint:
            try:
                test(*arguments)
            except Exception as error:
                broken[name] = str(error) if isinstance(error, NotConform) else repr(error)
            if savepoint.is_active:
                savepoint.rollback()
    return broken


class TestProviderConformance:
    def test_lets_a_right_provider_pass(self, db: Session) -> None:
        assert broken_rules(conformance_of(Ledger()), db, is_patient=True) == {}

    @pytest.mark.parametrize("name", sorted(WRONG))
    def test_stops_a_wrong_one_at_the_right_test(self, db: Session, name: str) -> None:
        wrong: Wrong = WRONG[name]

        kit = conformance_of(wrong.make(), wrong.descriptions, wrong.package)
        broken = broken_rules(kit, db, is_patient=name in HASTY)

        assert set(broken) == wrong.breaks, broken
        assert all(wrong.says in sentence for sentence in broken.values()), broken

    def test_every_test_stops_somebody(self) -> None:
        stopped = {test for wrong in WRONG.values() for test in wrong.breaks}

        assert set(TESTS) - stopped == set()
