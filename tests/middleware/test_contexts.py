"""Which platform and store an address stands for."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import text

from app.kernel.clock import freeze, utc_now
from app.kernel.database.engine import Database
from app.modules.tenancy.services.host_directory import MOST_REMEMBERED, host_directory
from tests.middleware.raw_request import send_raw
from tests.modules.tenancy.app_client import app_client

pytestmark = pytest.mark.usefixtures("world")

FOUND = [
    ("testserver", "/open", None, None, ""),
    ("localhost:8000", "/open", None, None, ""),
    ("alpha.test", "/open", "alpha", None, ""),
    ("ALPHA.test:8443", "/open", "alpha", None, ""),
    ("both.alpha.test", "/open", "alpha", "both", ""),
    ("both.beta.test", "/open", "beta", "both", ""),
    ("first.example", "/open", "alpha", "first", ""),
    ("testserver", "/platforms/beta/open", "beta", None, "/platforms/beta"),
    ("testserver", "/platforms/%61lpha/open", "alpha", None, "/platforms/alpha"),
    ("testserver", "/stores/both/open", None, "both", "/stores/both"),
    (
        "testserver",
        "/platforms/beta/stores/both/open",
        "beta",
        "both",
        "/platforms/beta/stores/both",
    ),
    ("alpha.test", "/stores/first/open", "alpha", "first", "/stores/first"),
    ("alpha.test", "/platforms/alpha/open", "alpha", None, "/platforms/alpha"),
    ("first.example", "/platforms/alpha/open", "alpha", "first", "/platforms/alpha"),
    ("first.example", "/stores/first/open", "alpha", "first", "/stores/first"),
    ("both.alpha.test", "/stores/both/open", "alpha", "both", "/stores/both"),
]
NOWHERE = [
    ("unknown.example", "/open"),
    ("test", "/open"),
    ("alpha.test.evil.example", "/open"),
    ("second.alpha.test", "/open"),
    ("unknown.alpha.test", "/open"),
    ("deep.both.alpha.test", "/open"),
    ("claimed.example", "/open"),
    ("127.0.0.2", "/open"),
    ("[::2]", "/open"),
    ("testserver", "/platforms/unknown/open"),
    ("testserver", "/stores/unknown/open"),
    ("testserver", "/platforms/alpha/stores/second/open"),
    ("testserver", "/stores/both/platforms/alpha/open"),
    ("alpha.test", "/platforms/beta/open"),
    ("alpha.test", "/stores/second/open"),
    ("both.alpha.test", "/stores/first/open"),
    ("both.alpha.test", "/platforms/beta/open"),
    ("first.example", "/platforms/beta/open"),
    ("first.example", "/stores/both/open"),
    ("testserver", "/platforms/ALPHA/open"),
    ("testserver", "/platforms//open"),
]


def ask(app: FastAPI, host: str, path: str = "/open") -> Any:
    return app_client(app, f"https://{host}").get(path)


class TestAddress:
    @pytest.mark.parametrize(("host", "path", "platform", "store", "prefix"), FOUND)
    def test_stands_for(
        self,
        app: FastAPI,
        host: str,
        path: str,
        platform: str | None,
        store: str | None,
        prefix: str,
    ) -> None:
        seen = ask(app, host, path).json()

        assert (seen["platform"], seen["store"]) == (platform, store)
        assert (seen["prefix"], seen["path"]) == (prefix, "/open")

    @pytest.mark.parametrize(("host", "path"), NOWHERE)
    def test_is_nobodys(self, app: FastAPI, host: str, path: str) -> None:
        page = ask(app, host, path)
        api = ask(app, host, path.removesuffix("/open") + "/api/v1/open")

        assert (page.status_code, api.status_code) == (404, 404)
        assert page.headers["content-type"].startswith("text/html")
        for name in ("alpha", "beta", "both", "first"):
            assert f"{name}.test" not in page.text.replace(host.lower(), "")

    def test_unknown_gets_a_page_that_says_so(self, app: FastAPI) -> None:
        page = ask(app, "unknown.example")

        assert "There is no store at this address" in page.text
        assert page.headers["x-request-id"] in page.text
        assert "default-src 'none'" in page.headers["content-security-policy"]

    def test_unknown_gets_problem_details_under_the_api(self, app: FastAPI) -> None:
        answer = ask(app, "unknown.example", "/api/v1/open")

        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["code"] == "tenancy.unknown_host"

    def test_of_a_closed_store_is_nobodys(self, app: FastAPI, committed: Database) -> None:
        _run(committed, "UPDATE tenancy_store SET closed_at = now() WHERE code = 'first'")

        for host, path in (
            ("first.alpha.test", "/open"),
            ("first.example", "/open"),
            ("testserver", "/stores/first/open"),
        ):
            assert ask(app, host, path).status_code == 404

    def test_of_an_unlinked_store_is_nobodys(self, app: FastAPI, committed: Database) -> None:
        _run(
            committed,
            "UPDATE tenancy_store_platform SET is_active = false, unlinked_at = now()"
            " WHERE store_id = (SELECT id FROM tenancy_store WHERE code = 'first')",
        )

        assert ask(app, "first.alpha.test").status_code == 404
        assert ask(app, "first.example").json()["platform"] is None

    def test_ignores_forwarded_hosts(self, app: FastAPI) -> None:
        answer = send_raw(
            app,
            headers=[
                (b"host", b"alpha.test"),
                (b"x-forwarded-host", b"beta.test"),
                (b"forwarded", b"host=beta.test"),
                (b"x-host", b"beta.test"),
            ],
        )

        assert answer.json()["platform"] == "alpha"

    def test_needs_no_look_up_for_health_and_files(self, app: FastAPI) -> None:
        assert ask(app, "unknown.example", "/health").status_code == 200
        assert send_raw(app, "/health", headers=[]).status == 200
        assert ask(app, "unknown.example", "/static/none.css").status_code == 404


class TestPreferences:
    def test_follow_the_store_then_the_platform(self, app: FastAPI) -> None:
        store, platform = ask(app, "first.alpha.test").json(), ask(app, "beta.test").json()

        assert (store["locale"], store["time_zone"]) == ("de", "Europe/Luxembourg")
        assert (platform["locale"], platform["time_zone"]) == ("fr", "UTC")

    def test_of_the_browser_win(self, app: FastAPI) -> None:
        client = app_client(app, "https://beta.test")
        asked = client.get("/open", headers={"Accept-Language": "lb,fr;q=0.5"}).json()
        client.cookies.set("stoa_locale", "de")
        client.cookies.set("stoa_theme", "dark")
        chosen = client.get("/open", headers={"Accept-Language": "lb"}).json()

        assert asked["locale"] == "lb"
        assert (chosen["locale"], chosen["theme"]) == ("de", "dark")

    def test_of_no_sense_are_passed_over(self, app: FastAPI) -> None:
        client = app_client(app, "https://testserver")
        client.cookies.set("stoa_locale", "../../etc")
        client.cookies.set("stoa_theme", "neon")

        seen = client.get("/open").json()

        assert (seen["locale"], seen["theme"]) == ("en", "system")


class TestDirectory:
    def test_asks_the_database_once_in_two_seconds(self, app: FastAPI, committed: Database) -> None:
        now = utc_now()
        with freeze(now):
            assert ask(app, "first.alpha.test").status_code == 200
        with committed.transaction() as db:
            db.execute(text("UPDATE tenancy_store SET closed_at = now() WHERE code = 'first'"))

        with freeze(now + timedelta(seconds=1.9)):
            assert ask(app, "first.alpha.test").status_code == 200
        with freeze(now + timedelta(seconds=2)):
            assert ask(app, "first.alpha.test").status_code == 404

    def test_forgets_what_is_too_much(self) -> None:
        for number in range(MOST_REMEMBERED + 10):
            host_directory.hosts._keep(f"host-{number}", None)

        assert len(host_directory.hosts._known) == MOST_REMEMBERED
        assert host_directory.hosts.recall("host-0") == (False, None)
        assert host_directory.hosts.recall(f"host-{MOST_REMEMBERED}") == (True, None)


def _run(database: Database, statement: str) -> None:
    with database.transaction() as db:
        db.execute(text(statement))
    host_directory.forget()
