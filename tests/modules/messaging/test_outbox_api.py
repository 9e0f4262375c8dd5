"""The outbox over HTTP: who may see it, page by page, and sending again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from fastapi import FastAPI

from app.kernel.clock import utc_now
from app.kernel.database.engine import Database
from app.kernel.database.scope import enter_store
from app.modules.messaging.models import OutgoingLetter
from tests.modules.messaging.factories import jobs_of, letter, put
from tests.modules.tenancy.identity_app import Program, World, make_world

MAIL = "/api/v1/store/mail"


@dataclass
class Team:
    """A member of a store's team with a client of the API."""

    program: Program
    token: str

    def get(self, path: str = MAIL) -> Any:
        return self.program.get(path, self.token)

    def retry(self, letter_id: int) -> Any:
        return self.program.post(f"{MAIL}/{letter_id}/retry", self.token)


@pytest.fixture
def world(committed: Database) -> World:
    return make_world(committed)


def team(app: FastAPI, name: str, store: str) -> Team:
    program = Program(app)
    return Team(program, program.sign_in("store", name, store_code=store)["access_token"])


@pytest.fixture
def ana(app: FastAPI, world: World) -> Team:
    """The owner of "both"."""
    return team(app, "ana", "both")


class TestListMail:
    def test_shows_the_newest_first_page_by_page(
        self, committed: Database, world: World, ana: Team
    ) -> None:
        with committed.transaction() as db:
            ids = [put(db, world.both).id for _ in range(5)]
            put(db, world.second)

        first = ana.get(f"{MAIL}?limit=3").json()
        second = ana.get(f"{MAIL}?limit=3&cursor={first['next_cursor']}").json()

        assert [one["id"] for one in first["items"] + second["items"]] == ids[::-1]
        assert second["next_cursor"] is None

    def test_shows_each_state_and_no_text(
        self, committed: Database, world: World, ana: Team
    ) -> None:
        with committed.transaction() as db:
            secret = letter(subject="Waiting", text="the way in", is_secret=True)
            put(db, world.both, secret)
            put(db, world.both, letter(subject="Sent")).sent_at = utc_now()
            put(db, world.both, letter(subject="Failed")).failed_at = utc_now()

        for state in ("waiting", "sent", "failed"):
            (item,) = ana.get(f"{MAIL}?state={state}").json()["items"]
            assert (item["state"], item["subject"]) == (state, state.title())
            assert (item["next_try_at"] is None) == (state != "waiting")
        assert "the way in" not in ana.get().text

    @pytest.mark.parametrize("query", ["cursor=x", "cursor=W10", "state=x", "limit=0", "limit=101"])
    def test_refuses_what_it_does_not_understand(self, ana: Team, query: str) -> None:
        assert ana.get(f"{MAIL}?{query}").status_code == 422

    def test_is_not_for_a_viewer(self, app: FastAPI, world: World) -> None:
        assert world.first
        assert team(app, "ana", "first").get().status_code == 403


class TestRetryMail:
    def test_gives_a_failed_letter_all_its_tries(
        self, committed: Database, world: World, ana: Team
    ) -> None:
        with committed.transaction() as db:
            failed = put(db, world.both)
            failed.failed_at, failed.tries, failed.last_error = utc_now(), 11, "server_550"

        answer = ana.retry(failed.id)

        assert answer.status_code == 200
        assert (answer.json()["state"], answer.json()["tries"]) == ("waiting", 0)
        with committed.transaction() as db:
            assert len(jobs_of(db, failed.id)) == 1

    def test_refuses_one_that_waits_or_was_sent_or_erased(
        self, committed: Database, world: World, ana: Team
    ) -> None:
        with committed.transaction() as db:
            waiting, sent, erased = (put(db, world.both) for _ in range(3))
            sent.sent_at = utc_now()
            erased.failed_at, erased.recipient = utc_now(), ""

        for one in (waiting, sent, erased):
            answer = ana.retry(one.id)
            assert (answer.status_code, answer.json()["code"]) == (
                409,
                "messaging.letter_not_failed",
            )

    def test_knows_none_of_another_store(
        self, committed: Database, world: World, ana: Team
    ) -> None:
        with committed.transaction() as db:
            theirs = put(db, world.second)
            theirs.failed_at = utc_now()

        for letter_id in (theirs.id, 987_654):
            assert ana.retry(letter_id).status_code == 404
        with committed.transaction() as db:
            enter_store(db, world.second)
            kept = db.get_one(OutgoingLetter, (world.second, theirs.id))
            assert kept.failed_at is not None
