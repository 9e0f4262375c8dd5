"""Answers to shoppers are remembered until something of the store changes, and no longer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from fastapi import APIRouter, Depends, FastAPI, Request
from sqlalchemy import text
from starlette.responses import Response

from app.kernel.clock import freeze, utc_now
from app.kernel.database.engine import Database
from app.kernel.http.public_answers import public_answer
from app.modules.core.services.module_switches import Actor, ModuleSwitches
from app.modules.core.services.storefront_memory import (
    FORGET_CHANGES,
    KEPT_FOR,
    AnswerShelf,
    Remembered,
    RememberedRoute,
    note_change,
    shelf,
)
from app.modules.registry import registry
from app.modules.tenancy.dependencies import Db, get_current_storefront_api
from app.modules.tenancy.services.host_directory import host_directory
from tests.factories import make_platform, make_store
from tests.modules.tenancy.app_client import app_client
from tests.modules.tenancy.identity_app import make_app

PATH = "/stores/one/api/v1/storefront/names"


class Window:
    """A store whose page counts how often it was made."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.made = 0
        shelf.clear()
        host_directory.forget()
        with database.transaction() as db:
            platform = make_platform(db)
            self.platform = platform.id
            self.stores = [make_store(db, code, platforms=[platform]).id for code in ("one", "two")]
        self.client = app_client(self._app(), "https://testserver")

    def look(self, path: str = PATH, **headers: str) -> tuple[int, str]:
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        answer = self.client.get(path, headers=sent)
        return answer.status_code, answer.text

    def change(self, store: int = 0) -> None:
        with self.database.transaction() as db:
            note_change(db, self.stores[store])

    def _app(self) -> FastAPI:
        router = APIRouter(
            route_class=RememberedRoute, dependencies=[Depends(get_current_storefront_api)]
        )

        @router.get("/api/v1/storefront/names", response_model=None)
        def names(request: Request, db: Db) -> Response:
            self.made += 1
            name = db.scalar(text("SELECT current_setting('app.store_id')"))
            return public_answer(request, f"{name} {self.made}".encode(), max_age=5)

        app = make_app()
        app.include_router(router)
        return app


@pytest.fixture
def window(committed: Database) -> Iterator[Window]:
    with freeze(utc_now().replace(second=30)):
        yield Window(committed)
    shelf.clear()


class TestRememberedRoute:
    def test_makes_an_answer_once(self, window: Window) -> None:
        first, again = window.look(), window.look()

        assert first == again == (200, f"{window.stores[0]} 1")
        assert window.made == 1

    def test_makes_it_anew_with_the_next_minute(self, window: Window) -> None:
        """What begins by the clock, a sale, is written by nobody then."""
        window.look()
        with freeze(utc_now() + timedelta(seconds=29)):
            assert window.look()[1].endswith(" 1")
        with freeze(utc_now() + timedelta(seconds=30)):
            assert window.look()[1].endswith(" 2")

    def test_makes_it_anew_after_a_change_that_was_committed(self, window: Window) -> None:
        window.look()
        window.change()

        assert window.look()[1].endswith(" 2")

    def test_without_the_note_of_a_change_would_be_stale(self, window: Window) -> None:
        """The negative control: what nobody notes is not seen."""
        window.look()
        with window.database.transaction() as db:
            db.execute(text("UPDATE tenancy_store SET name = 'another'"))

        assert window.look()[1].endswith(" 1")

    def test_sees_changes_in_whatever_order_they_commit(self, window: Window) -> None:
        with window.database.transaction() as slow:
            note_change(slow, window.stores[0])
            slow.flush()
            window.change()
            window.look()

        assert window.look()[1].endswith(" 2")

    def test_of_another_store_is_another_one(self, window: Window) -> None:
        window.look()
        window.change(1)
        other = window.look(PATH.replace("one", "two"))

        assert other == (200, f"{window.stores[1]} 2")
        assert window.look()[1].endswith(" 1")

    def test_in_another_language_is_another_one(self, window: Window) -> None:
        window.look(accept_language="fr")

        assert window.look(accept_language="de")[1].endswith(" 2")

    def test_of_a_caller_with_a_token_is_not_remembered(self, window: Window) -> None:
        window.look()

        assert window.look(authorization="Bearer x")[0] == 401

    def test_is_made_anew_when_a_module_was_switched(self, window: Window) -> None:
        window.look()
        code = next(module.code for module in registry() if not module.is_core)
        with window.database.transaction() as db:
            switches = ModuleSwitches(db, window.platform)
            switches.disable(code, Actor("test"), with_dependants=True)

        assert window.look()[1].endswith(" 2")

    def test_spares_whoever_has_it(self, window: Window) -> None:
        tag = window.client.get(PATH).headers["etag"]

        assert window.look(if_none_match=tag) == (304, "")

    def test_forgetting_old_changes_is_a_change(self, window: Window) -> None:
        window.change()
        window.look()
        with freeze(utc_now() + 2 * KEPT_FOR):
            FORGET_CHANGES.run()

        assert window.look()[1].endswith(" 2")
        with window.database.transaction() as db:
            assert db.scalar(text("SELECT count(*) FROM core_store_change")) == 1

    def test_of_an_unknown_store_is_refused(self, window: Window) -> None:
        assert window.look("/api/v1/storefront/names")[0] == 404


class TestAnswerShelf:
    def test_lets_the_longest_unused_go(self) -> None:
        small = AnswerShelf(most_bytes=6000)
        for name in ("a", "b"):
            small.keep((1, 1, "en", name, ""), Remembered((1,), b"x" * 2000, ()))
        small.find((1, 1, "en", "a", ""), (1,))
        small.keep((1, 1, "en", "c", ""), Remembered((1,), b"x" * 2000, ()))

        found = [small.find((1, 1, "en", name, ""), (1,)) for name in ("a", "b", "c")]
        assert [one is not None for one in found] == [True, False, True]

    def test_counts_what_an_answer_is_found_by(self) -> None:
        """Whoever asks for nothing at ever other long addresses fills no more room than allowed."""
        small = AnswerShelf(most_bytes=50_000)
        keys = [(1, 1, "en", "/search", f"q={number}{'x' * 8000}") for number in range(20)]
        for key in keys:
            small.keep(key, Remembered((1,), b"{}", (("etag", "x"),)))

        assert [small.find(key, (1,)) is not None for key in keys] == [False] * 15 + [True] * 5
