"""The rule by which units are taken from locations, on anything whatever."""

from __future__ import annotations

import os

from hypothesis import given, settings
from hypothesis import strategies as st

from app.modules.inventory.services.allocation import Place, Share, allocate

EXAMPLES = int(os.environ.get("STOA_EXAMPLES", "200"))
units = st.integers(-5, 30)
# The main location is always among those that sell.
places = st.lists(units, max_size=5).flatmap(
    lambda others: st.tuples(st.integers(0, len(others)), units).map(
        lambda main: [
            *(Place(n + 1, u) for n, u in enumerate(others[: main[0]])),
            Place(None, main[1]),
            *(Place(n + 1 + main[0], u) for n, u in enumerate(others[main[0] :])),
        ]
    )
)


class TestAllocate:
    def test_the_example_of_the_docstring(self) -> None:
        two = [Place(None, 2), Place(7, 4)]

        assert allocate(two, 5) == [Share(None, 2), Share(7, 3)]
        assert allocate(two, 3) == [Share(7, 3)]
        assert allocate(two, 8) == [Share(None, 4, 2), Share(7, 4)]

    @settings(max_examples=EXAMPLES, deadline=None)
    @given(places=places, quantity=st.integers(1, 60))
    def test_adds_up_and_never_takes_more_than_there_is(
        self, places: list[Place], quantity: int
    ) -> None:
        shares = allocate(places, quantity)

        free = {place.location_id: max(0, place.available) for place in places}
        assert sum(share.quantity for share in shares) == quantity
        assert len({share.location_id for share in shares}) == len(shares)
        assert all(share.quantity > 0 for share in shares)
        assert all(s.quantity - s.backordered <= free[s.location_id] for s in shares)
        missing = max(0, quantity - sum(free.values()))
        assert sum(share.backordered for share in shares) == missing
        assert all(share.location_id is None for share in shares if share.backordered)
        if any(units >= quantity for units in free.values()):
            assert len(shares) == 1
