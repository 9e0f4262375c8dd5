"""Each house rule lets the good example pass and reports the bad one, and Stoa keeps them all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from scripts.check_modules.__main__ import CHECKS, ROOT, problems
from scripts.check_modules.exceptions import EXCEPTIONS, Allowed
from scripts.check_modules.source_tree import SourceTree

Write = Callable[..., SourceTree]

DEFINITION = """
from app.modules.base import ModuleDefinition
from app.modules.contracts.menus import MenuEntry
from app.modules.contracts.permissions import Permission

{folder}_module = ModuleDefinition(
    code="{code}",
    name="Points",
    permissions=(Permission("{permission}"),),
    menus=(MenuEntry("store", "{text}", "/store/points", "star", "{permission}"),),
)
"""
TEXTS = (
    "points-module-name = Points\npoints-module-description = Points of customers\n"
    "points-menu = Points\npermission-points-view = See points\n"
)


def definition(
    folder: str = "points", code: str = "points", permission: str = "points.view", text: str = ""
) -> str:
    text = text or "points-menu"
    return DEFINITION.format(folder=folder, code=code, permission=permission, text=text)


def texts(**changes: str) -> dict[str, str]:
    names = dict.fromkeys(("en", "fr", "de", "lb"), TEXTS)
    return {f"app/modules/points/locales/{k}.ftl": v for k, v in {**names, **changes}.items()}


MODULE = {"app/modules/points/definition.py": definition(), **texts()}
METRIC = """
from app.modules.contracts import metric_description as m
DESCRIPTIONS = (m.MetricDescription(
    key="points.given", label="Points", definition="Points.", kind=m.MetricKind.FLOW,
    permission="", {fields}
),)
"""
METRIC_TEXTS = TEXTS + "metric-points-given = Points\n    .definition = Points.\n"


def metric(fields: str = "", **changes: str) -> dict[str, str]:
    names = dict.fromkeys(("en", "fr", "de", "lb"), METRIC_TEXTS)
    return {
        **MODULE,
        "app/modules/points/metric_descriptions.py": METRIC.format(fields=fields),
        **texts(**{**names, **changes}),
    }


CORE = "app/modules/core/services/x.py"
MODEL = "app/modules/points/models/point.py"
REVISION = "app/modules/points/migrations/versions/points_0001.py"
TABLE = '__tablename__ = "{}"\n'

GOOD: list[tuple[str, dict[str, str]]] = [
    ("commits", {"app/kernel/database/x.py": "db.commit()"}),
    ("commits", {CORE: "db.flush()"}),
    ("definitions", MODULE),
    ("file_size", {CORE: "x = 1\n" * 400, "tests/test_x.py": "x = 1\n" * 600}),
    ("languages", MODULE),
    ("metrics", metric('formula="points.given - count(points:all)"')),
    ("moments", {"app/kernel/clock.py": "datetime.now(UTC)"}),
    ("moments", {MODEL: "Column(DateTime(timezone=True))", CORE: "utc_now()"}),
    ("money", {MODEL: "total_minor: Mapped[int]\nrate: Mapped[Decimal] = mapped_column(Numeric)"}),
    ("money", {CORE: "def share(width: float) -> float: ...\nMoney(100, 'EUR')"}),
    ("optional_names", {**MODULE, CORE: '"""Points of view."""\nmodule = found("other")'}),
    ("optional_names", {**MODULE, "app/templates/a.html": "{# as in points #}{{ title }}"}),
    ("session_settings", {CORE: "text('SET LOCAL lock_timeout = 1')\ntext('UPDATE a SET b = 1')"}),
    ("session_settings", {CORE: "text('SELECT set_config(:name, :value, true)')"}),
    ("statements", {"app/modules/points/repositories/a.py": "db.execute(select(A))"}),
    ("statements", {"app/modules/points/services/a.py": "rows = points(db)"}),
    ("table_names", {MODEL: TABLE.format("points_point")}),
    ("table_names", {REVISION: 'op.create_table("points_point")'}),
    ("words", {CORE: '"""The store of a merchant, one shop."""\nstore = platform = 1'}),
]
BAD: list[tuple[str, dict[str, str]]] = [
    ("commits", {CORE: "def f(db):\n    db.commit()"}),
    ("definitions", {**MODULE, "app/modules/points/definition.py": definition(code="pints")}),
    (
        "definitions",
        {
            **MODULE,
            "app/modules/points/definition.py": definition(permission="other.view"),
            **texts(en=TEXTS + "permission-other-view = See\n"),
        },
    ),
    ("definitions", {**MODULE, "app/modules/points/definition.py": definition(text="nowhere")}),
    ("definitions", {**MODULE, "app/modules/points/definition.py": definition() + "\n" * 110}),
    ("definitions", {**MODULE, **texts(en="points-menu = Points")}),
    ("definitions", {**MODULE, **texts(en=TEXTS.replace("points-module-name", "points-name"))}),
    ("file_size", {CORE: "x = 1\n" * 401}),
    ("file_size", {"tests/test_x.py": "x = 1\n" * 601}),
    ("languages", {**MODULE, **texts(lb="points-menu = Punkten\n")}),
    ("languages", {**MODULE, **texts(fr=TEXTS + "? broken\n")}),
    ("moments", {CORE: "datetime.utcnow()"}),
    ("moments", {CORE: "datetime.now(UTC)"}),
    ("moments", {MODEL: "Column(DateTime())"}),
    ("metrics", metric("currency=m.CurrencyPolicy.PER_CURRENCY,")),
    ("metrics", metric("combines=m.MetricCombination.RATIO_OF_SUMS,")),
    ("metrics", metric(lb=TEXTS)),
    ("metrics", metric('formula="points.given less what was taken back"')),
    ("money", {MODEL: "total_minor: Mapped[float]"}),
    ("money", {MODEL: "total_minor: Mapped[Decimal] = mapped_column(Numeric(10, 2))"}),
    ("money", {MODEL: "weight = mapped_column(Float)"}),
    ("money", {REVISION: 'sa.Column("total", sa.REAL())'}),
    ("money", {CORE: "def total_minor() -> float: ..."}),
    ("money", {CORE: "def pay(total_minor: float | None) -> None: ..."}),
    ("money", {CORE: "Money(100 * 1.17, 'EUR')"}),
    ("money", {CORE: "float(row.total_minor)"}),
    ("optional_names", {**MODULE, CORE: "if module.code == 'points': ..."}),
    ("optional_names", {**MODULE, CORE: "def f():\n    import app.modules.points.models"}),
    ("optional_names", {**MODULE, CORE: "points = 1"}),
    ("optional_names", {**MODULE, "app/testing/a.py": "import app.modules.points.models"}),
    ("optional_names", {**MODULE, "app/modules/tenancy/locales/en.ftl": "tenancy-a = Points"}),
    ("optional_names", {**MODULE, "app/modules/core/templates/a.html": '<a href="/points">'}),
    ("session_settings", {CORE: "db.execute(text('SET lock_timeout = 1'))"}),
    ("session_settings", {CORE: "text('set role stoa_owner')"}),
    ("session_settings", {CORE: "text('SET SESSION app.store_id TO 1')"}),
    ("session_settings", {CORE: "text(\"SELECT set_config('app.store_id', '1', false)\")"}),
    ("session_settings", {CORE: "func.set_config('app.store_id', '1', False)"}),
    ("statements", {"app/modules/points/services/a.py": "rows = select(A)"}),
    ("statements", {"app/modules/points/routes/api/a.py": "db.execute(rows)"}),
    ("statements", {"app/cli/a.py": "insert(A)"}),
    ("table_names", {MODEL: TABLE.format("loyalty_point")}),
    ("table_names", {REVISION: 'op.create_table("loyalty_point")'}),
    ("words", {CORE: "vendor_id = 1"}),
    ("words", {CORE: "# of a company"}),
    ("words", {CORE: "class TenantScope: ..."}),
    ("words", {CORE: "def open_shop(): ..."}),
    ("words", {"app/static/channel.js": "let a = 1"}),
    ("words", {"app/modules/points/locales/en.ftl": "points-a = Your shop"}),
]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Lays files out like a repository."""

    def written(files: dict[str, str]) -> SourceTree:
        for name, content in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content)
        return SourceTree(tmp_path)

    return written


