"""The last units are sold once, however many want them at the same time.

`STOA_SHOPPERS=200 STOA_SEEDS=20` is the run that the promise names.
"""

from __future__ import annotations

import os

import pytest

from app.kernel.database.engine import Database
from tests.trade.market import Place
from tests.trade.rush import rush, wrongs
from tests.trade.serving import serving

SHOPPERS = int(os.environ.get("STOA_SHOPPERS", "40"))
SEEDS = int(os.environ.get("STOA_SEEDS", "1"))
UNITS = 10

pytestmark = [pytest.mark.slow, pytest.mark.enable_socket]


def test_ten_units_are_sold_ten_times(place: Place, committed: Database) -> None:
    with serving(workers=4) as address:
        for _ in range(SEEDS):
            seen = rush(address, place, shoppers=SHOPPERS, units=UNITS)

            assert seen.broken == 0, seen
            assert seen.paid == UNITS, seen
            assert seen.answers[409, "checkout.sold_out"] == SHOPPERS - UNITS, seen
    assert wrongs(committed) == []


def test_without_locks_they_are_oversold(place: Place, committed: Database) -> None:
    """The negative control: the same rush with the locks off sells what is not there."""
    with serving(workers=4, is_locked=False) as address:
        seen = rush(address, place, shoppers=SHOPPERS, units=UNITS)

    assert seen.paid > UNITS, seen
    assert wrongs(committed)
