"""Signing in and out of the pages, and moving between places."""

from __future__ import annotations

from datetime import timedelta

import pytest
from fastapi import FastAPI
from sqlalchemy import text

from app.kernel.clock import freeze, utc_now
from app.kernel.database.engine import Database
from tests.modules.tenancy.identity_app import Browser, World

pytestmark = pytest.mark.usefixtures("world")


class TestSignIn:
    def test_leads_a_member_to_his_store(self, world: World, browser: Browser) -> None:
        answer = browser.sign_in("ben")

        assert answer.status_code == 303
        assert answer.headers["location"] == "/store/dashboard"
        seen = browser.get("/store/dashboard").json()
        assert seen["store"] == "second"
        assert seen["platform"] == "beta"
        assert seen["role"] == "manager"
        assert seen["scope"] == [str(world.second), ""]

    def test_leads_an_operator_to_his_platform(self, world: World, browser: Browser) -> None:
        answer = browser.sign_in("olga")

        assert answer.headers["location"] == "/admin/dashboard"
        seen = browser.get("/admin/dashboard").json()
        assert seen["platform"] == "alpha"
        assert seen["scope"] == ["", f"{world.both},{world.first}"]

    def test_gives_a_new_cookie_that_only_this_host_and_no_script_can_read(
        self, browser: Browser
    ) -> None:
        answer = browser.sign_in("ben")

        session, device = answer.headers.get_list("set-cookie")
        assert session.startswith("__Host-stoa=")
        assert device.startswith("__Host-stoa-device=")
        for cookie in (session, device):
            parts = {part.strip().lower() for part in cookie.split(";")[1:]}
            assert {"httponly", "path=/", "samesite=lax", "secure"} <= parts
            assert not any(part.startswith("domain") for part in parts)

    def test_ends_the_session_that_the_browser_had(self, browser: Browser) -> None:
        browser.sign_in("ben")
        old = browser.session
        browser.sign_in("ben")

        answer = browser.with_cookie(old).get("/store/dashboard")

        assert answer.status_code == 303

    def test_shows_the_form_again_for_a_wrong_password(self, browser: Browser) -> None:
        answer = browser.sign_in("ben", "wrong")

        assert answer.status_code == 401
        assert "E-mail or password is wrong." in answer.text
        assert 'value="ben@example.test"' in answer.text
        assert browser.session is None

    def test_answers_unknown_locked_and_wrong_alike(
        self, browser: Browser, committed: Database
    ) -> None:
        with committed.transaction() as db:
            db.execute(text("UPDATE tenancy_user SET is_active = false WHERE email LIKE 'ana%'"))

        answers = [browser.sign_in("nobody"), browser.sign_in("ana"), browser.sign_in("ben", "x")]

        assert [answer.status_code for answer in answers] == [401, 401, 401]
        assert all("E-mail or password is wrong." in answer.text for answer in answers)

    def test_refuses_a_person_without_any_place(self, browser: Browser) -> None:
        answer = browser.sign_in("nina")

        assert answer.status_code == 403
        assert "You have no access here." in answer.text

    @pytest.mark.parametrize(
        ("wanted", "expected"),
        [
            ("/store/orders?page=2", "/store/orders?page=2"),
            ("/admin/modules", "/store/dashboard"),
            ("https://evil.example/store/", "/store/dashboard"),
            ("//evil.example/store/", "/store/dashboard"),
            ("/\\evil.example/store/", "/store/dashboard"),
            ("/store/\r\nX-Evil: 1", "/store/dashboard"),
            ("/\t/evil.example", "/store/dashboard"),
            ("javascript:alert(1)", "/store/dashboard"),
            ("store/orders", "/store/dashboard"),
            ("/storekeeper", "/store/dashboard"),
        ],
    )
    def test_goes_back_within_the_frontend_only(
        self, browser: Browser, wanted: str, expected: str
    ) -> None:
        answer = browser.sign_in("ben", next=wanted)

        assert answer.headers["location"] == expected

    def test_leads_who_is_signed_in_past_the_form(self, browser: Browser) -> None:
        browser.sign_in("ben")

        answer = browser.get("/sign-in")

        assert answer.status_code == 303
        assert answer.headers["location"] == "/store/dashboard"

    def test_enters_the_store_of_the_host(self, app: FastAPI) -> None:
        browser = Browser(app, "https://first.alpha.test")

        browser.sign_in("mia")

        assert browser.get("/store/dashboard").json()["store"] == "first"

    def test_keeps_the_prefix_of_the_path(self, app: FastAPI) -> None:
        browser = Browser(app)

        answer = browser.post(
            "/stores/first/sign-in", email="ana@example.test", password="correct horse battery"
        )

        assert answer.headers["location"] == "/stores/first/store/dashboard"
        assert browser.get(answer.headers["location"]).json()["store"] == "first"
        assert browser.get("/stores/both/store/dashboard").status_code == 404

    def test_asks_a_stranger_to_sign_in_first(self, browser: Browser) -> None:
        answer = browser.get("/store/dashboard?period=7d")

        assert answer.status_code == 303
        assert answer.headers["location"] == "/sign-in?next=/store/dashboard%3Fperiod%3D7d"

    def test_tells_htmx_to_leave_the_page(self, browser: Browser) -> None:
        headers = {"HX-Request": "true", "HX-Current-URL": "https://testserver/store/orders?page=2"}

        answer = browser.get("/store/dashboard", headers=headers)

        assert answer.status_code == 401
        assert answer.headers["hx-redirect"] == "/sign-in?next=/store/orders%3Fpage%3D2"

    def test_is_remembered_in_the_audit_log(
        self, world: World, browser: Browser, committed: Database
    ) -> None:
        browser.sign_in("ben")
        browser.post("/sign-out")

        with committed.transaction() as db:
            entries = db.execute(
                text(
                    "SELECT act, actor, platform_id, store_id FROM tenancy_audit_entry ORDER BY id"
                )
            ).all()
        assert [tuple(entry) for entry in entries] == [
            ("auth.signed_in", "ben", world.beta, world.second),
            ("auth.signed_out", "ben", world.beta, world.second),
        ]


