"""What every operation's description says about versions, refusals and answers kept."""

from __future__ import annotations

from typing import Annotated, Any

import pytest
from fastapi import Depends, FastAPI, Header
from fastapi.security import HTTPBearer

from app.kernel.http.openapi import NEEDED, describe

OF_CHECKOUT = "checkout__schemas__checkouts"
IF_MATCH = {"$ref": "#/components/parameters/IfMatch"}


def nothing() -> None:
    """An answer without content."""


def keyed(
    needed: Annotated[str | None, Header(json_schema_extra={NEEDED: True})] = None,
    spare: Annotated[str | None, Header()] = None,
) -> None:
    """A call that refuses to do without one of its headers."""


@pytest.fixture
def description() -> dict[str, Any]:
    app = FastAPI()
    guarded = [Depends(HTTPBearer())]
    for method in ("GET", "POST", "PUT"):
        app.add_api_route("/things", nothing, methods=[method], dependencies=guarded)
    app.add_api_route("/things/{id}/move", nothing, methods=["POST"], dependencies=guarded)
    app.add_api_route("/open/{id}", nothing, methods=["PATCH"])
    app.add_api_route("/keyed", keyed, methods=["POST"])
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

    def test_a_header_that_is_needed_is_said_to_be(self, description: dict[str, Any]) -> None:
        parameters = description["paths"]["/keyed"]["post"]["parameters"]

        assert {each["name"]: each["required"] for each in parameters} == {
            "needed": True,
            "spare": False,
        }
        assert NEEDED not in str(parameters)

    def test_every_operation_may_refuse_and_readings_may_be_kept(
        self, description: dict[str, Any]
    ) -> None:
        for operations in description["paths"].values():
            for method, operation in operations.items():
                assert "4XX" in operation["responses"]
                assert ("304" in operation["responses"]) is (method == "get")


class TestNamesOfSchemas:
    def test_tell_modules_apart_and_no_files(self) -> None:
        names = [f"app__modules__{lies}__LineOut" for lies in ("cart__schemas__carts", OF_CHECKOUT)]
        taken = "app__modules__cart__schemas__carts__Taken"
        schemas: dict[str, Any] = {name: {"type": "object"} for name in (*names, taken)}
        schemas["CartTaken"] = {"items": {"$ref": f"#/components/schemas/{names[0]}"}}
        derived = {"components": {"schemas": schemas}, "paths": {}}
        app = FastAPI()

        def derive() -> dict[str, Any]:
            app.openapi_schema = derived
            return derived

        app.openapi = derive  # type: ignore[method-assign]  # what FastAPI would derive
        describe(app)

        found = app.openapi()["components"]["schemas"]

        assert set(found) == {"CartLineOut", "CheckoutLineOut", "CartTaken", taken, "Problem"}
        assert found["CartTaken"]["items"]["$ref"] == "#/components/schemas/CartLineOut"
