"""A call under a key is carried out once, and every repetition gets its answer."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from pydantic import BaseModel
from sqlalchemy import text

from app.kernel.clock import freeze, utc_now
from app.kernel.database.engine import Database
from app.kernel.database.scope import enter_store
from app.kernel.database.session import outside
from app.modules.core.exceptions import KeyUsedOtherwise, StillRunning
from app.modules.core.services.once import FORGET_ANSWERS, OnceOnly
from tests.factories import make_platform, make_store

KEY = "a-key-of-a-client"


class Bought(BaseModel):
    number: int


class Broken(Exception):
    pass


class Till:
    """Counts how often something is really done."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.done = 0
        with database.transaction() as db:
            platform = make_platform(db)
            self.stores = [make_store(db, platforms=[platform]).id for _ in range(2)]

    def buy(self) -> Bought:
        self.done += 1
        return Bought(number=self.done)

    def call(
        self,
        *,
        store: int = 0,
        actor: str = "anonymous",
        key: str | None = KEY,
        fingerprint: str = "same",
    ) -> tuple[int, bytes, bool]:
        once = OnceOnly(self.stores[store], actor, key, fingerprint)
        with self.database.transaction() as db:
            enter_store(db, self.stores[store])
            answer = once.answer(db, self.buy)
        return answer.status_code, bytes(answer.body), "idempotent-replayed" in answer.headers

    def call_impatiently(self) -> None:
        once = OnceOnly(self.stores[0], "anonymous", KEY, "same")
        with self.database.transaction() as db:
            enter_store(db, self.stores[0])
            db.execute(text("SET LOCAL lock_timeout = '100ms'"))
            once.claim(db)


@pytest.fixture
def till(committed: Database) -> Till:
    return Till(committed)


class TestOnce:
    def test_gives_the_first_answer_again(self, till: Till) -> None:
        first, again = till.call(), till.call()

        assert first == (201, b'{"number":1}', False)
        assert again == (201, b'{"number":1}', True)
        assert till.done == 1

    def test_without_a_key_does_it_again(self, till: Till) -> None:
        till.call(key=None)
        till.call(key=None)

        assert till.done == 2

    def test_refuses_the_key_of_another_call(self, till: Till) -> None:
        till.call()

        with pytest.raises(KeyUsedOtherwise):
            till.call(fingerprint="other")
        assert till.done == 1

    def test_keeps_stores_and_callers_apart(self, till: Till) -> None:
        till.call()
        till.call(store=1)
        till.call(actor="customer:1")

        assert till.done == 3

    def test_keeps_nothing_of_a_refused_call(self, till: Till) -> None:
        buy = till.buy

        def refuse() -> Bought:
            raise Broken

        till.buy = refuse  # type: ignore[method-assign]
        with pytest.raises(Broken):
            till.call()
        till.buy = buy  # type: ignore[method-assign]

        assert till.call() == (201, b'{"number":1}', False)

    def test_of_many_at_once_one_is_carried_out(self, till: Till) -> None:
        with ThreadPoolExecutor(5) as pool:
            answers = [pool.submit(till.call) for _ in range(5)]

        assert {answer.result()[:2] for answer in answers} == {(201, b'{"number":1}')}
        assert till.done == 1

    def test_without_the_unique_key_would_do_it_twice(self, till: Till) -> None:
        """The negative control: calls that cannot see each other's claim are both carried out."""
        with ThreadPoolExecutor(5) as pool:
            answers = [pool.submit(till.call, key=f"{KEY}-{number}") for number in range(5)]

        assert all(answer.result() for answer in answers)
        assert till.done == 5

    def test_says_when_the_first_is_still_under_way(self, till: Till) -> None:
        once = OnceOnly(till.stores[0], "anonymous", KEY, "same")
        with till.database.transaction() as db:
            enter_store(db, till.stores[0])
            once.claim(db)
            with pytest.raises(StillRunning):
                till.call_impatiently()

    def test_a_call_in_two_halves_goes_on_where_it_was(self, till: Till) -> None:
        once = OnceOnly(till.stores[0], "anonymous", KEY, "same")
        with till.database.transaction() as db:
            enter_store(db, till.stores[0])
            assert once.claim(db).note is None
            once.note(db, "half done")

        with till.database.transaction() as db:
            enter_store(db, till.stores[0])
            assert once.claim(db).note == "half done"
            outside(db, lambda: None)
            once.finish(db, Bought(number=7))

        assert till.call() == (201, b'{"number":7}', True)

    def test_two_that_finish_the_same_call_give_the_same_answer(self, till: Till) -> None:
        once = OnceOnly(till.stores[0], "anonymous", KEY, "same")
        with till.database.transaction() as db:
            enter_store(db, till.stores[0])
            once.claim(db)
            once.note(db, "half done")

        answers = []
        for number in (7, 8):
            with till.database.transaction() as db:
                enter_store(db, till.stores[0])
                answers.append(once.finish(db, Bought(number=number)))

        assert [bytes(answer.body) for answer in answers] == [b'{"number":7}'] * 2
        assert ["idempotent-replayed" in answer.headers for answer in answers] == [False, True]

    def test_is_forgotten_after_two_days(self, till: Till) -> None:
        till.call()
        with freeze(utc_now() + timedelta(hours=47)):
            FORGET_ANSWERS.run()
        till.call()
        with freeze(utc_now() + timedelta(hours=49)):
            FORGET_ANSWERS.run()
        till.call()

        assert till.done == 2
