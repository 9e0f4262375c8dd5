"""The list pages: search, sort, paging and the file, with whatever the address asks for."""

from __future__ import annotations

import csv
import io
import re
from datetime import timedelta
from decimal import Decimal
from urllib.parse import quote

import pytest
from fastapi import FastAPI

from app.kernel.clock import utc_now
from app.kernel.database.engine import Database
from app.kernel.database.scope import enter_store
from app.modules.contracts.customers import CUSTOMER_INTAKE, CustomerIn
from app.modules.registry import registry
from tests.journeys.filling import ORDERS, intake
from tests.journeys.people import Person, person
from tests.journeys.routes import pages_of_lists
from tests.journeys.world import World

FORMULAS = ("=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "a,=1+1", '="x"')
WILD = ("100% wool", "50_50", "back\\slash", "it's", "percent")
HOSTILE = ("%", "_", "\\", "'", '"', "%%%", "' OR 1=1 --", "\x00", "<script>", "ü" * 100, "🧵")


@pytest.fixture
def owner(app: FastAPI, standing_world: World) -> Person:
    assert standing_world.target
    return person(app, "target", "store")


def add_customers(database: Database, world: World, names: tuple[str, ...]) -> None:
    now = utc_now() - timedelta(hours=1)
    with database.transaction() as db:
        enter_store(db, world.target)
        taken = [CustomerIn("test", f"t{n}", now, name=name) for n, name in enumerate(names)]
        intake(CUSTOMER_INTAKE).take_customers(db, world.target, taken)


def rows_shown(who: Person, query: str, listing: str = "orders") -> list[str]:
    """The rows of the page's table, as their HTML."""
    answer = who.browser.get(f"/store/{listing}?{query}")
    assert answer.status_code == 200, query
    body = answer.text.partition("<tbody")[2].partition("</tbody>")[0]
    return re.findall(r"<tr\b.*?</tr>", body, re.DOTALL)


def file_of(who: Person, query: str, listing: str = "orders") -> list[list[str]]:
    """Header and rows of the file."""
    answer = who.browser.get(f"/store/{listing}/export.csv?{query}")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert "attachment" in answer.headers["content-disposition"]
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


@pytest.mark.slow
class TestEveryList:
    @pytest.mark.parametrize(("name", "audience"), [("target", "store"), ("operator", "admin")])
    def test_opens_in_every_view_and_order(
        self, app: FastAPI, standing_world: World, name: str, audience: str
    ) -> None:
        assert standing_world.target
        who = person(app, name, audience)
        for address in pages_of_lists(audience):
            code = address.split("/")[2].partition("?")[0]
            listing = registry().listings()[code]
            sortable = [c.name for c in listing.columns if c.is_sorted and not c.views]
            for sort in (f"-{sortable[0]}", sortable[-1]):
                answer = who.browser.get(f"{address}&sort={sort}&q=mark")
                assert answer.status_code == 200, (address, sort)

    def test_pages_and_files_have_the_same_rows(self, owner: Person) -> None:
        for address in pages_of_lists("store"):
            if "/export.csv" in address:
                continue
            path, _, query = address.partition("?")
            listing = path.split("/")[2]
            lines = file_of(owner, query, listing)
            shown = rows_shown(owner, query, listing)
            assert min(len(lines) - 1, 25) == len(shown), address


class TestPaging:
    def test_goes_through_all_rows_once(self, owner: Person) -> None:
        first, second = rows_shown(owner, "page=1"), rows_shown(owner, "page=2")
        assert len(first) == 25
        assert len(second) == ORDERS - 25
        assert len({*first, *second}) == ORDERS

    def test_behind_the_end_is_the_last_page(self, owner: Person) -> None:
        assert rows_shown(owner, "page=99999") == rows_shown(owner, "page=2")
        assert rows_shown(owner, f"page={10**15}") == rows_shown(owner, "page=2")

    @pytest.mark.parametrize("page", ["0", "-1", "two", "1.5", "9" * 40])
    def test_what_is_no_page_is_refused_or_bounded(self, owner: Person, page: str) -> None:
        assert owner.browser.get(f"/store/orders?page={page}").status_code in {200, 422}


class TestSorting:
    def test_unknown_columns_are_ignored(self, owner: Person) -> None:
        usual = rows_shown(owner, "")
        for sort in ("nothing", "-nothing", "id;drop table", "--placed_at", "store_id", "-"):
            assert rows_shown(owner, f"sort={quote(sort)}") == usual, sort

    def test_up_is_down_reversed(self, owner: Person) -> None:
        up, down = file_of(owner, "sort=placed_at")[1:], file_of(owner, "sort=-placed_at")[1:]
        assert up == down[::-1]
        assert len(up) == ORDERS


class TestSearch:
    def test_finds_what_contains_the_text(self, owner: Person) -> None:
        assert len(file_of(owner, "q=customer+3")) - 1 == ORDERS / 10
        assert len(file_of(owner, "q=CUSTOMER+3")) - 1 == ORDERS / 10
        assert len(file_of(owner, "q=nobody")) - 1 == 0

    def test_wildcards_are_letters(self, app: FastAPI, world: World, database: Database) -> None:
        add_customers(database, world, WILD)
        owner = person(app, "target", "store")
        for sought, found in (("%", 1), ("_", 1), ("\\", 1), ("'", 1), ("0%25", 1), ("50_5", 1)):
            text = sought if sought.startswith("0%") else quote(sought)
            assert len(file_of(owner, f"q={text}", "customers")) - 1 == found, sought

    @pytest.mark.parametrize("sought", HOSTILE)
    def test_takes_anything(self, owner: Person, sought: str) -> None:
        answer = owner.browser.get("/store/orders", params={"q": sought})
        assert answer.status_code == 200
        assert "<script>" not in answer.text.partition("<main")[2]

    def test_huge_queries_are_refused(self, owner: Person) -> None:
        for query in (f"q={'x' * 101}", f"q={'x' * 20_000}", f"sort={'x' * 5_000}"):
            assert owner.browser.get(f"/store/orders?{query}").status_code in {414, 422}
        assert owner.browser.get(f"/store/orders?view={'x' * 40}").status_code == 404


class TestFile:
    def test_has_all_rows_and_no_formula(
        self, app: FastAPI, world: World, database: Database
    ) -> None:
        add_customers(database, world, FORMULAS)
        owner = person(app, "target", "store")
        lines = file_of(owner, "", "customers")
        assert len(lines) - 1 == 10 + len(FORMULAS)
        for line in lines:
            for cell in line:
                assert not cell.lstrip().startswith(("=", "+", "@")), cell
                assert not cell.startswith(("\t", "\r")), cell
        assert "'=1+1" in {line[0] for line in lines} | {line[1] for line in lines}

    def test_has_numbers_as_numbers(self, owner: Person) -> None:
        header, *lines = file_of(owner, "")
        raw = owner.browser.get("/store/orders/export.csv").text
        gross = next(i for i, title in enumerate(header) if title.startswith("Gross"))
        assert header[gross + 1].endswith("(ISO 4217)")
        assert {line[gross + 1] for line in lines} == {"EUR", "GBP"}
        total = sum(Decimal(line[gross]) for line in lines)
        assert total == sum(Decimal(2 * (2000 + n)) for n in range(ORDERS)) / 100
        assert f'"{lines[0][gross]}"' not in raw

    def test_is_of_the_search_and_the_period(self, owner: Person) -> None:
        assert len(file_of(owner, "period=7d")) - 1 < ORDERS
        assert len(file_of(owner, "view=pending")) - 1 < ORDERS


class TestUnknown:
    @pytest.mark.parametrize(
        "path",
        [
            "/store/nothing",
            "/store/nothing/export.csv",
            "/store/orders?view=nothing",
            "/store/orders/export.csv?view=nothing",
            "/store/stores",
            "/store/audit/export.csv",
            "/store/..%2Fadmin%2Forders",
        ],
    )
    def test_is_not_found(self, owner: Person, path: str) -> None:
        assert owner.browser.get(path).status_code == 404
