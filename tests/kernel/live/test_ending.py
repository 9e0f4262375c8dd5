"""Noticing the end on its way to the server."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from types import FrameType

import pytest

from app.kernel.live.ending import called_when_ending
from tests.cli.processes import free_port, wait_for

ROOT = Path(__file__).resolve().parents[3]


def seconds_to_end(mode: str) -> float:
    """How long a server with an open stream takes to end after SIGTERM."""
    port = free_port()
    program = [sys.executable, "-m", "tests.kernel.live.streaming_app", str(port), mode]
    server = subprocess.Popen(program, cwd=ROOT, stderr=subprocess.DEVNULL)
    try:
        wait_for(lambda: is_open(port))
        with socket.create_connection(("127.0.0.1", port), timeout=10) as page:
            page.sendall(b"GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n")
            assert b"200 OK" in page.recv(4096)
            began = time.monotonic()
            server.send_signal(signal.SIGTERM)
            server.wait(20)
            return time.monotonic() - began
    finally:
        server.kill()
        server.wait()


def is_open(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


class TestServerWithAnOpenStream:
    def test_ends_at_once_when_pages_are_let_go(self) -> None:
        assert seconds_to_end("notices") < 7

    def test_would_wait_for_the_stream_otherwise(self) -> None:
        assert seconds_to_end("deaf") > 7.9


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
