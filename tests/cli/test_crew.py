"""Processes that are forked, replaced when they die, and gone with the one that forked them."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path

import pytest
from uvicorn.config import STARTUP_FAILURE

from app.cli import crew
from app.cli.crew import Crew, Part
from app.cli.ending import CommandRefused, ended_by_signals
from tests.cli.processes import wait_for

Ready = Callable[[], None]


class Trail:
    """What processes leave behind in a folder: who lived, in the order of their beginning."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def leave(self, name: str) -> None:
        (self._folder / f"{name}-{os.getpid()}").touch()

    def of(self, name: str) -> list[int]:
        found = sorted(self._folder.glob(f"{name}-*"), key=lambda path: path.stat().st_mtime_ns)
        return [int(path.name.rpartition("-")[2]) for path in found]

    def lives(self, name: str) -> Part:
        """A part that leaves its trail, is ready, and sleeps."""

        def run(ready: Ready) -> None:
            self.leave(name)
            ready()
            time.sleep(600)

        return Part(run)


@pytest.fixture
def trail(tmp_path: Path) -> Trail:
    return Trail(tmp_path)


def parent_of(parts: list[Part], on_ready: Ready) -> int:
    """The id of a process that runs the crew; forked, so that parts need no name."""

    def run() -> None:
        with ended_by_signals():
            Crew(parts, on_ready).run()

    process = get_context("fork").Process(target=run)
    process.start()
    assert process.pid is not None
    return process.pid


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{pid}/status").read_text().find("State:\tZ") < 0


def end(pid: int) -> int:
    os.kill(pid, signal.SIGTERM)
    return status_of(pid)


def status_of(pid: int) -> int:
    """What the process ended with, soon."""
    found = [(0, 0)]

    def has_ended() -> bool:
        found[0] = os.waitpid(pid, os.WNOHANG)
        return found[0][0] == pid

    wait_for(has_ended)
    return os.waitstatus_to_exitcode(found[0][1])


def test_says_that_it_is_ready_when_every_awaited_part_is(trail: Trail) -> None:
    late = Part(lambda _ready: time.sleep(600), is_awaited=False)
    parent = parent_of([trail.lives("a"), trail.lives("b"), late], lambda: trail.leave("ready"))
    wait_for(lambda: trail.of("ready") == [parent])
    assert [len(trail.of(name)) for name in ("a", "b")] == [1, 1]
    assert end(parent) == 128 + signal.SIGTERM


def test_ends_by_ctrl_c_in_the_background_too(trail: Trail) -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        parent = parent_of([trail.lives("a")], lambda: trail.leave("ready"))
    finally:
        signal.signal(signal.SIGINT, before)
    wait_for(lambda: trail.of("ready") == [parent])
    os.kill(parent, signal.SIGINT)
    assert status_of(parent) == 0
    assert not any(is_alive(pid) for pid in trail.of("a"))


def test_a_part_that_ctrl_c_surprises_ends_without_a_word(
    trail: Trail, capfd: pytest.CaptureFixture[str]
) -> None:
    parent = parent_of([trail.lives("a")], lambda: trail.leave("ready"))
    wait_for(lambda: trail.of("ready") == [parent])
    os.kill(trail.of("a")[0], signal.SIGINT)
    wait_for(lambda: not is_alive(trail.of("a")[0]))
    end(parent)
    assert capfd.readouterr().err == ""


def test_a_part_that_cannot_go_on_says_why_and_is_begun_again(
    trail: Trail, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crew, "RESTART_SECONDS", 0.01)

    def run(_ready: Ready) -> None:
        trail.leave("poor")
        raise CommandRefused("There is no room.")

    parent = parent_of([Part(run, is_awaited=False)], lambda: None)
    wait_for(lambda: len(trail.of("poor")) >= 2)
    end(parent)
    assert "stoa: There is no room.\n" in capfd.readouterr().err


def test_hears_what_ends_it_while_it_begins_parts_again(
    trail: Trail, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An exception out of a signal's handler was swallowed here, one time in seven."""
    monkeypatch.setattr(crew, "RESTART_SECONDS", 0.0)
    hasty = Part(lambda _ready: sys.exit(1), is_awaited=False)
    for number in range(30):
        parent = parent_of([hasty], lambda: trail.leave("ready"))
        wait_for(lambda parent=parent: parent in trail.of("ready"))  # type: ignore[misc]
        time.sleep(number / 1000)
        assert end(parent) == 128 + signal.SIGTERM


def test_replaces_what_was_killed(trail: Trail, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew, "RESTART_SECONDS", 0.01)
    parent = parent_of([trail.lives("a")], lambda: trail.leave("ready"))
    for times in (1, 2, 3):
        wait_for(lambda times=times: len(trail.of("a")) == times)  # type: ignore[misc]  # a default
        os.kill(trail.of("a")[-1], signal.SIGKILL)
    wait_for(lambda: len(trail.of("a")) == 4)
    end(parent)
    assert [is_alive(pid) for pid in trail.of("a")] == [False] * 4


def test_ends_with_a_parent_that_was_killed(trail: Trail, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew, "PARENT_CHECK_SECONDS", 0.01)
    parent = parent_of([trail.lives("a"), trail.lives("b")], lambda: trail.leave("ready"))
    wait_for(lambda: trail.of("ready") == [parent])
    os.kill(parent, signal.SIGKILL)
    os.waitpid(parent, 0)
    wait_for(lambda: not any(is_alive(pid) for name in "ab" for pid in trail.of(name)))


def test_kills_what_does_not_end_in_time(trail: Trail, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew, "GRACE_SECONDS", 0.1)

    def run(ready: Ready) -> None:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        trail.leave("deaf")
        ready()
        time.sleep(600)

    parent = parent_of([Part(run)], lambda: trail.leave("ready"))
    wait_for(lambda: trail.of("ready") == [parent])
    end(parent)
    assert [is_alive(pid) for pid in trail.of("deaf")] == [False]


def test_refuses_where_a_part_cannot_start(trail: Trail) -> None:
    fails = Part(lambda _ready: sys.exit(STARTUP_FAILURE))
    with pytest.raises(CommandRefused, match="could not start"):
        Crew([trail.lives("a"), fails], lambda: trail.leave("ready")).run()
    assert trail.of("ready") == []
    assert not any(is_alive(pid) for pid in trail.of("a"))


def test_a_part_finds_one_thread_and_what_was_loaded(trail: Trail) -> None:
    loaded = [1, 2, 3]

    def run(ready: Ready) -> None:
        if loaded == [1, 2, 3] and threading.active_count() == 2:  # its own, and the watch's
            trail.leave("fine")
        ready()
        time.sleep(600)

    parent = parent_of([Part(run)], lambda: trail.leave("ready"))
    wait_for(lambda: trail.of("ready") == [parent])
    end(parent)
    assert len(trail.of("fine")) == 1