class TestCheckModules:
    @pytest.mark.parametrize(("check", "files"), GOOD)
    def test_lets_the_good_pass(self, write: Write, check: str, files: dict[str, str]) -> None:
        assert list(CHECKS[check](write(files))) == []

    @pytest.mark.parametrize(("check", "files"), BAD)
    def test_reports_the_bad(self, write: Write, check: str, files: dict[str, str]) -> None:
        found = list(CHECKS[check](write(files)))

        assert {problem.path for problem in found} <= set(files)
        assert len(found) > 0

    def test_has_examples_of_each_kind_for_each_rule(self) -> None:
        assert {name for name, _ in GOOD} == {name for name, _ in BAD} == set(CHECKS)

    def test_of_stoa_itself_finds_nothing(self) -> None:
        assert [str(problem) for problem in problems(SourceTree(ROOT))] == []


class TestExceptions:
    def test_cover_their_file_and_rule_only(self, write: Write) -> None:
        tree = write({CORE: "db.commit()", "app/cli/a.py": "db.commit()"})

        found = list(problems(tree, [Allowed("commits", CORE, "for the test")]))

        assert [problem.path for problem in found] == ["app/cli/a.py"]

    def test_are_reported_once_nothing_needs_them(self, write: Write) -> None:
        found = list(problems(write({}), [Allowed("commits", CORE, "for the test")]))

        assert [problem.path for problem in found] == [CORE]

    def test_all_have_reasons(self) -> None:
        assert all(len(item.reason) > 10 for item in EXCEPTIONS)