class TestSession:
    def test_ends_with_signing_out(self, browser: Browser) -> None:
        browser.sign_in("ben")
        cookie = browser.session

        answer = browser.post("/sign-out")

        assert answer.headers["location"] == "/sign-in"
        assert browser.session is None
        again = browser.with_cookie(cookie).get("/store/dashboard")
        assert again.status_code == 303

    def test_of_nobody_can_be_ended(self, browser: Browser) -> None:
        assert browser.post("/sign-out").headers["location"] == "/sign-in"

    def test_ends_after_twelve_idle_hours(self, browser: Browser) -> None:
        browser.sign_in("ben")

        with freeze(utc_now() + timedelta(hours=11, minutes=59)):
            assert browser.get("/store/dashboard").status_code == 200
        with freeze(utc_now() + timedelta(hours=23)):
            assert browser.get("/store/dashboard").status_code == 200
        with freeze(utc_now() + timedelta(hours=36)):
            assert browser.get("/store/dashboard").status_code == 303

    def test_ends_after_thirty_days_whatever_happens(self, browser: Browser) -> None:
        browser.sign_in("ben")
        start = utc_now()

        for step in range(1, 60):
            with freeze(start + timedelta(hours=step * 11.9)):
                assert browser.get("/store/dashboard").status_code == 200
        with freeze(start + timedelta(days=30, minutes=1)):
            assert browser.get("/store/dashboard").status_code == 303

    def test_keeps_only_the_digest_of_the_cookie(
        self, browser: Browser, committed: Database
    ) -> None:
        browser.sign_in("ben")

        with committed.transaction() as db:
            digests = db.scalars(text("SELECT token_digest FROM tenancy_web_session")).all()
        assert browser.session not in digests

    def test_of_another_frontend_is_refused(self, browser: Browser) -> None:
        browser.sign_in("ben")

        assert browser.get("/admin/dashboard").status_code == 403

    def test_needs_a_cookie_that_somebody_was_given(self, browser: Browser) -> None:
        for cookie in ("", "x" * 43, "x" * 5000):
            answer = browser.with_cookie(cookie).get("/store/dashboard")
            assert answer.status_code == 303


