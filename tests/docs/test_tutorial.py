"""The tutorial is carried out from top to bottom, and its number is on the dashboard."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.kernel.database.embedded import temporary_cluster
from tests.docs.tutorial_steps import Workshop, steps_of

ROOT = Path(__file__).resolve().parents[2]
TUTORIAL = ROOT / "docs" / "tutorial" / "first-module.md"
SECRET = "only-for-the-tutorial-" + "0" * 32

MAKE_A_STORE = """
from app.kernel.database.engine import get_database
from tests.factories import make_platform, make_store

with get_database().transaction() as db:
    make_store(db, "atelier-lux", platforms=[make_platform(db, "letz")])
"""
ASK = """
from app.kernel.database.engine import get_database
from app.modules.core.services.stats_aggregator import stats_aggregator
from app.modules.registry import registry

registry().load_models()
with get_database().transaction() as db:
    for stats in (
        stats_aggregator.get_store_dashboard_stats(db, store_id=1, platform_id=1),
        stats_aggregator.get_admin_dashboard_stats(db, platform_id=1),
    ):
        print([(value.key, value.value) for value in stats["reviews"]])
"""


@pytest.mark.slow
def test_leads_to_a_number_on_the_dashboard(tmp_path_factory: pytest.TempPathFactory) -> None:
    workshop = Workshop(ROOT, tmp_path_factory.mktemp("tutorial"))
    *building, see_it = steps_of(TUTORIAL.read_text(encoding="utf-8"))

    for step in building:
        workshop.do(step)
    with temporary_cluster() as url:
        installation = {"DATABASE_URL": url, "STOA_SECRET_KEY": SECRET}
        workshop.run(
            ".venv/bin/python -c 'from app.cli import main; main()' migrate", **installation
        )
        _python(workshop, MAKE_A_STORE, installation)
        workshop.do(see_it, **installation)
        told = _python(workshop, ASK, installation)

    number = "[('reviews.total', 3), ('reviews.average_stars', 4.0)]"
    assert told.splitlines()[-2:] == [number, number]


def test_refuses_a_tutorial_with_blocks_of_no_use() -> None:
    with pytest.raises(ValueError, match="neither a file nor a command"):
        steps_of("```python\nprint()\n```\n")


def _python(workshop: Workshop, code: str, environment: dict[str, str]) -> str:
    (workshop.folder / "step.py").write_text(code, encoding="utf-8")
    return workshop.run(".venv/bin/python step.py", **environment)
