"""Routes behind a look at the beginning of the address are found as all others are."""

from __future__ import annotations

import httpx
import pytest
from fastapi import FastAPI

from app.kernel.http.quick_router import QuickRouter, beginning_of
from tests.modules.tenancy.app_client import app_client


@pytest.fixture
def client() -> httpx.Client:
    app = FastAPI()
    for name in ("things", "people"):
        inner = QuickRouter([f"/api/{name}"])
        inner.add_api_route(f"/api/{name}", lambda name=name: name, methods=["GET"])
        inner.add_api_route(f"/api/{name}/{{number}}", lambda number, name=name: name + number)
        app.include_router(inner)
    return app_client(app, "https://testserver")


@pytest.mark.parametrize(
    ("path", "answer"),
    [("/api/things", "things"), ("/api/people", "people"), ("/api/people/7", "people7")],
)
def test_finds_the_route(client: httpx.Client, path: str, answer: str) -> None:
    assert client.get(path).json() == answer


def test_what_no_route_has_is_not_found(client: httpx.Client) -> None:
    assert client.get("/api/thing").status_code == 404
    assert client.get("/").status_code == 404


def test_another_method_is_refused_as_ever(client: httpx.Client) -> None:
    refused = client.post("/api/things")
    assert (refused.status_code, refused.headers["allow"]) == (405, "GET")


def test_a_slash_too_many_is_answered_as_ever(client: httpx.Client) -> None:
    assert client.get("/api/things/", follow_redirects=False).status_code == 307


@pytest.mark.parametrize(
    ("path", "beginning"),
    [("/a/b", "/a/b"), ("/a/{b}/c", "/a/"), ("/{code}", "/")],
)
def test_the_beginning_ends_before_the_first_parameter(path: str, beginning: str) -> None:
    assert beginning_of(path) == beginning


def test_a_beginning_that_is_missing_hides_its_route() -> None:
    """The negative control: the routes are looked at only behind their beginnings."""
    app, router = FastAPI(), QuickRouter(["/other"])
    router.add_api_route("/here", lambda: "here")
    app.include_router(router)
    assert app_client(app, "https://testserver").get("/here").status_code == 404
