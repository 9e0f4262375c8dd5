"""What was seen of a product adds up to the same in whatever order and pieces it is seen."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import reduce

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from app.kernel.database.scope import enter_store
from app.modules.marketplace.repositories.sightings import PRODUCT, Seen, Sightings
from tests.factories import make_store

moments = st.integers(1, 4).map(lambda day: datetime(2011, 1, day, tzinfo=UTC))
labels = st.none() | st.tuples(
    st.sampled_from(["LANTERN", "lantern", "Ä"]), st.integers(0, 1), moments
)
prices = st.none() | st.tuples(st.integers(1, 3), moments)


@st.composite
def sightings(draw: st.DrawFn) -> Seen:
    label, rank, labelled_at = draw(labels) or (None, None, None)
    price, priced_at = draw(prices) or (None, None)
    return Seen("X", draw(moments), label, rank, labelled_at, price, priced_at)


@given(st.lists(sightings(), min_size=1, max_size=6), st.randoms())
def test_the_order_does_not_matter(seen: list[Seen], random: object) -> None:
    shuffled = list(seen)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # Hypothesis types it as object

    assert reduce(Seen.joined, shuffled) == reduce(Seen.joined, seen)


@given(seen=st.lists(sightings(), min_size=1, max_size=6), cut=st.integers(0, 6))
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_the_database_adds_up_as_python_does(db: Session, seen: list[Seen], cut: int) -> None:
    store = make_store(db)
    enter_store(db, store.id)
    kept = Sightings(db, store.id, "test")

    kept.add(PRODUCT, seen[:cut])
    found = kept.add(PRODUCT, seen[cut:]) or kept.add(PRODUCT, seen[:1])

    assert found == {"X": reduce(Seen.joined, seen)}


def test_another_source_is_another_product(db: Session) -> None:
    store = make_store(db)
    enter_store(db, store.id)
    seen = Seen("X", datetime(2011, 1, 1, tzinfo=UTC), "ONE", 0, datetime(2011, 1, 1, tzinfo=UTC))
    Sightings(db, store.id, "one").add(PRODUCT, [seen])

    other = Seen("X", datetime(2012, 1, 1, tzinfo=UTC))

    assert Sightings(db, store.id, "two").add(PRODUCT, [other]) == {"X": other}