class TestSwitch:
    def test_moves_to_another_store_with_another_cookie(self, browser: Browser) -> None:
        browser.sign_in("ana")
        cookie = browser.session

        answer = browser.post("/switch/store", store_code="first")

        assert answer.headers["location"] == "/store/dashboard"
        assert browser.get("/store/dashboard").json()["store"] == "first"
        old = browser.with_cookie(cookie).get("/store/dashboard")
        assert old.status_code == 303

    def test_moves_to_another_platform_of_the_store(self, browser: Browser) -> None:
        browser.sign_in("ana")

        browser.post("/switch/store", choice="both@beta")

        assert browser.get("/store/dashboard").json()["platform"] == "beta"

    def test_moves_an_operator_to_another_platform(self, browser: Browser) -> None:
        browser.sign_in("una")

        browser.post("/switch/platform", platform_code="beta")

        assert browser.get("/admin/dashboard").json()["platform"] == "beta"

    def test_moves_between_the_frontends(self, browser: Browser) -> None:
        browser.sign_in("mia")
        assert browser.get("/admin/dashboard").status_code == 200

        answer = browser.post("/switch/store", store_code="first")

        assert answer.headers["location"] == "/store/dashboard"
        assert browser.get("/store/dashboard").json()["role"] == "staff"
        assert browser.get("/admin/dashboard").status_code == 403

    @pytest.mark.parametrize(
        ("path", "fields"),
        [
            ("/switch/store", {"store_code": "second"}),
            ("/switch/store", {"store_code": "unknown"}),
            ("/switch/store", {"store_code": "first", "platform_code": "beta"}),
            ("/switch/store", {}),
            ("/switch/platform", {"platform_code": "alpha"}),
            ("/switch/platform", {}),
        ],
    )
    def test_goes_nowhere_without_a_right(
        self, browser: Browser, path: str, fields: dict[str, str]
    ) -> None:
        browser.sign_in("ana")
        before = browser.get("/store/dashboard").json()

        answer = browser.post(path, **fields)

        assert answer.status_code == 403
        assert browser.get("/store/dashboard").json() == before

    def test_needs_a_session(self, browser: Browser) -> None:
        answer = browser.post("/switch/store", store_code="first")

        assert answer.headers["location"] == "/sign-in"


class TestPreferences:
    def test_are_kept_in_the_browser(self, browser: Browser) -> None:
        answer = browser.post("/preferences", locale="lb", theme="dark", next="/open?x=1")

        assert answer.headers["location"] == "/open?x=1"
        seen = browser.get("/open", headers={"Accept-Language": "de"}).json()
        assert (seen["locale"], seen["theme"]) == ("lb", "dark")

    def test_are_kept_with_the_person(self, browser: Browser, app: FastAPI) -> None:
        browser.sign_in("ben")
        browser.post("/preferences", locale="de")

        other = Browser(app)
        other.sign_in("ben")

        assert other.get("/store/dashboard").json()["locale"] == "de"

    def test_never_lead_away(self, browser: Browser) -> None:
        answer = browser.post("/preferences", theme="dark", next="//evil.example")

        assert answer.headers["location"] == "/"

    def test_of_other_kinds_are_passed_over(self, browser: Browser) -> None:
        answer = browser.post("/preferences", locale="tlh", theme="neon")

        assert "set-cookie" not in answer.headers
