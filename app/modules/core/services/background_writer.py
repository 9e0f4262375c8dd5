"""A thread that writes down, every few seconds, what requests only took note of."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence

log = logging.getLogger(__name__)
EVERY_SECONDS = 3.0


class BackgroundWriter:
    """Calls each of `flushes` in turn; one that fails is logged and called again next time."""

    def __init__(self, flushes: Sequence[Callable[[], None]], every: float = EVERY_SECONDS) -> None:
        self._flushes = flushes
        self._every = every
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Starts the thread; once."""
        if self._thread is None:
            self._stopping.clear()
            self._thread = threading.Thread(target=self._run, name="stoa-writer", daemon=True)
            self._thread.start()

    def stop(self, patience: float = 5.0) -> None:
        """Writes what there is a last time, and ends."""
        thread, self._thread = self._thread, None
        self._stopping.set()
        if thread is not None:
            thread.join(patience)

    def flush(self) -> None:
        """Writes what there is now, in the caller's thread."""
        for flush in self._flushes:
            try:
                flush()
            except Exception:
                log.warning("background.not_written", exc_info=True)

    def _run(self) -> None:
        while not self._stopping.wait(self._every):
            self.flush()
        self.flush()
