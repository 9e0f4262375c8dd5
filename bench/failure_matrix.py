"""Measures a server with a bad provider: `python -m bench.failure_matrix [KIND ...]`.

Starts Stoa on an embedded server with a small demonstration, opens both dashboards as a browser
does (the frame, then every section at the same time) and over the API, with every kind of bad
provider, without and with last good values. Writes bench/results/failure_matrix.md.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
from sqlalchemy import create_engine, make_url, text

from app.kernel.config import load_settings
from app.kernel.database.embedded import temporary_cluster
from app.kernel.database.migrate import upgrade_to_head
from app.modules.registry import migration_folders, registry
from bench.failure_server import ALL, VICTIM
from tests.cli.processes import free_port
from tests.modules.core.bad_matrix import ALL_KINDS
from tests.modules.core.bad_providers import SECRET

ROOT = Path(__file__).resolve().parents[1]
RESULT = ROOT / "bench" / "results" / "failure_matrix.md"
KEY = "only-for-benchmarks-" + "0" * 32
PEOPLE = {"store": "Store owner", "admin": "All platforms"}
HANGING = ("sql_of_30_seconds", "python_sleep_of_30_seconds")
FIRST, OTHERS, FAILED = 1.0, 2.0, 2.5
FLUSHED_SECONDS = 4.0


@dataclass(frozen=True)
class Opened:
    """One dashboard opened: seconds from the click, whether all was as it should be."""

    audience: str
    temperature: str
    kind: str
    first: float
    others: float
    failed: float
    api: float
    whole: float
    problems: tuple[str, ...]


class Visitor:
    """A person signed in to one dashboard, by page and over the API."""

    def __init__(self, address: str, audience: str, email: str, password: str) -> None:
        self.audience = audience
        self._client = httpx.Client(base_url=address, timeout=20)
        token = re.search(r'name="csrf_token" value="([^"]*)"', self._client.get("/sign-in").text)
        fields = {"csrf_token": token[1] if token else "", "email": email, "password": password}
        headers = {"Origin": address, "Sec-Fetch-Site": "same-origin"}
        self._client.post("/sign-in", data=fields, headers=headers)
        body = {"email": email, "password": password}
        pair = self._client.post(f"/api/v1/{audience}/auth/sign-in", json=body).json()
        self._token = {"Authorization": f"Bearer {pair['access_token']}"}

    def sections(self) -> tuple[dict[str, str], dict[str, float], float]:
        """Each section's HTML and the second it arrived, and when the frame did."""
        started = time.monotonic()
        frame = self._get(f"/{self.audience}/dashboard?period=30d")
        framed = time.monotonic() - started
        found = re.findall(r'id="section-(\w+)"[^>]*hx-get="([^"]*)"', frame)

        def fetch(place: tuple[str, str]) -> tuple[str, str, float]:
            part = self._get(place[1].replace("&amp;", "&"), {"HX-Request": "true"})
            return place[0], part, time.monotonic() - started

        with ThreadPoolExecutor(len(found) or 1) as pool:
            arrived = list(pool.map(fetch, found))
        return (
            {code: part for code, part, _ in arrived},
            {code: seconds for code, _, seconds in arrived},
            framed,
        )

    def whole(self) -> tuple[str, float]:
        """The page with everything in it, and how long it took."""
        started = time.monotonic()
        page = self._get(f"/{self.audience}/dashboard?period=30d&all=1")
        return page, time.monotonic() - started

    def stats(self) -> tuple[dict[str, Any], float]:
        """The API's answer, and how long it took."""
        started = time.monotonic()
        answer = self._get(f"/api/v1/{self.audience}/dashboard/stats?period=30d", self._token)
        return json.loads(answer), time.monotonic() - started

    def _get(self, path: str, headers: dict[str, str] | None = None) -> str:
        answer = self._client.get(path, headers=headers or {})
        if answer.status_code != httpx.codes.OK:
            raise RuntimeError(f"{path}: {answer.status_code}")
        return answer.text


class Bench:
    """The served Stoa, and what its dashboards are without a bad provider."""

    def __init__(self, folder: Path, visitors: list[Visitor], owner_url: str) -> None:
        self._kind = folder / "kind"
        self._owner = create_engine(owner_url)
        self._visitors = visitors
        self._baseline = {one.audience: _healthy(one) for one in visitors}

    def forget_answers(self) -> None:
        """Cold: no last good value of the victim."""
        with self._owner.begin() as connection:
            connection.execute(text("TRUNCATE core_store_answer, core_platform_answer"))

    def remember_answers(self) -> None:
        """Warm: the victim answers both dashboards, and the answers are written down."""
        for visitor in self._visitors:
            visitor.sections()
            visitor.stats()
        time.sleep(FLUSHED_SECONDS)

    def open_all(self, temperature: str, kinds: tuple[str, ...]) -> Iterator[Opened]:
        """Both dashboards with each kind."""
        for kind in kinds:
            self._kind.write_text(kind)
            for visitor in self._visitors:
                yield self._open(visitor, temperature, kind)
        self._kind.unlink()

    def busy_connections(self) -> int:
        """Connections of the server that are in a transaction or run a statement."""
        busy = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'stoa'"
        with self._owner.connect() as connection:
            found = connection.execute(text(f"{busy} AND state <> 'idle'"))
            return int(found.scalar_one())

    def _open(self, visitor: Visitor, temperature: str, kind: str) -> Opened:
        parts, arrived, _framed = visitor.sections()
        body, api = visitor.stats()
        page, whole = visitor.whole()
        before, numbers = self._baseline[visitor.audience]
        others = [seconds for code, seconds in arrived.items() if code != VICTIM]
        told = {one["module"]: one["state"] for one in body["providers"]}
        expected = {"stale"} if temperature == "warm" else {"error", "timeout"}
        problems = [
            f"{code} differs"
            for code, part in parts.items()
            if code != VICTIM and part != before[code]
        ]
        if kind != ALL:
            problems += [] if told[VICTIM] in expected else [f"{VICTIM} is {told[VICTIM]}"]
            problems += [
                f"{code} differs over the API"
                for code, values in body["metrics"].items()
                if code != VICTIM and values != numbers["metrics"][code]
            ]
        if SECRET in page + json.dumps(body) + "".join(parts.values()):
            problems.append("the secret is told")
        return Opened(
            visitor.audience,
            temperature,
            kind,
            min(others),
            max(others),
            arrived[VICTIM],
            api,
            whole,
            tuple(problems),
        )


