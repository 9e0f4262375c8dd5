import json
import logging
import time
from collections.abc import Iterator

import pytest
import structlog
from structlog.types import EventDict

from app.kernel.logging import (
    REDACTED,
    bind_request,
    configure_logging,
    get_logger,
    redact,
)


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers = handlers
    root.setLevel(level)
    logging.getLogger("uvicorn.access").disabled = False
    logging.getLogger("procrastinate").setLevel(logging.NOTSET)
    structlog.contextvars.clear_contextvars()
    structlog.reset_defaults()


def struck(**fields: object) -> EventDict:
    return redact(None, "info", dict(fields))


class TestRedact:
    @pytest.mark.parametrize(
        "name",
        [
            "password",
            "new_password",
            "passwd",
            "access_token",
            "refreshToken",
            "client_secret",
            "Set-Cookie",
            "authorization",
            "Authorisation",
            "email",
            "e_mail",
            "customer_e-mail",
            "api_key",
            "csrf",
            "iban",
        ],
    )
    def test_strikes_out_by_name(self, name: str) -> None:
        assert struck(**{name: "canary"}) == {name: REDACTED}

    def test_keeps_what_is_harmless(self) -> None:
        fields = {
            "order_id": 17,
            "token_store_id": 3,
            "path": "/orders",
            "paid": True,
            "x": None,
            "ms": 1.5,
        }

        assert struck(**fields) == fields

    @pytest.mark.parametrize(
        "text",
        [
            "sent to canary@example.lu today",
            "a@example.lu+canary@example.lu",
            "Bearer canary-canary-canary",
            "eyJhbGciOiJIUzI1NiJ9.canary.canary",
            "x-eyJhbGciOiJIUzI1NiJ9.canary.canary",
            "postgresql://stoa:canary@localhost/stoa",
            "https://stoa:canary@example.lu/",
            "{'password': 'canary'}",
            "password=canary&next=/",
            "$argon2id$v=19$m=65536,t=2,p=1$canary$canary",
        ],
    )
    def test_strikes_out_by_look(self, text: str) -> None:
        answer = struck(event=text)["event"]

        assert "canary" not in answer
        assert REDACTED in answer

    @pytest.mark.parametrize(
        "part",
        ["x", "a.", "a@", "+@", "eyJ-", "eyJa.", "a://", "1 ", "$argon2a", "token", "bearer "],
    )
    def test_reads_what_is_long_only_once(self, part: str) -> None:
        """Once for each character would be seconds: an address may have 64 KiB."""
        start = time.thread_time()
        struck(path="/" + part * (60_000 // len(part)))

        assert time.thread_time() - start < 1.0

    def test_strikes_out_card_numbers(self) -> None:
        assert struck(note="4111 1111 1111 1111") == {"note": REDACTED}

    def test_looks_inside(self) -> None:
        answer = struck(body={"user": {"password": "canary"}, "rows": [{"token": "canary"}, "ok"]})

        assert answer == {"body": {"user": {"password": REDACTED}, "rows": [{"token": REDACTED}, "ok"]}}  # fmt: skip  # noqa: E501

    def test_gives_up_on_endless_depth(self) -> None:
        endless: dict[str, object] = {}
        endless["again"] = endless

        assert "[too deep]" in str(struck(body=endless))

    def test_strikes_out_inside_other_objects(self) -> None:
        assert struck(error=ValueError("token=canary")) == {"error": f"token={REDACTED}"}


class TestConfigureLogging:
    def lines(self, capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
        return [json.loads(line) for line in capsys.readouterr().err.splitlines()]

    def test_writes_one_json_object_per_event(self, capsys: pytest.CaptureFixture[str]) -> None:
        configure_logging(as_json=True)
        bind_request("r-1")

        get_logger("app.test").warning("order_refused", order_id=17, password="canary")

        (line,) = self.lines(capsys)
        assert line.pop("timestamp")
        assert line == {
            "event": "order_refused",
            "logger": "app.test",
            "level": "warning",
            "order_id": 17,
            "password": REDACTED,
            "request_id": "r-1",
        }

    def test_takes_the_standard_library_along(self, capsys: pytest.CaptureFixture[str]) -> None:
        configure_logging(as_json=True)

        logging.getLogger("uvicorn.error").info("mail to %s", "canary@example.lu")

        (line,) = self.lines(capsys)
        assert (line["logger"], line["event"]) == ("uvicorn.error", f"mail to {REDACTED}")

    def test_strikes_out_in_tracebacks(self, capsys: pytest.CaptureFixture[str]) -> None:
        configure_logging(as_json=True)

        try:
            int("password=canary")
        except ValueError:
            get_logger("app.test").exception("failed")

        (line,) = self.lines(capsys)
        assert "ValueError" in str(line["exception"])
        assert "canary" not in str(line)

    def test_obeys_the_level(self, capsys: pytest.CaptureFixture[str]) -> None:
        configure_logging(as_json=True, level="warning")

        get_logger("app.test").info("quiet")

        assert self.lines(capsys) == []

    def test_a_new_request_forgets_the_one_before(self, capsys: pytest.CaptureFixture[str]) -> None:
        configure_logging(as_json=True)
        bind_request("r-1")
        get_logger("app.test").info("first")
        bind_request("r-2")
        get_logger("app.test").info("second")

        first, second = self.lines(capsys)
        assert first["request_id"] == "r-1"
        assert second["request_id"] == "r-2"

    def test_is_readable_in_development(self, capsys: pytest.CaptureFixture[str]) -> None:
        configure_logging(as_json=False)

        get_logger("app.test").info("started", port=8000)

        text = capsys.readouterr().err
        assert "started" in text
        assert "port" in text

    def test_shows_no_local_variables_in_development(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        configure_logging(as_json=False)

        def sign_in(guess: str) -> int:
            return int("x") + len(guess)

        try:
            sign_in("canary")
        except ValueError:
            get_logger("app.test").exception("failed")

        text = capsys.readouterr().err
        assert "ValueError" in text
        assert "canary" not in text.replace('sign_in("canary")', "")


def test_the_queue_does_not_tell_every_job(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging(as_json=True)

    logging.getLogger("procrastinate.worker").info("Starting job")
    logging.getLogger("procrastinate.worker").error("Job failed")

    assert [json.loads(line)["event"] for line in capsys.readouterr().err.splitlines()] == [
        "Job failed"
    ]
