"""What every operation's description says about versions, refusals and answers kept."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi import Depends, FastAPI
from fastapi.security import HTTPBearer

from app.kernel.http.openapi import describe

IF_MATCH = {"$ref": "#/components/parameters/IfMatch"}


def nothing() -> None:
    """An answer without content."""


@pytest.fixture
def description() -> dict[str, Any]:
    app = FastAPI()
    guarded = [Depends(HTTPBearer())]
    for method in ("GET", "POST", "PUT"):
        app.add_api_route("/things", nothing, methods=[method], dependencies=guarded)
    app.add_api_route("/things/{id}/move", nothing, methods=["POST"], dependencies=guarded)
    app.add_api_route("/open/{id}", nothing, methods=["PATCH"])
    describe(app)
    return app.openapi()


class TestDescription:
    @pytest.mark.parametrize(
        ("path", "method", "is_told"),
        [
            ("/things", "get", False),
            ("/things", "post", False),
            ("/things", "put", True),
            ("/things/{id}/move", "post", True),
            ("/open/{id}", "patch", False),
        ],
    )
    def test_changes_of_what_is_there_may_say_its_version(
        self, description: dict[str, Any], path: str, method: str, is_told: bool
    ) -> None:
        operation = description["paths"][path][method]

        assert (IF_MATCH in operation.get("parameters", [])) is is_told
        assert "IfMatch" in description["components"]["parameters"]

    def test_every_operation_may_refuse_and_readings_may_be_kept(
        self, description: dict[str, Any]
    ) -> None:
        for operations in description["paths"].values():
            for method, operation in operations.items():
                assert "4XX" in operation["responses"]
                assert ("304" in operation["responses"]) is (method == "get")
