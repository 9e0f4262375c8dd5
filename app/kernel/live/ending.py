"""Lets open pages go when the server is told to end, so that it need not wait for them."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

SIGNALS = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def called_when_ending(let_go: Callable[[], None]) -> Iterator[None]:
    """Calls `let_go` at the first sign of the end, before the server waits for open requests.

    A server tells its application about the end only after the last request is answered, which an
    open stream never is. So the signals are noticed on their way to the server's own handlers.
    Only the main thread may do that; elsewhere, as in tests, nothing is installed.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.getsignal(number) for number in SIGNALS}
    try:
        for number, handler in before.items():
            if callable(handler):
                signal.signal(number, _both(let_go, handler))
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _both(let_go: Callable[[], None], handler: Callable[..., Any]) -> Callable[..., None]:
    def noticed(number: int, frame: FrameType | None) -> None:
        threading.Thread(target=let_go, daemon=True).start()
        handler(number, frame)

    return noticed
