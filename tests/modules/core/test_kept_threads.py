"""Kept threads: woken again, never waited for in a queue, left behind when they hang."""

from __future__ import annotations

import threading

from app.modules.core.services.kept_threads import MOST_IDLE, KeptThreads

SECONDS = 5


def hang(go: threading.Event) -> None:
    go.wait(SECONDS)


class TestKeptThreads:
    def test_the_same_thread_does_the_next_piece_of_work(self) -> None:
        threads, seen = KeptThreads(), []

        for _ in range(5):
            assert threads.start(lambda: seen.append(threading.get_ident())).wait(SECONDS)

        assert len(set(seen)) == 1
        assert seen[0] != threading.get_ident()

    def test_a_hanging_one_makes_nobody_wait(self) -> None:
        threads, go = KeptThreads(), threading.Event()
        hanging = threads.start(lambda: hang(go))

        assert threads.start(lambda: None).wait(SECONDS)
        assert not hanging.wait(0.01)

        go.set()
        assert hanging.wait(SECONDS)

    def test_says_when_what_was_left_behind_has_ended(self) -> None:
        threads, go, ended = KeptThreads(), threading.Event(), threading.Event()
        hanging = threads.start(lambda: hang(go))
        assert not hanging.wait(0.01)

        assert hanging.abandon(ended.set)
        assert not ended.is_set()
        go.set()

        assert ended.wait(SECONDS)

    def test_what_has_ended_is_not_left_behind(self) -> None:
        job = KeptThreads().start(lambda: None)
        assert job.wait(SECONDS)

        assert not job.abandon(lambda: None)

    def test_keeps_a_bounded_number(self) -> None:
        threads, go = KeptThreads(), threading.Event()
        jobs = [threads.start(lambda: hang(go)) for _ in range(MOST_IDLE + 5)]
        go.set()

        assert all(job.wait(SECONDS) for job in jobs)
        assert len(threads._idle) <= MOST_IDLE + 1
