"""Threads that are kept for the next piece of work, and left alone when theirs never ends.

Starting a thread costs several times as much as waking one; a dashboard needs one per provider.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from queue import SimpleQueue

from app.kernel.database.guarded import admit_thread, bar_thread

MOST_IDLE = 16


class Job:
    """A piece of work that a kept thread does."""

    def __init__(self, work: Callable[[], None]) -> None:
        self._work = work
        self._ident = 0
        self._turn = threading.Lock()
        self._is_done = False
        self._is_abandoned = False
        self._done = threading.Lock()
        self._done.acquire()

    def wait(self, seconds: float) -> bool:
        """Whether it ended within the time; asked by one thread."""
        if not self._is_done and self._done.acquire(timeout=max(seconds, 0)):
            self._done.release()
        return self._is_done

    def abandon(self, when_it_ends: Callable[[], None]) -> bool:
        """Leaves the work behind, barred from the database; False if it has ended after all."""
        with self._turn:
            if self._is_done:
                return False
            self._is_abandoned = True
            self._when_it_ends = when_it_ends
            bar_thread(self._ident)
            return True

    def run(self) -> None:
        """Does the work, unless it was given up before it began; called in the kept thread."""
        with self._turn:
            self._ident = threading.get_ident()
            is_wanted = not self._is_abandoned
        if is_wanted:
            self._work()
        with self._turn:
            self._is_done = True
            admit_thread(self._ident)
            if self._is_abandoned:
                self._when_it_ends()

    def announce(self) -> None:
        """Wakes whoever waits."""
        self._done.release()


class KeptThreads:
    """Hands work to an idle thread, or to a new one when none is idle; never queues it."""

    def __init__(self) -> None:
        self._idle: deque[_KeptThread] = deque()

    def start(self, work: Callable[[], None]) -> Job:
        """Starts the work, which must not raise."""
        job = Job(work)
        try:
            thread = self._idle.pop()
        except IndexError:
            thread = _KeptThread(self._idle)
        thread.take(job)
        return job


class _KeptThread:
    def __init__(self, idle: deque[_KeptThread]) -> None:
        self._idle = idle
        self._jobs: SimpleQueue[Job] = SimpleQueue()
        threading.Thread(target=self._run, name="stoa-provider", daemon=True).start()

    def take(self, job: Job) -> None:
        self._jobs.put(job)

    def _run(self) -> None:
        is_kept = True
        while is_kept:
            job = self._jobs.get()
            job.run()
            is_kept = len(self._idle) < MOST_IDLE
            if is_kept:
                self._idle.append(self)
            job.announce()
