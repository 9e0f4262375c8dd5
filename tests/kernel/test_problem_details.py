import asyncio
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Self

import psycopg
import pytest
from fastapi import FastAPI, HTTPException, Request
from httpx import ASGITransport, AsyncClient, Response
from pydantic import BaseModel, ConfigDict, Field, model_validator
from sqlalchemy.exc import OperationalError, ProgrammingError
from starlette.responses import StreamingResponse
from structlog.testing import capture_logs
from structlog.typing import EventDict

from app.kernel.errors import Conflict, NotFound, NotSignedIn, StoaError, TooManyAttempts, Unfit
from app.kernel.i18n.catalog import KERNEL_LOCALE_FOLDERS, Catalog
from app.kernel.problem_details import PROBLEM_MEDIA_TYPE, error_response, install_error_handlers
from app.kernel.templating import configure_templating

CANARY = "canary-in-the-mine"


class OrderAlreadyPaid(Conflict):
    """A module's refusal with a text of its own."""

    code = "orders.already_paid"
    message_key = "orders-error-already-paid"


class WithoutText(Conflict):
    """A module's refusal whose text was forgotten."""

    code = "orders.forgotten"
    message_key = "orders-error-forgotten"


class Order(BaseModel):
    model_config = ConfigDict(extra="forbid")

    quantity: int = Field(gt=0)
    note: str = Field(max_length=3)
    most: int | None = None

    @model_validator(mode="after")
    def _is_within(self) -> Self:
        if self.most is not None and self.quantity > self.most:
            raise Unfit("orders.above_most", field="quantity")
        return self


def raises(error: Exception) -> Callable[[], None]:
    def route() -> None:
        raise error

    return route


@pytest.fixture
def app(tmp_path: Path) -> FastAPI:
    (tmp_path / "en.ftl").write_text(
        "orders-error-already-paid = Order { $number } is paid.\n"
        "orders-above-most = { $field } is above most."
    )
    (tmp_path / "fr.ftl").write_text(
        "orders-error-already-paid = Commande { $number } payée.\n"
        "orders-above-most = { $field } dépasse most."
    )
    app = FastAPI()
    install_error_handlers(app)
    configure_templating(app, {}, Catalog([*KERNEL_LOCALE_FOLDERS, tmp_path], strict=True))
    failures = {
        "paid": OrderAlreadyPaid(number="A-17"),
        "forgotten": WithoutText(),
        "absent": NotFound(),
        "stranger": NotSignedIn(),
        "impatient": TooManyAttempts(retry_after=30),
        "teapot": HTTPException(418, detail=CANARY),
        "plain": HTTPException(503, detail=CANARY),
        "broken": RuntimeError(CANARY),
        "root": StoaError(),
        "away": psycopg.errors.AdminShutdown(CANARY),
        "deadlock": OperationalError("SELECT", {}, psycopg.errors.DeadlockDetected(CANARY)),
        "slow": OperationalError("SELECT", {}, psycopg.errors.QueryCanceled(CANARY)),
        "wrong": ProgrammingError("SELEC", {}, psycopg.errors.SyntaxError(CANARY)),
    }
    for name, failure in failures.items():
        for prefix in ("/api/", "/", "/platforms/oms/api/"):
            app.add_api_route(prefix + name, raises(failure))

    @app.post("/api/orders")
    def place(order: Order) -> Order:
        return order

    @app.get("/api/stream")
    def stream() -> StreamingResponse:
        def pieces() -> Iterator[bytes]:
            yield b"begun"
            raise RuntimeError(CANARY)

        return StreamingResponse(pieces())

    @app.middleware("http")
    async def state(request: Request, call_next: Any) -> Any:
        request.state.request_id = "r-1"
        request.state.locale = request.headers.get("x-locale", "en")
        response = await call_next(request)
        response.headers["X-Outer"] = "here"
        return response

    return app


class Client:
    """Asks the application without a network, one question at a time."""

    def __init__(self, app: FastAPI) -> None:
        self._app = app

    def get(self, path: str, **options: Any) -> Response:
        return asyncio.run(self._ask("GET", path, options))

    def post(self, path: str, **options: Any) -> Response:
        return asyncio.run(self._ask("POST", path, options))

    async def _ask(self, method: str, path: str, options: dict[str, Any]) -> Response:
        transport = ASGITransport(self._app)
        async with AsyncClient(transport=transport, base_url="http://stoa.test") as client:
            return await client.request(method, path, **options)


@pytest.fixture
def client(app: FastAPI) -> Client:
    return Client(app)


