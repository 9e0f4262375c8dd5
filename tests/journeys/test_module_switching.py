"""A module switched off is gone from pages, lists, menus and API, and its data stays."""

from __future__ import annotations

import os
import subprocess
import sys
import time

import pytest
from fastapi import FastAPI
from sqlalchemy import text

from app.kernel.config import Settings
from app.kernel.database.engine import Database
from app.kernel.database.scope import enter_store
from app.modules.core.exceptions import CoreModuleStaysOn, ModuleIsNeeded
from app.modules.core.services.module_switches import Actor, ModuleSwitches
from app.modules.registry import registry
from tests.journeys.people import Person, person
from tests.journeys.routes import Door, doors
from tests.journeys.world import PLATFORM, World

OPTIONAL = [module for module in registry() if not module.is_core]
WITH_NUMBERS = [module.code for module in OPTIONAL if module.metrics_provider is not None]
COMMAND = "from app.cli import main; main()"
IN_ANOTHER_PROCESS = """
import sys
from app.kernel.database.engine import get_database
from app.modules.core.services.module_switches import ModuleSwitches
for line in sys.stdin:
    with get_database().transaction() as db:
        print(ModuleSwitches(db, int(sys.argv[1])).is_enabled(line.strip()), flush=True)
"""


def lists_of(code: str, audience: str) -> list[str]:
    return [
        listing.code
        for listing in registry().listings().values()
        if listing.module == code and audience in listing.audiences
    ]


def switch(database: Database, platform_id: int, code: str, *, on: bool) -> None:
    with database.transaction() as db:
        switches = ModuleSwitches(db, platform_id)
        if on:
            switches.enable(code, Actor("test"), with_requirements=True)
        else:
            switches.disable(code, Actor("test"), with_dependants=True)


def categories(who: Person) -> set[str]:
    headers = {"Authorization": f"Bearer {who.token}"}
    answer = who.browser.client.get(f"/api/v1/{who.audience}/dashboard/stats", headers=headers)
    assert answer.status_code == 200
    return set(answer.json()["metrics"])


def status(who: Person, door: Door) -> int:
    """What the API answers the team of target, or a visitor of its storefront."""
    if door.audience == "storefront":
        return who.browser.client.get(f"/stores/target{door.path}").status_code
    return who.ask(door, door.path).status_code


