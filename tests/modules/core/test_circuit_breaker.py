"""The breaker: parks after three failures in five minutes, one try after one minute."""

from __future__ import annotations

import pytest

from app.modules.core.services import circuit_breaker
from app.modules.core.services.circuit_breaker import CircuitBreaker


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def breaker(clock: Clock) -> CircuitBreaker[str, str]:
    return CircuitBreaker(clock)


def fail(breaker: CircuitBreaker[str, str], times: int, key: str = "orders") -> None:
    for number in range(times):
        breaker.failed(key, f"failure {number + 1}")


class TestCircuitBreaker:
    def test_two_failures_park_nobody(self, breaker: CircuitBreaker[str, str]) -> None:
        fail(breaker, 2)

        assert breaker.parked("orders") is None

    def test_three_do_and_the_last_one_is_told(self, breaker: CircuitBreaker[str, str]) -> None:
        fail(breaker, 3)

        assert breaker.parked("orders") == "failure 3"
        assert breaker.parked("catalog") is None
        assert breaker.parked_keys() == ["orders"]

    def test_three_in_more_than_five_minutes_do_not(
        self, breaker: CircuitBreaker[str, str], clock: Clock
    ) -> None:
        for _ in range(6):
            fail(breaker, 1)
            clock.now += 151

        assert breaker.parked("orders") is None

    def test_answers_in_between_do_not_hide_failures(
        self, breaker: CircuitBreaker[str, str]
    ) -> None:
        for _ in range(3):
            fail(breaker, 1)
            breaker.worked("catalog")
            if breaker.parked("orders") is None:
                breaker.worked("orders")

        assert breaker.parked("orders") is not None

    def test_one_tries_after_a_minute_and_the_others_wait(
        self, breaker: CircuitBreaker[str, str], clock: Clock
    ) -> None:
        fail(breaker, 3)
        clock.now += 59.9
        assert breaker.parked("orders") == "failure 3"

        clock.now += 0.1

        assert breaker.parked("orders") is None
        assert breaker.parked("orders") == "failure 3"

    def test_a_try_that_works_ends_it(
        self, breaker: CircuitBreaker[str, str], clock: Clock
    ) -> None:
        fail(breaker, 3)
        clock.now += 60
        assert breaker.parked("orders") is None

        breaker.worked("orders")

        assert breaker.parked("orders") is None
        fail(breaker, 2)
        assert breaker.parked("orders") is None

    def test_a_try_that_fails_parks_it_again(
        self, breaker: CircuitBreaker[str, str], clock: Clock
    ) -> None:
        fail(breaker, 3)
        clock.now += 3000
        assert breaker.parked("orders") is None

        breaker.failed("orders", "again")

        assert breaker.parked("orders") == "again"
        clock.now += 60
        assert breaker.parked("orders") is None

    def test_a_try_that_never_ends_is_followed_by_another(
        self, breaker: CircuitBreaker[str, str], clock: Clock
    ) -> None:
        fail(breaker, 3)
        clock.now += 60
        assert breaker.parked("orders") is None

        clock.now += 60

        assert breaker.parked("orders") is None

    def test_remembers_a_bounded_number(
        self, breaker: CircuitBreaker[str, str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(circuit_breaker, "MOST_KEPT", 3)
        for key in "abcde":
            fail(breaker, 3, key)

        assert breaker.parked_keys() == ["c", "d", "e"]
        assert breaker.parked("a") is None