def _healthy(visitor: Visitor) -> tuple[dict[str, str], dict[str, Any]]:
    """Sections and API's answer once every provider answers, which the first time may not be."""
    while True:
        parts, body = visitor.sections()[0], visitor.stats()[0]
        if all(one["state"] in {"ok", "empty"} for one in body["providers"]):
            return parts, body


@contextmanager
def served() -> Iterator[Bench]:
    """A server process on a database of its own."""
    with temporary_cluster() as admin_url, tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        engine = create_engine(admin_url, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text("CREATE DATABASE failure_matrix"))
        engine.dispose()
        url = make_url(admin_url).set(database="failure_matrix")
        database_url = url.render_as_string(hide_password=False)
        environment = {
            "DATABASE_URL": database_url,
            "STOA_SECRET_KEY": KEY,
            "STOA_ENV_FILE": "",
            "STOA_DATA_DIR": name,
            "STOA_COOKIE_SECURE": "false",
            "PYTHONPATH": str(ROOT),
        }
        os.environ.update(environment)
        settings = load_settings()
        upgrade_to_head(database_url, settings, migration_folders(registry()))
        port = free_port()
        process = subprocess.Popen(  # noqa: S603 - this very program
            [sys.executable, "-m", "bench.failure_server", str(port), name], cwd=ROOT
        )
        try:
            address = f"http://127.0.0.1:{port}"
            sign_ins = _wait(process, folder / "sign-ins.json", address)
            visitors = [
                Visitor(address, audience, sign_ins[who]["email"], sign_ins[who]["password"])
                for audience, who in PEOPLE.items()
            ]
            for visitor in visitors * 2:
                visitor.sections()
            yield Bench(folder, visitors, database_url)
        finally:
            process.terminate()
            process.wait(20)


def _wait(process: subprocess.Popen[bytes], file: Path, address: str) -> dict[str, dict[str, str]]:
    """Who may sign in, once the server answers."""
    while process.poll() is None:
        try:
            if file.exists() and httpx.get(f"{address}/health").is_success:
                return {one["who"]: one for one in json.loads(file.read_text())}
        except httpx.TransportError:
            pass
        time.sleep(0.2)
    raise RuntimeError("the server ended")


def report(opened: list[Opened], busy: int) -> str:
    """The results as a page; the kinds that hang must be among them."""
    hanging = [one for one in opened if one.kind in HANGING]
    worst = {
        "first number": (max(one.first for one in hanging), FIRST),
        "all other numbers": (max(one.others for one in hanging), OTHERS),
        "failed card": (max(one.failed for one in hanging), FAILED),
    }
    broken = [one for one in opened if one.problems]
    lines = [
        "# Dashboards with a bad provider",
        "",
        f"`python -m bench.failure_matrix` on {os.cpu_count()} cores, whose load was"
        f" {os.getloadavg()[1]:.1f} meanwhile. Seconds from the click;",
        "every section is fetched by itself and at the same time. Cold: nothing is known of the",
        "provider; warm: its last good values are.",
        "",
        f"- {len(opened)} openings of {len({one.kind for one in opened})} kinds, two dashboards,"
        f" cold and warm: all answered 200; {len(broken)} with anything else than expected.",
        f"- Connections in use afterwards: {busy}.",
        "",
        "| with a provider that hangs for 30 s | worst | at most |",
        "|---|---:|---:|",
        *(f"| {name} | {seconds:.2f} | {most:.1f} |" for name, (seconds, most) in worst.items()),
        "",
        "| kind | dashboard | | first | all others | failed card | API | whole page |",
        "|---|---|---|---:|---:|---:|---:|---:|",
        *(
            f"| {one.kind.replace('_', ' ')} | {one.audience} | {one.temperature} |"
            f" {one.first:.2f} | {one.others:.2f} | {one.failed:.2f} | {one.api:.2f} |"
            f" {one.whole:.2f} |"
            for one in opened
        ),
        "",
        *(
            f"- {one.kind}, {one.audience}, {one.temperature}: {', '.join(one.problems)}"
            for one in broken
        ),
    ]
    return "\n".join(lines).rstrip() + "\n"


def main(kinds: tuple[str, ...]) -> None:
    """Measures these kinds and writes the results."""
    with served() as bench:
        time.sleep(FLUSHED_SECONDS)
        bench.forget_answers()
        opened = list(bench.open_all("cold", (*kinds, ALL)))
        bench.remember_answers()
        opened += bench.open_all("warm", kinds)
        time.sleep(1)
        busy = bench.busy_connections()
    RESULT.parent.mkdir(parents=True, exist_ok=True)
    RESULT.write_text(report(opened, busy))
    print(RESULT.read_text())


if __name__ == "__main__":
    main(tuple(sys.argv[1:]) or ALL_KINDS)
