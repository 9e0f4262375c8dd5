"""What every answer carries: the request's id and the security headers."""

from __future__ import annotations

import re
from typing import Any

import anyio
import pytest
from fastapi import FastAPI

from app.kernel.config import reset_settings
from app.middleware.stack import middleware_stack
from tests.middleware.raw_request import send_raw
from tests.modules.tenancy.identity_app import Browser

pytestmark = pytest.mark.usefixtures("world")
HOST = (b"host", b"testserver")


class TestRequestId:
    def test_is_made_short_and_readable(self, app: FastAPI) -> None:
        ids = {send_raw(app).headers["x-request-id"] for _ in range(20)}

        assert len(ids) == 20
        assert all(re.fullmatch(r"[2-9a-z]{4}-[2-9a-z]{4}", one) for one in ids)

    def test_is_taken_over(self, app: FastAPI) -> None:
        answer = send_raw(app, headers=[HOST, (b"x-request-id", b"req_2026-11.x")])

        assert answer.headers["x-request-id"] == "req_2026-11.x"

    @pytest.mark.parametrize(
        "given", [b"short", b"x" * 65, b"<script>alert", b"two words", b"a\nb"]
    )
    def test_of_another_form_is_replaced(self, app: FastAPI, given: bytes) -> None:
        answer = send_raw(app, headers=[HOST, (b"x-request-id", given)])

        assert re.fullmatch(r"[2-9a-z]{4}-[2-9a-z]{4}", answer.headers["x-request-id"])

    def test_is_the_reference_of_a_refusal(self, app: FastAPI) -> None:
        answer = send_raw(app, "/api/v1/unknown")

        assert answer.json()["reference"] == answer.headers["x-request-id"]


class TestSecurityHeaders:
    @pytest.mark.parametrize("path", ["/open", "/unknown", "/api/v1/open", "/sign-in"])
    def test_are_on_every_answer(self, app: FastAPI, path: str) -> None:
        headers = send_raw(app, path).headers

        policy = headers["content-security-policy"]
        assert "unsafe" not in policy
        assert {"default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'"} <= set(
            policy.split("; ")
        )
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        assert headers["cross-origin-opener-policy"] == "same-origin"
        assert headers["cache-control"] in {"private, no-store", "no-store"}
        assert "Host" in headers["vary"]

    def test_ask_for_https_only_over_https(self, app: FastAPI) -> None:
        assert "strict-transport-security" not in send_raw(app).headers
        secure = send_raw(app, scheme="https").headers
        assert secure["strict-transport-security"].startswith("max-age=31536000")

    def test_let_files_be_kept(self, app: FastAPI) -> None:
        headers = send_raw(app, "/static/none.css").headers

        assert "Host" not in headers.get("vary", "")
        assert "set-cookie" not in headers


class TestVisitorCookie:
    def test_comes_with_the_first_page_only(self, app: FastAPI) -> None:
        browser = Browser(app)

        first, second = browser.get("/sign-in"), browser.get("/sign-in")

        assert first.headers["set-cookie"].startswith("__Host-stoa-visitor=")
        assert "set-cookie" not in second.headers

    def test_does_not_come_with_the_api(self, app: FastAPI) -> None:
        assert "set-cookie" not in Browser(app).get("/api/v1/open").headers


class TestPlainHttp:
    def test_has_plain_names_for_cookies(
        self, app: FastAPI, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("STOA_COOKIE_SECURE", "false")
        reset_settings()
        browser = Browser(app, "http://testserver")

        answer = browser.sign_in("ben")

        session = answer.headers.get_list("set-cookie")[0]
        assert session.startswith("stoa=")
        assert "secure" not in session.lower()
        assert browser.get("/store/dashboard").json()["store"] == "second"
        monkeypatch.undo()
        reset_settings()


class TestOtherTraffic:
    @pytest.mark.parametrize("kind", ["lifespan", "websocket"])
    def test_passes_untouched(self, kind: str) -> None:
        seen: list[Any] = []

        async def inner(scope: Any, _receive: Any, _send: Any) -> None:
            seen.append(dict(scope))

        app: Any = inner
        for middleware in reversed(middleware_stack()):
            factory: Any = middleware.cls
            app = factory(app)
        scope = {"type": kind, "path": "/open", "headers": []}
        anyio.run(app, scope, None, None)

        assert seen == [scope]
