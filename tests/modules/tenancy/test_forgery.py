"""Requests that change something must come from a page of the same session and host."""

from __future__ import annotations

import httpx
import pytest
from fastapi import FastAPI

from app.modules.tenancy.routes.pages import public_sign_in
from tests.modules.tenancy.identity_app import HERE, PASSWORD, Browser

pytestmark = pytest.mark.usefixtures("world")
UNSAFE = sorted(
    route.path  # type: ignore[attr-defined]
    for route in public_sign_in.router.routes
    if "POST" in route.methods  # type: ignore[attr-defined]
)
FIELDS = {
    "email": "ben@example.test",
    "password": PASSWORD,
    "store_code": "second",
    "theme": "dark",
}
OWN = {"Origin": HERE, "Sec-Fetch-Site": "same-origin"}
PATHS = [*UNSAFE, "/store/change"]


def send(browser: Browser, path: str, token: str, headers: dict[str, str]) -> httpx.Response:
    return browser.client.post(path, data={**FIELDS, "csrf_token": token}, headers=headers)


def test_every_form_is_known() -> None:
    assert UNSAFE == ["/preferences", "/sign-in", "/sign-out", "/switch/platform", "/switch/store"]


@pytest.mark.parametrize("path", PATHS)
class TestUnsafeRoute:
    def test_accepts_its_own_form(self, browser: Browser, path: str) -> None:
        browser.sign_in("ben")

        answer = send(browser, path, browser.token("/unknown-page"), OWN)

        # Ben operates no platform; the form was accepted all the same.
        assert answer.status_code in {200, 303} or path == "/switch/platform"
        assert "auth.forged_request" not in answer.text

    def test_accepts_the_token_in_a_header(self, browser: Browser, path: str) -> None:
        browser.sign_in("ben")
        token = browser.token("/unknown-page")

        answer = browser.client.post(path, data=FIELDS, headers={**OWN, "X-CSRF-Token": token})

        assert answer.status_code in {200, 303} or path == "/switch/platform"

    @pytest.mark.parametrize("token", ["", "x", "x" * 86, "é"])
    def test_refuses_no_token_and_a_made_up_one(
        self, browser: Browser, path: str, token: str
    ) -> None:
        browser.sign_in("ben")

        answer = send(browser, path, token, OWN)

        assert_forged(answer)

    def test_refuses_the_token_of_another_session(
        self, browser: Browser, app: FastAPI, path: str
    ) -> None:
        browser.sign_in("ben")
        other = Browser(app)
        other.sign_in("ana")

        assert_forged(send(browser, path, other.token("/unknown-page"), OWN))

    def test_refuses_a_token_from_before_sign_in(self, browser: Browser, path: str) -> None:
        before = browser.token()
        browser.sign_in("ben")

        assert_forged(send(browser, path, before, OWN))

    @pytest.mark.parametrize(
        "headers",
        [
            {},
            {"Origin": "https://evil.example"},
            {"Origin": "null"},
            {"Origin": "https://testserver.evil.example", "Sec-Fetch-Site": "same-origin"},
            {"Origin": HERE, "Sec-Fetch-Site": "cross-site"},
            {"Origin": HERE, "Sec-Fetch-Site": "same-site"},
            {"Sec-Fetch-Site": "cross-site"},
            {"Referer": "https://evil.example/testserver"},
        ],
    )
    def test_refuses_another_origin(
        self, browser: Browser, path: str, headers: dict[str, str]
    ) -> None:
        browser.sign_in("ben")

        assert_forged(send(browser, path, browser.token("/unknown-page"), headers))

    def test_refuses_a_body_of_another_kind(self, browser: Browser, path: str) -> None:
        browser.sign_in("ben")
        token = browser.token("/unknown-page")

        answer = browser.client.post(
            path,
            content=f'{{"csrf_token": "{token}", "theme": "dark"}}',
            headers={**OWN, "Content-Type": "text/plain"},
        )

        assert_forged(answer)


class TestSignInForm:
    def test_refuses_a_visitor_cookie_that_was_planted(
        self, browser: Browser, app: FastAPI
    ) -> None:
        token = browser.token()
        planted = Browser(app)
        planted.client.headers["Cookie"] = "__Host-stoa-visitor=planted.mark"

        assert_forged(send(planted, "/sign-in", token, OWN))

    def test_ignores_a_cookie_without_the_host_prefix(self, browser: Browser, app: FastAPI) -> None:
        browser.sign_in("ben")
        tossed = Browser(app)
        tossed.client.headers["Cookie"] = f"stoa={browser.session}"

        assert tossed.get("/store/dashboard").status_code == 303


def assert_forged(answer: httpx.Response) -> None:
    assert answer.status_code == 403
    assert "This form has run out" in answer.text
    assert "__Host-stoa=" not in answer.headers.get("set-cookie", "")
