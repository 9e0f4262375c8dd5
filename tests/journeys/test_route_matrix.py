"""Every address of the application, tried by everybody who has no business there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from fastapi import APIRouter, FastAPI
from sqlalchemy import text

from app.kernel.database.base import Base, Ownership
from app.kernel.database.engine import Database
from app.kernel.database.scope import enter_store
from app.modules.contracts.listings import ListScope, ListView
from app.modules.core import mounting
from app.modules.core.mounting import mount_modules
from app.modules.core.services.list_page import ListReader
from app.modules.registry import InvalidModule, ModuleRegistry, registry
from tests.journeys.named_rows import Names, name_rows
from tests.journeys.people import OUTSIDERS, Person, person, person_of_yesterday
from tests.journeys.routes import Door, doors, filled, is_public, pages_of_lists
from tests.journeys.world import PLATFORM, World, mark_of, revoke

pytestmark = pytest.mark.no_cover

REFUSED = {303, 401, 403, 404, 409}
NOT_UNDERSTOOD = {400, 412, 422, 428}
OF_ALL = (
    "tenancy_store",
    "tenancy_store_platform",
    "tenancy_store_member",
    "tenancy_store_domain",
    "tenancy_platform",
    "tenancy_operator",
)
TARGET = "target"
# What changes nothing that a store said, although it is not a reading.
HARMLESS = ("/preview", "/auth/switch", "/auth/sign-out", "/search/rebuild")
HASH = "SELECT md5(string_agg(t::text, '|' ORDER BY t::text)) FROM {name} t WHERE {where}"


@pytest.fixture
def names(world: World, database: Database) -> Names:
    """Target's rows as addresses call them."""
    return name_rows(database, world.target, TARGET)


@pytest.fixture
def all_doors(app: FastAPI) -> list[Door]:
    found = doors(app)
    assert len(found) >= 30
    return found


def fingerprint(database: Database, world: World) -> dict[str, str]:
    """A hash of every table's rows that belong to target or say what its platform has on."""
    owned = [
        name
        for name in Base.metadata.tables
        if getattr(table_class(name), "ownership", None) is Ownership.STORE
    ]
    assert len(owned) >= 15
    hashes = {}
    with database.transaction() as db:
        enter_store(db, world.target)
        for name in (*owned, *OF_ALL):
            hashes[name] = str(db.scalar(text(HASH.format(name=name, where="true"))))
        switches = HASH.format(name="core_module_switch", where="platform_id = :platform")
        hashes["switches"] = str(db.scalar(text(switches), {"platform": world.platform}))
    return hashes


def table_class(name: str) -> type | None:
    found = (m.class_ for m in Base.registry.mappers if getattr(m.local_table, "name", "") == name)
    return next(found, None)


def overrides(world: World) -> tuple[dict[str, str], str]:
    """Headers and a query that name target in every way that anybody might think of."""
    store, platform = str(world.target), str(world.platform)
    headers = {
        "X-Store-Id": store,
        "X-Store": TARGET,
        "X-Store-Code": TARGET,
        "X-Platform-Id": platform,
        "X-Platform": PLATFORM,
        "X-Forwarded-Host": f"{mark_of(TARGET).lower()}.example",
        "X-User-Id": str(world.people[TARGET]),
        "X-Original-URL": f"/stores/{TARGET}/store/orders",
        "Cookie-Store": TARGET,
    }
    query = (
        f"store_id={store}&store={TARGET}&store_code={TARGET}&store_ids={store}"
        f"&token_store_id={store}&platform_id={platform}&platform={PLATFORM}"
    )
    return headers, query


def marks_in(body: str) -> bool:
    return mark_of(TARGET).lower() in body.lower()


def reading(all_doors: list[Door], names: Names) -> Iterator[tuple[Door, str]]:
    for door in all_doors:
        if door.method == "GET":
            for address in filled(door, names):
                yield door, address


