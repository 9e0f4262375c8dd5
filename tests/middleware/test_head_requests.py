"""HEAD is answered as GET is."""

from __future__ import annotations

import pytest
from fastapi import FastAPI

from tests.modules.tenancy.app_client import app_client
from tests.modules.tenancy.identity_app import World


@pytest.mark.parametrize("path", ["/open", "/nowhere", "/api/v1/nowhere"])
def test_has_the_status_and_headers_of_get(app: FastAPI, world: World, path: str) -> None:
    client = app_client(app, "https://alpha.test")

    told, shown = client.head(path), client.get(path)

    assert told.status_code == shown.status_code != 405
    for name in ("content-type", "content-length", "cache-control"):
        assert told.headers.get(name) == shown.headers.get(name)
