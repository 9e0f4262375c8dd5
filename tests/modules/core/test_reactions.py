"""An event reaches each module that reacts to it, once, and only where the module is on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from app.kernel.database.engine import Database
from app.modules.base import ModuleDefinition
from app.modules.contracts.capabilities import Capability
from app.modules.contracts.events import Event, ProductsChanged
from app.modules.core.services import module_services, module_switches, reactions
from app.modules.core.services.module_services import service_on
from app.modules.core.services.module_switches import Actor, ModuleSwitches
from app.modules.core.services.reactions import announce, react
from app.modules.registry import ModuleRegistry, registry
from tests.factories import make_platform, make_store

HEARD: list[Event] = []
GREETER: Capability[str] = Capability("listeners.greeter")


@dataclass(frozen=True)
class Unheard(Event):
    pass


def hear(_db: Session, event: Event) -> None:
    HEARD.append(event)


LISTENERS = ModuleDefinition(
    code="listeners",
    name="Listeners",
    reactions={ProductsChanged: lambda: hear},
    provides={GREETER: lambda: "hello"},
)


@pytest.fixture
def listening(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleRegistry]:
    modules = ModuleRegistry([*(m for m in registry() if m.is_core), LISTENERS])
    for user in (reactions, module_switches, module_services):
        monkeypatch.setattr(user, "registry", lambda: modules)
    reactions._kinds.cache_clear()
    HEARD.clear()
    yield modules
    reactions._kinds.cache_clear()


def waiting(db: Session) -> list[dict[str, Any]]:
    found = db.scalars(text("SELECT args FROM stoa_jobs.procrastinate_jobs ORDER BY id"))
    return list(found)


@pytest.mark.usefixtures("listening")
class TestReactions:
    def test_become_jobs_of_the_transaction(self, db: Session) -> None:
        store = make_store(db)

        announce(db, ProductsChanged(store.id, (1, 2)))

        facts = {"product_ids": [1, 2]}
        assert waiting(db) == [
            {
                "store_id": store.id,
                "module": "listeners",
                "event": "ProductsChanged",
                "facts": facts,
            }
        ]

    def test_of_what_shoppers_see_change_the_state_of_the_store(self, db: Session) -> None:
        store = make_store(db)
        changes = text("SELECT count(*) FROM core_store_change WHERE store_id = :store")

        announce(db, Unheard(store.id))
        assert db.scalar(changes, {"store": store.id}) == 0
        announce(db, ProductsChanged(store.id, (1,)))
        assert db.scalar(changes, {"store": store.id}) == 1

    def test_nobody_hears_what_nobody_wants(self, db: Session) -> None:
        announce(db, Unheard(make_store(db).id))

        assert waiting(db) == []

    def test_get_the_event_as_it_was(self, db: Session) -> None:
        store = make_store(db, platforms=[make_platform(db)])

        react(db, store.id, "listeners", "ProductsChanged", {"product_ids": [1], "newer": 5})

        assert [ProductsChanged(store.id, (1,))] == HEARD

    def test_are_left_out_where_the_module_is_off(self, db: Session) -> None:
        platform = make_platform(db)
        store = make_store(db, platforms=[platform])
        ModuleSwitches(db, platform.id).disable("listeners", Actor("test"))

        react(db, store.id, "listeners", "ProductsChanged", {"product_ids": [1]})

        assert HEARD == []

    @pytest.mark.parametrize(("module", "event"), [("gone", "ProductsChanged"), ("listeners", "X")])
    def test_of_what_is_gone_are_left_out(self, db: Session, module: str, event: str) -> None:
        react(db, make_store(db).id, module, event, {})

        assert HEARD == []


@pytest.mark.usefixtures("listening")
class TestServiceOn:
    def test_gives_the_service_while_its_module_is_on(self, db: Session) -> None:
        platform = make_platform(db)

        assert service_on(db, platform.id, GREETER, "nobody") == "hello"
        ModuleSwitches(db, platform.id).disable("listeners", Actor("test"))
        assert service_on(db, platform.id, GREETER, "nobody") == "nobody"
        ModuleSwitches(db, platform.id).enable("listeners", Actor("test"))
        assert service_on(db, platform.id, GREETER, "nobody") == "hello"

    def test_gives_the_stand_in_where_nobody_provides_it(self, db: Session) -> None:
        unknown: Capability[str] = Capability("listeners.unknown")

        assert service_on(db, make_platform(db).id, unknown, "nobody") == "nobody"


def test_a_job_that_is_rolled_back_is_never_heard_of(committed: Database) -> None:
    with committed.transaction() as db:
        assert waiting(db) == []
