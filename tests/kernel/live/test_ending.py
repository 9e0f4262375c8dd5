"""Noticing the end on its way to the server."""

from __future__ import annotations

import os
import signal
import threading
from types import FrameType

import pytest

from app.kernel.live.ending import called_when_ending


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
class TestCalledWhenEnding:
    def test_lets_go_and_passes_the_signal_on(self, number: signal.Signals) -> None:
        seen: list[int] = []
        let_go = threading.Event()

        def server(found: int, _frame: FrameType | None) -> None:
            seen.append(found)

        before = signal.signal(number, server)
        try:
            with called_when_ending(let_go.set):
                os.kill(os.getpid(), number)
                assert let_go.wait(5)
            assert seen == [number]
            assert signal.getsignal(number) is server
        finally:
            signal.signal(number, before)

    def test_installs_nothing_in_another_thread(self, number: signal.Signals) -> None:
        before, inside = signal.getsignal(number), []

        def elsewhere() -> None:
            with called_when_ending(lambda: None):
                inside.append(signal.getsignal(number))

        thread = threading.Thread(target=elsewhere)
        thread.start()
        thread.join()

        assert inside == [before]