def problem(response: Response) -> dict[str, Any]:
    assert response.headers["content-type"] == PROBLEM_MEDIA_TYPE
    assert response.headers["cache-control"] == "no-store"
    body: dict[str, Any] = json.loads(response.text)
    assert body["status"] == response.status_code
    return body


class TestApiProblems:
    def test_say_what_happened_in_the_callers_language(self, client: Client) -> None:
        english = problem(client.get("/api/paid"))
        french = problem(client.get("/api/paid", headers={"x-locale": "fr"}))

        assert english == {
            "type": "urn:stoa:problem:orders.already_paid",
            "title": "Not possible as things stand",
            "status": 409,
            "detail": "Order A-17 is paid.",
            "instance": "/api/paid",
            "code": "orders.already_paid",
            "reference": "r-1",
        }
        assert french["detail"] == "Commande A-17 payée."

    @pytest.mark.parametrize(
        "prefix", ["/platforms/oms", "/stores/nowhere", "/platforms/oms/stores/nowhere"]
    )
    def test_below_any_platform_and_store_too(self, client: Client, prefix: str) -> None:
        assert problem(client.get(f"{prefix}/api/absent"))["code"] == "error.not_found"

    def test_nowhere_else(self, client: Client) -> None:
        for path in ("/stores/api/absent", "/absent/api/", "/apis"):
            assert client.get(path).headers["content-type"].startswith("text/html")

    @pytest.mark.parametrize(
        ("path", "status", "code"),
        [
            ("/api/absent", 404, "error.not_found"),
            ("/api/no-such-route", 404, "error.not_found"),
            ("/api/orders", 405, "error.method_not_allowed"),
            ("/api/plain", 503, "error.unavailable"),
            ("/api/teapot", 418, "error.bad_request"),
            ("/api/root", 500, "error.unexpected"),
        ],
    )
    def test_framework_refusals_are_problems(
        self, client: Client, path: str, status: int, code: str
    ) -> None:
        response = client.get(path)

        assert (problem(response)["status"], problem(response)["code"]) == (status, code)
        assert CANARY not in response.text

    def test_keep_the_headers_of_the_refusal(self, client: Client) -> None:
        assert client.get("/api/orders").headers["allow"] == "POST"
        assert client.get("/api/stranger").headers["www-authenticate"] == "Bearer"
        assert client.get("/api/impatient").headers["retry-after"] == "30"
        assert "30 seconds" in problem(client.get("/api/impatient"))["detail"]

    def test_a_forgotten_text_hides_nothing(self, client: Client) -> None:
        with capture_logs() as logs:
            body = problem(client.get("/api/forgotten"))

        assert (body["code"], body["detail"]) == ("orders.forgotten", "Conflict")
        assert "error_text_missing" in [log["event"] for log in logs]


class TestValidation:
    def test_names_the_fields_and_never_their_values(self, client: Client) -> None:
        sent = {"quantity": CANARY, "note": CANARY, "<b>" + "x" * 99: CANARY}

        response = client.post("/api/orders", json=sent)

        fields = {wrong["location"]: wrong for wrong in problem(response)["errors"]}
        assert response.status_code == 422
        assert CANARY not in response.text
        assert fields["body.quantity"]["code"] == "int_parsing"
        assert fields["body.quantity"]["detail"] == "This is not a number."
        assert fields["body.note"]["detail"] == "This is too long."
        assert "body." + "?b?" + "x" * 61 in fields

    @pytest.mark.parametrize(
        ("sent", "detail"),
        [({"quantity": 0, "note": ""}, "This is too small."), ({"quantity": 1}, "This is needed.")],
    )
    def test_explains_each_kind(self, client: Client, sent: dict[str, object], detail: str) -> None:
        (wrong,) = problem(client.post("/api/orders", json=sent))["errors"]

        assert wrong["detail"] == detail

    def test_says_what_does_not_fit_together(self, client: Client) -> None:
        sent = {"quantity": 5, "note": "", "most": 4}

        english = client.post("/api/orders", json=sent)
        french = client.post("/api/orders", json=sent, headers={"x-locale": "fr"})

        said = {
            "location": "body",
            "code": "orders.above_most",
            "detail": "quantity is above most.",
        }
        assert problem(english)["errors"] == [said]
        assert problem(french)["errors"] == [{**said, "detail": "quantity dépasse most."}]

    def test_tells_whoever_sends_no_json(self, client: Client) -> None:
        plain = {"content-type": "text/plain"}

        (wrong,) = problem(client.post("/api/orders", content="{}", headers=plain))["errors"]

        assert "application/json" in wrong["detail"]

    def test_broken_json_is_a_problem_too(self, client: Client) -> None:
        headers = {"content-type": "application/json"}
        response = client.post("/api/orders", content="{" + CANARY, headers=headers)

        assert problem(response)["errors"][0]["detail"] == "This is not valid JSON."
        assert CANARY not in response.text

    def test_logs_kinds_without_values(self, client: Client) -> None:
        with capture_logs() as logs:
            client.post("/api/orders", json={"quantity": CANARY, "note": ""})

        (line,) = [log for log in logs if log["event"] == "request_refused"]
        assert line["fields"] == ["body.quantity: int_parsing"]
        assert CANARY not in str(logs)


