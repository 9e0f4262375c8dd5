"""Modules are found cheaply, in the house and beside it, and a broken one hurts nobody."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.modules.registry import registry
from tests.architecture.house import ROOT, ask_dashboards, install_dummy, run

HEAVY = ("sqlalchemy", "fastapi", "pydantic", "jinja2", "starlette", "psycopg", "alembic", "babel")
DISCOVER = """
import json, sys, time
started = time.perf_counter()
from app.modules.registry import registry
codes = [module.code for module in registry()]
seconds = time.perf_counter() - started
print(json.dumps({"codes": codes, "loaded": sorted(sys.modules), "seconds": seconds}))
"""


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of installed packages with the dummy module in it."""
    return install_dummy(tmp_path_factory.mktemp("dummy"))


def install_broken(packages: Path, code: str, content: str) -> Path:
    """Puts a package there whose definition is `content`, as an installer leaves it."""
    package, info = packages / f"stoa_{code}", packages / f"stoa_{code}-1.0.0.dist-info"
    package.mkdir(parents=True)
    info.mkdir()
    (package / "__init__.py").write_text(content)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: stoa-{code}\nVersion: 1.0.0\n")
    (info / "entry_points.txt").write_text(f"[stoa.modules]\n{code} = stoa_{code}:module\n")
    return packages


class TestDiscovery:
    def test_loads_no_database_web_or_template_library(self) -> None:
        result = run(ROOT, "-c", DISCOVER)

        found = json.loads(result.stdout)
        assert found["codes"] == [module.code for module in registry()]
        assert {name.partition(".")[0] for name in found["loaded"]} & set(HEAVY) == set()
        assert found["seconds"] < 1

    def test_would_be_seen_to_load_one(self) -> None:
        result = run(ROOT, "-c", "import app.modules.tenancy.models\n" + DISCOVER)

        assert "sqlalchemy" in json.loads(result.stdout)["loaded"]


@pytest.mark.slow
class TestInstalledModule:
    @pytest.mark.usefixtures("committed")
    def test_shows_its_numbers_on_both_dashboards(self, installed: Path) -> None:
        answers, _log = ask_dashboards(ROOT, beside=installed)

        assert answers["direct"]["values"]["dummy.answer"] == 42
        for audience in ("store", "admin"):
            numbers = {
                number["key"]: number["value"] for number in answers[audience]["metrics"]["dummy"]
            }
            assert numbers == {"dummy.answer": 42, "dummy.domains": 0}

    def test_is_cheap_to_find(self, installed: Path) -> None:
        found = json.loads(run(ROOT, "-c", DISCOVER, beside=installed).stdout)

        assert "dummy" in found["codes"]
        assert {name.partition(".")[0] for name in found["loaded"]} & set(HEAVY) == set()


class TestBrokenModule:
    @pytest.mark.parametrize(
        "content",
        [
            "raise RuntimeError('broken at import')",
            "import no_such_library",
            "module = 'no definition'",
            "",
        ],
    )
    def test_is_left_out_with_a_warning_that_names_it(self, tmp_path: Path, content: str) -> None:
        packages = install_broken(tmp_path, "broken", content)
        shout = "import logging; logging.basicConfig(format='%(message)s %(entry_point)s')\n"

        result = run(ROOT, "-c", shout + DISCOVER, beside=packages)

        assert json.loads(result.stdout)["codes"] == [module.code for module in registry()]
        events = [line for line in result.stderr.splitlines() if line.endswith(" broken")]
        assert events in (["module.not_loaded broken"], ["module.no_definition broken"])

    @pytest.mark.slow
    @pytest.mark.usefixtures("committed")
    def test_that_fails_when_asked_leaves_the_dashboards_open(self, tmp_path: Path) -> None:
        content = (
            "from app.modules.base import ModuleDefinition\n"
            "def fail(): raise RuntimeError('broken')\n"
            "module = ModuleDefinition(code='broken', name='Broken', metrics_provider=fail,\n"
            "    metric_descriptions=fail, listings=fail, widget_provider=fail)\n"
        )
        packages = install_broken(tmp_path, "broken", content)

        answers, _log = ask_dashboards(ROOT, beside=packages)

        assert "broken" in answers["modules"]
        for audience in ("store", "admin"):
            states = {item["module"]: item["state"] for item in answers[audience]["providers"]}
            assert states.pop("broken") == "error"
            assert set(states.values()) <= {"ok", "empty"}