def tried(who: Person, all_doors: list[Door], world: World, names: Names) -> list[str]:
    """What went wrong when somebody read every address, ids of target's wherever they fit."""
    headers, query = overrides(world)
    wrong = []
    for door, address in reading(all_doors, names):
        pointed = f"{address}{'&' if '?' in address else '?'}{query}"
        answer = who.ask(door, pointed, headers)
        if marks_in(answer.text) or mark_of(TARGET) in str(answer.headers):
            wrong.append(f"{address}: shows rows of target")
        if answer.status_code >= 500:
            wrong.append(f"{address}: {answer.status_code}")
        if door.audience not in {None, who.audience} and answer.status_code not in REFUSED:
            wrong.append(f"{address}: {answer.status_code} in the other frontend")
        if door.audience is None or is_public(door):
            continue
        prefixed = who.ask(door, f"/stores/{TARGET}{address}")
        if prefixed.status_code not in REFUSED or marks_in(prefixed.text):
            wrong.append(f"/stores/{TARGET}{address}: {prefixed.status_code}")
    return wrong


def written(who: Person, all_doors: list[Door], world: World, names: Names) -> list[str]:
    """What went wrong when somebody sent every form and call, naming target in it."""
    fields = {
        "store_code": TARGET,
        "platform_code": PLATFORM,
        "choice": f"{TARGET}:{PLATFORM}",
        "store_id": str(world.target),
        "is_enabled": "false",
        "with_others": "true",
    }
    wrong = []
    for door in all_doors:
        if door.method in {"GET", "HEAD"} or door.path.endswith(("sign-in", "refresh", "sign-out")):
            continue
        for address in filled(door, names):
            sent = {
                k: v for k, v in fields.items() if door.kind == "pages" or k in api_fields(door)
            }
            answer = who.send(door, address, sent)
            allowed = REFUSED | NOT_UNDERSTOOD
            is_refused = answer.status_code in allowed or door.path.endswith(HARMLESS)
            if not is_refused or marks_in(answer.text):
                wrong.append(f"{door.method} {address}: {answer.status_code}")
    return wrong


def api_fields(door: Door) -> set[str]:
    return {"platform_code"} if door.audience == "admin" else {"store_code"}


def all_stores(monkeypatch: pytest.MonkeyPatch, world: World) -> None:
    """Takes the narrowing to one's own store out of the list pages."""
    scope_of = ListReader._scope

    def of_everybody(reader: ListReader, view: ListView) -> ListScope:
        return replace(scope_of(reader, view), store_ids=tuple(world.stores.values()))

    monkeypatch.setattr(ListReader, "_scope", of_everybody)


def protected(audience: str) -> list[str]:
    """The lists of rows under row level security.

    Those of tenancy are read before anybody has a scope: to find out where somebody may go.
    """
    open_lists = {one.code for one in registry().listings().values() if one.module == "tenancy"}
    found = [
        a for a in pages_of_lists(audience) if a.partition("?")[0].split("/")[2] not in open_lists
    ]
    assert len(found) >= 50
    return found


