"""Pages of other sites may call the storefront's API, and that alone."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest
from fastapi import FastAPI

from app.kernel.config import reset_settings
from app.main import create_app
from app.middleware.cross_origin import ASKED, STOREFRONT_API
from tests.modules.tenancy.app_client import app_client
from tests.modules.tenancy.identity_app import World, make_app

ELSEWHERE = "https://shop.example"
STOREFRONT = "/api/v1/storefront/carts"
pytestmark = pytest.mark.usefixtures("world")


def asked(app: FastAPI, path: str, origin: str = ELSEWHERE, **headers: str) -> httpx.Response:
    """What a browser asks before a page of that origin may post."""
    return app_client(app, "https://alpha.test").options(
        path, headers={"Origin": origin, "Access-Control-Request-Method": "POST", **headers}
    )


@pytest.fixture
def choosy(monkeypatch: pytest.MonkeyPatch) -> Iterator[FastAPI]:
    monkeypatch.setenv("STOA_STOREFRONT_ORIGINS", f"{ELSEWHERE}, https://other.example")
    reset_settings()
    yield make_app()
    monkeypatch.undo()
    reset_settings()


@pytest.mark.parametrize("prefix", ["", "/stores/none", "/platforms/alpha"])
def test_any_site_may_ask_the_storefront(app: FastAPI, world: World, prefix: str) -> None:
    names = "authorization, content-type, idempotency-key, if-match"

    answer = asked(app, prefix + STOREFRONT, **{"Access-Control-Request-Headers": names})

    assert answer.status_code == 200
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in answer.headers


def test_every_header_that_the_storefront_takes_may_be_sent() -> None:
    paths = create_app().openapi()["paths"]
    operations = [
        operation
        for path, of_path in paths.items()
        if path.startswith(STOREFRONT_API)
        for operation in of_path.values()
    ]
    taken = {
        parameter["name"]
        for operation in operations
        for parameter in operation.get("parameters", [])
        if parameter.get("in") == "header"
    }

    assert taken == {"Idempotency-Key", "X-Order-Token"}
    assert taken <= set(ASKED)


def test_a_refusal_can_be_read_too(app: FastAPI, world: World) -> None:
    client = app_client(app, "https://nobody.test")

    answer = client.get(STOREFRONT, headers={"Origin": ELSEWHERE})

    assert answer.status_code == 404
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "ETag" in answer.headers["access-control-expose-headers"]


@pytest.mark.parametrize("path", ["/api/v1/store/orders", "/api/v1/admin/stores", "/sign-in"])
def test_nothing_else_answers_other_sites(app: FastAPI, world: World, path: str) -> None:
    client = app_client(app, "https://alpha.test")

    for answer in (asked(app, path), client.get(path, headers={"Origin": ELSEWHERE})):
        assert "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize(
    ("origin", "told"), [(ELSEWHERE, ELSEWHERE), ("https://evil.example", None)]
)
def test_an_operator_may_name_the_sites(choosy: FastAPI, origin: str, told: str | None) -> None:
    answer = asked(choosy, STOREFRONT, origin)

    assert answer.headers.get("access-control-allow-origin") == told
    assert answer.headers["vary"].startswith("Origin")