class TestUnexpected:
    def event(self, logs: list[EventDict], name: str) -> EventDict:
        (line,) = [log for log in logs if log["event"] == name]
        return line

    def test_shows_nothing_and_logs_everything(self, client: Client) -> None:
        with capture_logs() as logs:
            response = client.get("/api/broken")

        line = self.event(logs, "request_failed")
        assert response.status_code == 500
        assert CANARY not in response.text
        assert problem(response)["reference"] == line["reference"] == "r-1"
        assert str(line["exc_info"]) == CANARY

    @pytest.mark.parametrize("name", ["away", "deadlock"])
    def test_what_passes_may_be_sent_again(self, client: Client, name: str) -> None:
        response = client.get(f"/api/{name}")

        assert (response.status_code, response.headers["retry-after"]) == (503, "1")
        assert problem(response)["code"] == "error.unavailable"
        assert CANARY not in response.text

    @pytest.mark.parametrize("name", ["slow", "wrong"])
    def test_what_would_fail_again_is_no_such_thing(self, client: Client, name: str) -> None:
        response = client.get(f"/api/{name}")

        assert (response.status_code, response.headers.get("retry-after")) == (500, None)

    def test_passes_through_the_outer_middleware(self, client: Client) -> None:
        assert client.get("/api/broken").headers["x-outer"] == "here"

    def test_after_the_answer_has_begun_it_is_broken_off(self, client: Client) -> None:
        with pytest.raises(RuntimeError, match=CANARY):
            client.get("/api/stream")

    def test_makes_a_reference_when_there_is_none(self, app: FastAPI) -> None:
        scope = {"type": "http", "method": "GET", "path": "/api/x", "headers": [], "app": app}
        scope |= {"server": ("localhost", 80), "scheme": "http", "query_string": b""}

        first, second = (
            json.loads(bytes(error_response(Request(scope), NotFound()).body)) for _ in range(2)
        )

        assert len(first["reference"]) == 16
        assert first["reference"] != second["reference"]


class TestPages:
    @pytest.fixture
    def templates(self, app: FastAPI) -> Callable[[str, str], None]:
        """Replaces the designed pages by plain ones that show what they were given."""
        from jinja2 import DictLoader

        sources: dict[str, str] = {}
        app.state.templating.environment.loader = DictLoader(sources)
        return sources.__setitem__

    def test_page_of_the_status(
        self, client: Client, templates: Callable[[str, str], None]
    ) -> None:
        templates("errors/409.html", "{{ status }} {{ title }}: {{ detail }} {{ reference }}")

        response = client.get("/paid")

        assert response.status_code == 409
        assert response.headers["content-type"].startswith("text/html")
        assert response.text == "409 Not possible as things stand: Order A-17 is paid. r-1"
        assert "www-authenticate" not in client.get("/stranger").headers

    def test_general_page_for_other_statuses(
        self, client: Client, templates: Callable[[str, str], None]
    ) -> None:
        templates("errors/error.html", "general {{ status }}")

        assert client.get("/teapot").text == "general 418"

    def test_fragment_for_htmx(self, client: Client, templates: Callable[[str, str], None]) -> None:
        templates("errors/_fragment.html", "part {{ code }}")

        response = client.get("/paid", headers={"HX-Request": "true"})

        assert (response.status_code, response.text) == (409, "part orders.already_paid")
        assert "HX-Request" in response.headers["vary"]

    def test_bare_page_when_the_designed_one_is_broken(
        self, client: Client, templates: Callable[[str, str], None]
    ) -> None:
        templates("errors/409.html", "{{ nothing_like_this }}")

        with capture_logs() as logs:
            response = client.get("/paid")

        assert response.status_code == 409
        assert "<h1>Not possible as things stand</h1>" in response.text
        assert "r-1" in response.text
        assert "error_page_failed" in [log["event"] for log in logs]