class TestWithoutTheFilter:
    def test_row_level_security_shows_no_foreign_row(
        self, app: FastAPI, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        all_stores(monkeypatch, world)
        for name in ("neighbour", "sister"):
            who = person(app, name, "store")
            for address in protected("store"):
                answer = who.browser.get(address)
                assert answer.status_code == 200, address
                assert not marks_in(answer.text), address
                assert mark_of(name).lower() in answer.text.lower(), address

    def test_nor_does_it_to_the_operator_of_another_platform(
        self, app: FastAPI, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        all_stores(monkeypatch, world)
        who = person(app, "foreign", "admin")
        for address in protected("admin"):
            assert not marks_in(who.browser.get(address).text), address


class TestMounting:
    def test_a_route_without_a_permission_stops_the_start(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        router = APIRouter()
        router.add_api_route("/open-by-mistake", lambda: None)
        tenancy = registry().get("tenancy")
        assert tenancy is not None
        monkeypatch.setattr(mounting, "_routers", lambda *_: iter([("store", router)]))

        with pytest.raises(InvalidModule, match="names no permission and is not public"):
            mount_modules(FastAPI(), ModuleRegistry([tenancy]))

    def test_so_does_a_file_of_an_unknown_audience(self, monkeypatch: pytest.MonkeyPatch) -> None:
        tenancy = registry().get("tenancy")
        assert tenancy is not None
        monkeypatch.setattr(mounting, "_routers", lambda *_: iter([("staff", APIRouter())]))

        with pytest.raises(InvalidModule, match="no guard"):
            mount_modules(FastAPI(), ModuleRegistry([tenancy]))


@pytest.mark.slow
class TestRouteMatrix:
    @pytest.mark.parametrize("name", OUTSIDERS)
    def test_outsiders_read_and_write_nothing(
        self,
        app: FastAPI,
        world: World,
        database: Database,
        *,
        all_doors: list[Door],
        names: Names,
        name: str,
    ) -> None:
        before = fingerprint(database, world)
        who = person(app, name, OUTSIDERS[name])

        assert tried(who, all_doors, world, names) == []
        assert written(who, all_doors, world, names) == []
        assert tried(who, all_doors[:12], world, names) == []
        assert fingerprint(database, world) == before

    def test_the_team_and_its_operator_see_the_marks(self, app: FastAPI, world: World) -> None:
        """The control: what is looked for would be found on the very same addresses."""
        assert world.target
        for name, audience in ((TARGET, "store"), ("operator", "admin")):
            who = person(app, name, audience)
            blind = [
                address
                for address in pages_of_lists(audience)
                if not address.startswith("/admin/merchants")  # its merchant has another store
                and not marks_in(who.browser.get(address).text)
            ]
            assert blind == []

    def test_a_member_who_left_is_out_at_once(
        self,
        app: FastAPI,
        world: World,
        database: Database,
        *,
        all_doors: list[Door],
        names: Names,
    ) -> None:
        who = person(app, "revoked", "store")
        assert marks_in(who.browser.get("/store/orders?period=all").text)
        revoke(database, world)
        before = fingerprint(database, world)

        assert tried(who, all_doors, world, names) == []
        statuses = {
            who.ask(door, address).status_code
            for door, address in reading(all_doors, names)
            if door.audience not in {None, "storefront"}
        }
        assert statuses <= {303, 401, 403}
        assert fingerprint(database, world) == before

    @pytest.mark.parametrize(("name", "audience"), [(TARGET, "store"), ("operator", "admin")])
    def test_what_ran_out_opens_nothing(
        self,
        app: FastAPI,
        world: World,
        *,
        all_doors: list[Door],
        names: Names,
        name: str,
        audience: str,
    ) -> None:
        who = person_of_yesterday(app, name, audience)

        assert tried(who, all_doors, world, names) == []
        statuses = {
            who.ask(door, address).status_code
            for door, address in reading(all_doors, names)
            if door.audience == audience
        }
        assert statuses == {303, 401}

    @pytest.mark.parametrize(("name", "audience"), [(TARGET, "store"), ("operator", "admin")])
    def test_a_token_is_good_for_one_frontend(
        self,
        app: FastAPI,
        world: World,
        *,
        all_doors: list[Door],
        names: Names,
        name: str,
        audience: str,
    ) -> None:
        assert world.target
        who = person(app, name, audience)
        for door, address in reading(all_doors, names):
            if door.audience not in {None, audience}:
                prefix = f"/stores/{TARGET}" if door.audience == "storefront" else ""
                answer = who.ask(door, f"{prefix}{address}")
                assert answer.status_code == (401 if door.kind == "api" else 403), address
                assert not marks_in(answer.text), address

    def test_staff_without_the_right_see_no_sales(self, app: FastAPI, world: World) -> None:
        assert world.target
        who = person(app, "staff", "store")
        for address in pages_of_lists("store"):
            expected = 403 if address.startswith("/store/sales") else 200
            assert who.browser.get(address).status_code == expected, address
        stats = who.browser.client.get(
            "/api/v1/store/dashboard/stats", headers={"Authorization": f"Bearer {who.token}"}
        )
        keys = {value["key"] for value in stats.json()["metrics"]["orders"]}
        assert "orders.total" in keys
        assert not keys & {"orders.net_sales", "orders.total_revenue", "orders.avg_order_value"}
        page = who.browser.get("/store/dashboard?all=1&period=all").text
        assert "/store/sales" not in page

    def test_a_viewer_writes_nothing(
        self,
        app: FastAPI,
        world: World,
        database: Database,
        *,
        all_doors: list[Door],
        names: Names,
    ) -> None:
        before = fingerprint(database, world)
        who = person(app, "viewer", "store")
        for door in all_doors:
            if door.method in {"GET", "HEAD"} or door.audience not in {"admin", "store"}:
                continue
            if door.kind == "api" or door.audience == "admin":
                for address in filled(door, names):
                    answer = who.send(door, address, {"is_enabled": "false"})
                    allowed = REFUSED if door.audience == "admin" else REFUSED | NOT_UNDERSTOOD
                    assert door.path.endswith(HARMLESS) or answer.status_code in allowed, address
        assert fingerprint(database, world) == before
