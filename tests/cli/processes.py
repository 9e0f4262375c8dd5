"""Starts `stoa` as a terminal would, and finds what is left of it."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from itertools import count
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_SECONDS = 40.0
REAL_STOA = "from app.cli import main; main()"
_numbers = count(1)


def _plain_environment() -> dict[str, str]:
    """This process's environment without the database of the suite."""
    return {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}


class RunningStoa:
    """One `stoa` command in a process group of its own, with its data folder."""

    def __init__(
        self,
        *arguments: str,
        data_dir: Path,
        program: str = "from tests.cli.tiny_stoa import main; main()",
        **environment: str,
    ) -> None:
        self.data_dir = data_dir
        self._printed = data_dir.with_name(f"printed-{next(_numbers)}.txt")
        command = [sys.executable, "-c", program, *arguments]
        with self._printed.open("w") as printed:
            self._process = subprocess.Popen(
                command,
                cwd=ROOT,
                env={**_plain_environment(), "STOA_DATA_DIR": str(data_dir), **environment},
                stdin=subprocess.DEVNULL,
                stdout=printed,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    @property
    def pid(self) -> int:
        return self._process.pid

    def press_ctrl_c(self) -> None:
        """The terminal signals the whole foreground group."""
        os.killpg(self.pid, signal.SIGINT)

    def send(self, number: signal.Signals) -> None:
        self._process.send_signal(number)

    def end(self) -> tuple[int, str]:
        """Exit status and everything printed; kills what does not end by itself."""
        try:
            self._process.wait(PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(self.pid, signal.SIGKILL)
            self._process.wait()
        return self._process.returncode, self.printed()

    def printed(self) -> str:
        """Everything printed so far."""
        return self._printed.read_text(encoding="utf-8")

    def is_ready(self) -> bool:
        """Whether it says so, or has ended."""
        return self.has_ended() or "Stoa is ready" in self.printed()

    def has_ended(self) -> bool:
        return self._process.poll() is not None

    def leftovers(self) -> list[str]:
        """Command lines of processes that belong to the group or to the data folder."""
        found = []
        for process in psutil.process_iter():
            try:
                command = process.cmdline()
                is_ours = os.getpgid(process.pid) == self.pid or str(self.data_dir) in " ".join(
                    [*command, process.environ().get("STOA_DATA_DIR", "")]
                )
                if is_ours and process.status() != psutil.STATUS_ZOMBIE:
                    found.append(" ".join(command))
            except (psutil.Error, ProcessLookupError):
                continue
        return found


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(is_so: Callable[[], bool], *, seconds: float = PATIENCE_SECONDS) -> None:
    """Helpers of the interpreter end a moment after it; the kernel needs one to bury them."""
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.05)


def answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=2) as answer:
            return bool(answer.read() == b"tiny")
    except (urllib.error.URLError, OSError):
        return False
