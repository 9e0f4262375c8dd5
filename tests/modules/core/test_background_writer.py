"""The background writer: writes by itself, a last time at the end, and survives a failure."""

from __future__ import annotations

import logging
import threading

import pytest

from app.modules.core.services.background_writer import BackgroundWriter


class TestBackgroundWriter:
    def test_writes_by_itself_until_it_is_stopped(self) -> None:
        written = threading.Semaphore(0)
        writer = BackgroundWriter([written.release], every=0.01)

        writer.start()
        writer.start()
        for _ in range(3):
            assert written.acquire(timeout=5)
        writer.stop()

        assert not any(thread.name == "stoa-writer" for thread in threading.enumerate())

    def test_writes_a_last_time_when_it_stops(self) -> None:
        written: list[int] = []
        writer = BackgroundWriter([lambda: written.append(1)], every=60)

        writer.start()
        writer.stop()

        assert written == [1]

    def test_one_that_fails_hinders_no_other(self, caplog: pytest.LogCaptureFixture) -> None:
        written: list[int] = []

        def fails() -> None:
            raise RuntimeError

        with caplog.at_level(logging.WARNING):
            BackgroundWriter([fails, lambda: written.append(1)]).flush()

        assert written == [1]
        assert [record.message for record in caplog.records] == ["background.not_written"]
