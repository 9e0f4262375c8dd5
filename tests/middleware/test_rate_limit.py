"""Each client has its share of calls, and is told of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi import FastAPI

from app.kernel.config import load_settings, reset_settings
from tests.middleware.raw_request import send_raw
from tests.modules.tenancy.identity_app import make_app

pytestmark = pytest.mark.usefixtures("world")
HOST = (b"host", b"testserver")


@pytest.fixture
def strict(monkeypatch: pytest.MonkeyPatch) -> Iterator[FastAPI]:
    monkeypatch.setenv("STOA_RATE_LIMIT_PER_MINUTE", "3")
    reset_settings()
    yield make_app()
    monkeypatch.undo()
    reset_settings()


class TestRateLimit:
    def test_is_told_in_every_answer_of_the_api(self, strict: FastAPI) -> None:
        answer = send_raw(strict, "/api/v1/unknown", headers=[HOST])

        assert answer.headers["ratelimit-policy"] == '"client";q=3;w=60'
        assert answer.headers["ratelimit"].startswith('"client";r=2;t=')

    def test_refuses_what_is_beyond_the_share(self, strict: FastAPI) -> None:
        answers = [send_raw(strict, "/api/v1/unknown", headers=[HOST]) for _ in range(4)]

        assert [answer.status for answer in answers] == [404, 404, 404, 429]
        assert answers[3].json()["code"] == "error.too_many_attempts"
        assert 1 <= int(answers[3].headers["retry-after"]) <= 60

    def test_counts_each_token_by_itself(self, strict: FastAPI) -> None:
        for _ in range(3):
            send_raw(strict, "/api/v1/unknown", headers=[HOST])

        own = send_raw(
            strict, "/api/v1/unknown", headers=[HOST, (b"authorization", b"Bearer another")]
        )

        assert own.status == 404

    def test_gives_made_up_tokens_ten_shares_together(self, strict: FastAPI) -> None:
        tokens = [(b"authorization", f"Bearer made-up-{n}".encode()) for n in range(31)]

        answers = [send_raw(strict, "/api/v1/unknown", headers=[HOST, token]) for token in tokens]

        assert [answer.status for answer in answers] == [404] * 30 + [429]
        assert answers[0].headers["ratelimit"].startswith('"client";r=2;t=')
        assert answers[30].headers["ratelimit-policy"] == '"address";q=30;w=60'

    def test_leaves_pages_alone(self, strict: FastAPI) -> None:
        answers = [send_raw(strict, "/unknown", headers=[HOST]) for _ in range(5)]

        assert {answer.status for answer in answers} == {404}
        assert "ratelimit" not in answers[0].headers


@pytest.mark.parametrize(
    ("environment", "share"), [("production", 1_200), ("development", 120_000)]
)
def test_share_where_none_is_set(environment: str, share: int) -> None:
    settings = load_settings(environment=environment, secret_key="x" * 32)

    assert settings.calls_per_minute == share
