"""Each law finds a planted violation, and nothing in a store that keeps it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from app.modules.registry import registry
from app.modules.taxes.definition import taxes_module
from app.modules.tenancy.models import Store
from tests.factories import make_store
from tests.modules.taxes.factories import make_class, make_rate, make_settings


def keep_all(db: Session, store: Store) -> None:
    make_settings(db, store, registrations={"DE": ""})
    make_class(db, store, "books", "reduced")
    make_rate(db, store, "DE", "books", "5")
    make_rate(db, store, "DE", "standard", "18")


def rate_without_class(db: Session, store: Store) -> None:
    make_settings(db, store)
    make_rate(db, store, "DE", "no-such", "5")


def registered_at_home(db: Session, store: Store) -> None:
    make_settings(db, store, registrations={"LU": ""})


PLANTED = {
    "taxes.rates_have_their_class": rate_without_class,
    "taxes.registrations_are_abroad": registered_at_home,
}


def found_by(db: Session) -> set[str]:
    laws = [law for law in registry().invariants() if law.code.startswith(taxes_module.code)]
    assert {law.code for law in laws} == set(PLANTED)
    return {law.code for law in laws if db.execute(text(law.violations)).all()}


def test_nothing_is_found_where_all_is_well(db: Session) -> None:
    keep_all(db, make_store(db))

    assert found_by(db) == set()


@pytest.mark.parametrize(("code", "plant"), PLANTED.items())
def test_finds_what_was_planted(
    db: Session, code: str, plant: Callable[[Session, Store], None]
) -> None:
    plant(db, make_store(db))

    assert found_by(db) == {code}
