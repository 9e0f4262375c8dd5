"""Each law finds a planted violation, and nothing in a store that keeps it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from app.modules.registry import registry
from app.modules.shipping.definition import shipping_module
from app.modules.tenancy.models import Store
from tests.factories import make_store
from tests.modules.shipping.factories import ADDRESS, make_method, make_rate, make_zone


def keep_all(db: Session, store: Store) -> None:
    point = make_method(db, store, "point", kind="pick_up", pick_up_address=ADDRESS)
    make_rate(db, point, None)
    make_rate(db, make_method(db, store, "a"), make_zone(db, store), 500)
    stepped = make_method(db, store, "b")
    make_rate(db, stepped, make_zone(db, store), basis="weight", steps=[[0, 500], [1000, 900]])


def delivery_everywhere(db: Session, store: Store) -> None:
    make_rate(db, make_method(db, store, "a"), None)


def steps_of_a_flat_rate(db: Session, store: Store) -> None:
    make_rate(db, make_method(db, store, "a"), make_zone(db, store), steps=[[0, 1]])


def step_below_zero(db: Session, store: Store) -> None:
    zone = make_zone(db, store)
    make_rate(db, make_method(db, store, "a"), zone, basis="value", steps=[[0, -1]])


PLANTED = [
    ("shipping.delivery_has_a_zone", delivery_everywhere),
    ("shipping.stepped_rates_have_steps", steps_of_a_flat_rate),
    ("shipping.stepped_rates_have_steps", step_below_zero),
]


def found_by(db: Session) -> set[str]:
    laws = [law for law in registry().invariants() if law.code.startswith(shipping_module.code)]
    assert {law.code for law in laws} == {code for code, _ in PLANTED}
    return {law.code for law in laws if db.execute(text(law.violations)).all()}


def test_nothing_is_found_where_all_is_well(db: Session) -> None:
    keep_all(db, make_store(db))

    assert found_by(db) == set()


@pytest.mark.parametrize(("code", "plant"), PLANTED)
def test_finds_what_was_planted(
    db: Session, code: str, plant: Callable[[Session, Store], None]
) -> None:
    plant(db, make_store(db))

    assert found_by(db) == {code}