class TestModuleSwitching:
    @pytest.mark.parametrize("code", [module.code for module in OPTIONAL])
    def test_its_api_is_gone_and_comes_back(
        self, app: FastAPI, world: World, database: Database, code: str
    ) -> None:
        team = person(app, "target", "store")
        asked = [
            door
            for door in doors(app)
            if door.module == code
            and door.kind == "api"
            and door.method == "GET"
            and not door.parameters
            and door.audience in {"store", "storefront"}
        ]
        before = [status(team, door) for door in asked]

        switch(database, world.platform, code, on=False)
        assert {status(team, door) for door in asked} <= {404}
        switch(database, world.platform, code, on=True)
        assert [status(team, door) for door in asked] == before

    @pytest.mark.parametrize("code", WITH_NUMBERS)
    def test_off_and_on_again(
        self, app: FastAPI, world: World, database: Database, code: str
    ) -> None:
        people = [person(app, "target", "store"), person(app, "operator", "admin")]
        rows = rows_of(database, world, code)
        assert rows > 0

        switch(database, world.platform, code, on=False)
        for who in people:
            for listing in lists_of(code, who.audience or ""):
                for tail in ("", "/export.csv"):
                    path = f"/{who.audience}/{listing}{tail}"
                    assert who.browser.get(path).status_code == 404, path
            cards = f"/{who.audience}/dashboard/cards/{code}"
            assert who.browser.get(cards).status_code == 404
            page = who.browser.get(f"/{who.audience}/dashboard?all=1")
            assert page.status_code == 200
            assert f"/dashboard/cards/{code}" not in page.text
            for listing in lists_of(code, who.audience or ""):
                assert f'"/{who.audience}/{listing}' not in page.text
            assert code not in categories(who)
        assert rows_of(database, world, code) == rows

        switch(database, world.platform, code, on=True)
        for who in people:
            for listing in lists_of(code, who.audience or ""):
                assert who.browser.get(f"/{who.audience}/{listing}").status_code == 200
            assert who.browser.get(f"/{who.audience}/dashboard/cards/{code}").status_code == 200
            assert code in categories(who)

    def test_leaves_other_platforms_alone(
        self, app: FastAPI, world: World, database: Database
    ) -> None:
        switch(database, world.platform, "orders", on=False)

        elsewhere = person(app, "elsewhere", "store")
        assert elsewhere.browser.get("/store/orders").status_code == 200
        assert "orders" in categories(elsewhere)

    def test_what_needs_it_is_named_and_follows_only_when_asked(
        self, world: World, database: Database
    ) -> None:
        with database.transaction() as db:
            switches = ModuleSwitches(db, world.platform)
            with pytest.raises(ModuleIsNeeded) as refusal:
                switches.disable("catalog", Actor("test"))
            assert "Inventory" in str(refusal.value.params["others"])
            assert switches.is_enabled("inventory")

            changed = switches.disable("catalog", Actor("test"), with_dependants=True)
            assert {module.code for module in changed} == {"catalog", "inventory"}
            assert not switches.is_enabled("inventory")

    @pytest.mark.parametrize("code", ["core", "tenancy"])
    def test_core_stays_on(self, world: World, database: Database, code: str) -> None:
        with database.transaction() as db, pytest.raises(CoreModuleStaysOn):
            ModuleSwitches(db, world.platform).disable(code, Actor("test"))

    def test_by_an_operator_in_the_pages(
        self, app: FastAPI, world: World, database: Database
    ) -> None:
        operator = person(app, "operator", "admin").browser

        assert operator.post("/admin/modules/cms").status_code == 303
        assert operator.get("/admin/pages").status_code == 404
        refused = operator.post("/admin/modules/catalog")
        assert refused.status_code == 409
        assert "Inventory" in refused.text or "Stock" in refused.text
        assert operator.post("/admin/modules/core").status_code == 409
        assert operator.post("/admin/modules/nothing").status_code == 404
        assert operator.post("/admin/modules/catalog", with_others="true").status_code == 303
        assert operator.get("/admin/stock").status_code == 404
        assert operator.post("/admin/modules/cms", is_enabled="true").status_code == 303
        assert operator.get("/admin/pages").status_code == 200
        with database.transaction() as db:
            acts = db.execute(
                text("SELECT act, details ->> 'module' FROM tenancy_audit_entry ORDER BY id")
            ).all()
        written = [tuple(row) for row in acts if row[0].startswith("core.")]
        assert ("core.module_disabled", "cms") in written
        assert ("core.module_enabled", "cms") in written
        assert world.platform
        assert "core.module_disabled" in operator.get("/admin/audit?period=all").text

    def test_another_process_sees_it_within_five_seconds(
        self, world: World, database: Database, settings: Settings
    ) -> None:
        other = subprocess.Popen(
            [sys.executable, "-c", IN_ANOTHER_PROCESS, str(world.platform)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "DATABASE_URL": settings.owner_url},
        )
        try:
            assert asked(other, "cms") == "True"
            switch(database, world.platform, "cms", on=False)
            started = time.monotonic()
            while asked(other, "cms") != "False":
                assert time.monotonic() - started < 5
                time.sleep(0.05)
        finally:
            other.communicate()


class TestModuleCommand:
    def test_list_disable_enable(self, world: World, settings: Settings) -> None:
        assert world.platform

        listed = stoa(settings, "list")
        assert listed.returncode == 0
        assert all(module.code in listed.stdout for module in registry())
        refused = stoa(settings, "disable", "catalog")
        assert refused.returncode != 0
        assert "Inventory" in refused.stdout + refused.stderr
        followed = stoa(settings, "disable", "catalog", "--with-others")
        assert followed.returncode == 0
        assert "inventory" in followed.stdout
        assert stoa(settings, "enable", "inventory").returncode != 0
        assert stoa(settings, "enable", "inventory", "--with-others").returncode == 0
        assert stoa(settings, "disable", "core").returncode != 0
        assert stoa(settings, "list", platform="nowhere").returncode != 0


def stoa(
    settings: Settings, *words: str, platform: str = PLATFORM
) -> subprocess.CompletedProcess[str]:
    """Runs `stoa module`."""
    return subprocess.run(
        [sys.executable, "-c", COMMAND, "module", *words, "--platform", platform],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "DATABASE_URL": settings.owner_url},
    )


def asked(process: subprocess.Popen[str], code: str) -> str:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(f"{code}\n")
    process.stdin.flush()
    return process.stdout.readline().strip()


def rows_of(database: Database, world: World, code: str) -> int:
    """How many rows target has in the module's tables."""
    with database.transaction() as db:
        enter_store(db, world.target)
        names = db.scalars(
            text("SELECT tablename FROM pg_tables WHERE tablename LIKE :code"),
            {"code": f"{code}\\_%"},
        ).all()
        counts = [db.scalar(text(f"SELECT count(*) FROM {name}")) for name in names]
    return sum(count or 0 for count in counts)
