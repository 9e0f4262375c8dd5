"""A real `stoa serve` on one history, and a signed-in client that keeps its connection open."""

from __future__ import annotations

import http.client
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from app.kernel.config import project_root
from bench.load import PASSWORD
from bench.server import SECRET, database_url

START_SECONDS = 60.0
SIGN_IN_AGAIN_SECONDS = 400.0
STOA = "from app.cli import main; main()"
IDLE_SECONDS = 3.0
OK = 200


@dataclass(frozen=True)
class Served:
    """A running web server."""

    port: int
    process_id: int


@contextmanager
def served(
    server_url: str,
    database: str,
    data: Path,
    *,
    workers: int = 1,
    environment: str = "production",
) -> Iterator[Served]:
    """The server, answering; it is ended with the block."""
    port = free_port()
    command = [sys.executable, "-c", STOA, "serve", "--port", str(port)]
    with (
        (data / f"web-{database}.log").open("w") as log,
        subprocess.Popen(  # noqa: S603 - our own program
            [*command, "--workers", str(workers)],
            env=_environment(server_url, database, data, environment),
            cwd=project_root(),
            stdout=log,
            stderr=log,
        ) as process,
    ):
        try:
            wait_for(port, process)
            yield Served(port, process.pid)
        finally:
            process.terminate()


def do_waiting_jobs(server_url: str, database: str, data: Path) -> None:
    """Has a worker do all that waits, so that it is not done while something is measured."""
    subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", STOA, "worker", "--until-idle"],
        env=_environment(server_url, database, data, "development"),
        cwd=project_root(),
        stdout=subprocess.DEVNULL,
        check=True,
    )


def _environment(server_url: str, database: str, data: Path, environment: str) -> dict[str, str]:
    return os.environ | {
        "DATABASE_URL": database_url(server_url, database),
        "STOA_DATA_DIR": str(data),
        "STOA_SECRET_KEY": SECRET,
        "STOA_ENV_FILE": "",
        "STOA_ENVIRONMENT": environment,
        "STOA_LOG_LEVEL": "warning",
        "STOA_RATE_LIMIT_PER_MINUTE": "100000000",
        # An installation has its bytecode; code that was just edited gets it at the first start.
        "PYTHONDONTWRITEBYTECODE": "",
    }


class AnswerFailed(Exception):
    """The server answered with something else than 200."""


class Visitor:
    """Somebody who is signed in to the API and looks at one dashboard again and again.

    `failures` counts the answers that were none.
    """

    def __init__(self, served: Served, *, email: str, audience: str, place: dict[str, str]) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=120)
        self._credentials = {"email": email, "password": PASSWORD, **place}
        self._audience = audience
        self.failures = 0
        self._token = ""
        self._answer = b""
        self._signed_in_at = float("-inf")
        self._asked_at = float("-inf")

    @classmethod
    def owner(cls, served: Served, store: int = 1) -> Visitor:
        """The owner of the store of that rank; the first is the biggest."""
        place = {"store_code": f"store-{store}", "platform_code": "platform-1"}
        return cls(served, email=f"member-1@store-{store}.test", audience="store", place=place)

    @classmethod
    def operator(cls, served: Served, platform: int = 1) -> Visitor:
        """The operator of the platform; the first has 500 stores."""
        place = {"platform_code": f"platform-{platform}"}
        return cls(served, email=f"operator-{platform}@stoa.test", audience="admin", place=place)

    def look(self, query: str = "period=30d") -> float:
        """Milliseconds until the whole answer was there."""
        if time.monotonic() - self._asked_at > IDLE_SECONDS:
            self._connect_again()
        if time.monotonic() - self._signed_in_at > SIGN_IN_AGAIN_SECONDS:
            self._sign_in()
        path = f"/api/v1/{self._audience}/dashboard/stats?{query}"
        began = time.perf_counter()
        try:
            self._answer = self._ask("GET", path, {"Authorization": f"Bearer {self._token}"})
        except AnswerFailed:
            self.failures += 1
        return (time.perf_counter() - began) * 1000

    def unavailable(self) -> int:
        """How many modules the last answer had no numbers of."""
        states = [provider["state"] for provider in json.loads(self._answer)["providers"]]
        return sum(state in {"error", "timeout"} for state in states)

    def close(self) -> None:
        """Closes the connection."""
        self._connection.close()

    def _connect_again(self) -> None:
        """The server closes a connection that was idle for five seconds."""
        self._connection.close()
        self._ask("GET", "/health", {})

    def _sign_in(self) -> None:
        path = f"/api/v1/{self._audience}/auth/sign-in"
        headers = {"Content-Type": "application/json"}
        answer = self._ask("POST", path, headers, json.dumps(self._credentials))
        self._token = json.loads(answer)["access_token"]
        self._signed_in_at = time.monotonic()

    def _ask(
        self, method: str, path: str, headers: dict[str, str], body: str | None = None
    ) -> bytes:
        self._connection.request(method, path, body, headers)
        response = self._connection.getresponse()
        content = response.read()
        self._asked_at = time.monotonic()
        if response.status != OK:
            raise AnswerFailed(f"{path}: {response.status} {content[:300]!r}")
        return content


def wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    """Until the server answers. Raises RuntimeError when it does not."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/health")
            if connection.getresponse().status == OK:
                return
        except OSError:
            time.sleep(0.1)
        finally:
            connection.close()
    raise RuntimeError("the web server did not start")


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
