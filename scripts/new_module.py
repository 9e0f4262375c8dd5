"""Writes a module that is green at once: one number, described, translated and proven.

Usage: python -m scripts.new_module CODE      (a plural noun, such as reviews)
"""

from __future__ import annotations

import keyword
import re
import subprocess
import sys
from pathlib import Path
from string import Template

ROOT = Path(__file__).resolve().parents[1]
CODE = re.compile(r"[a-z]+(_[a-z]+)*")
LAYER = re.compile(r'^    "(\(\w+\)(?: \| \(\w+\))+)",$', re.MULTILINE)

DEFINITION = '''"""What $code is and brings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.modules.base import ModuleDefinition
from app.modules.contracts.permissions import Permission

if TYPE_CHECKING:
    from app.modules.contracts.metric_description import MetricDescription
    from app.modules.contracts.metrics import MetricsProviderProtocol


def _metrics_provider() -> MetricsProviderProtocol:
    from app.modules.$code.services.${singular}_metrics import ${singular}_metrics_provider

    return ${singular}_metrics_provider


def _metric_descriptions() -> Sequence[MetricDescription]:
    from app.modules.$code.metric_descriptions import DESCRIPTIONS

    return DESCRIPTIONS


${code}_module = ModuleDefinition(
    code="$code",
    name="$name",
    description="Say here what $words are for.",
    permissions=(Permission("$code.view"),),
    metrics_provider=_metrics_provider,
    metric_descriptions=_metric_descriptions,
)
'''

DESCRIPTIONS = '''"""What the numbers of $code mean."""

from __future__ import annotations

from app.modules.contracts.metric_description import MetricDescription, MetricKind

TOTAL = MetricDescription(
    key="$code.total",
    label="Domains",
    definition="Custom domains that the stores had claimed by the end of the period.",
    kind=MetricKind.STOCK,
    permission="$code.view",
)

DESCRIPTIONS = (TOTAL,)
'''

FACTS = '''"""The facts behind the numbers of $code."""

from __future__ import annotations

from app.kernel.database.daily_figures import Fact
from app.kernel.database.figure_source import Since, StoreIds, of_stores
from app.modules.tenancy.models import StoreDomain


def ${singular}_facts(store_ids: StoreIds, _since: Since) -> list[Fact]:
    """Each domain of these stores once, at the moment when it was claimed."""
    mine = [of_stores(StoreDomain.store_id, store_ids)]
    return [Fact("total", StoreDomain, StoreDomain.created_at.expression, mine)]
'''

PROVIDER = '''"""The numbers of $code."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.modules.$code import metric_descriptions as described
from app.modules.$code.repositories.${singular}_facts import ${singular}_facts
from app.modules.contracts.metrics import MetricsContext, MetricValue
from app.modules.tenancy.services.metric_scope import MetricScope, platform_scope, store_scope


class ${class_name}MetricsProvider:
    """Answers for a store or a platform, in one statement."""

    @property
    def metrics_category(self) -> str:
        return "$code"

    def get_store_metrics(
        self, db: Session, store_id: int, context: MetricsContext | None = None
    ) -> list[MetricValue]:
        return _values(db, store_scope(db, store_id, context))

    def get_platform_metrics(
        self, db: Session, platform_id: int, context: MetricsContext | None = None
    ) -> list[MetricValue]:
        return _values(db, platform_scope(db, platform_id, context))


def _values(db: Session, scope: MetricScope) -> list[MetricValue]:
    sheet = scope.sheet(db, ${singular}_facts)
    return [sheet.stock(described.TOTAL, "total")]


${singular}_metrics_provider = ${class_name}MetricsProvider()
'''

TEXTS = {
    "en": (
        "Say here what $words are for.",
        "Domains",
        "Custom domains that the stores had claimed by the end of the period.",
        "See $words",
    ),
    "fr": (
        "Dites ici à quoi sert $name.",
        "Domaines",
        "Domaines personnalisés revendiqués par les boutiques avant la fin de la période.",
        "Voir $name",
    ),
    "de": (
        "Sagen Sie hier, wozu $name dient.",
        "Domains",
        "Bis zum Ende des Zeitraums von den Geschäften beanspruchte eigene Domains.",
        "$name sehen",
    ),
    "lb": (
        "Sot hei, fir wat $name gutt ass.",
        "Domainen",
        "Eegen Domainen, déi d’Butteker bis zum Enn vum Zäitraum ugemellt hunn.",
        "$name gesinn",
    ),
}
TEXT_FILE = """$code_id-module-name = $name
$code_id-module-description = {}

metric-$code_id-total = {}
    .definition = {}

permission-$code_id-view = {}
"""

TEST = '''"""The number of $code, asked for as a dashboard does."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.modules.core.services.stats_aggregator import stats_aggregator
from tests.factories import make_domain, make_platform, make_store


class Test${class_name}Metrics:
    def test_are_on_the_dashboard_of_the_store(self, db: Session) -> None:
        platform = make_platform(db)
        store = make_store(db, platforms=[platform])
        make_domain(db, store, "one.example")

        stats = stats_aggregator.get_store_dashboard_stats(db, store.id, platform.id)

        assert [(value.key, value.value) for value in stats["$code"]] == [("$code.total", 1)]

    def test_sum_the_stores_of_a_platform(self, db: Session) -> None:
        platform = make_platform(db)
        for hostname in ("one.example", "two.example"):
            make_domain(db, make_store(db, platforms=[platform]), hostname)

        stats = stats_aggregator.get_admin_dashboard_stats(db, platform.id)

        assert [value.value for value in stats["$code"]] == [2]
'''

CONFORMANCE = '''"""${name} pass through the kit that every metrics provider passes through."""

from __future__ import annotations

from datetime import datetime
from itertools import count

from sqlalchemy.orm import Session

from app.modules.$code.definition import ${code}_module
from app.modules.tenancy.models import StoreDomain
from app.testing import ProviderConformance

_numbers = count(1)


class Test${class_name}Conformance(ProviderConformance):
    module = ${code}_module

    def act(self, db: Session, store_id: int, at: datetime, currency: str) -> None:
        hostname = f"$code_id-{next(_numbers)}.example"
        db.add(StoreDomain(store_id=store_id, hostname=hostname, created_at=at))
'''


class CannotWrite(Exception):
    """The code is no good name for a module, or is taken; the message says which."""


def write_module(root: Path, code: str) -> list[Path]:
    """Writes the files and lists the module among the strangers of the import contracts.

    Raises CannotWrite before anything is written.
    """
    module, tests = root / "app/modules" / code, root / "tests/modules" / code
    _refuse_bad_codes(code, module)
    words = _words(code)
    files = {
        module / "__init__.py": '"""$name: say here what they are for."""\n',
        module / "definition.py": DEFINITION,
        module / "metric_descriptions.py": DESCRIPTIONS,
        module / "repositories/__init__.py": "",
        module / f"repositories/{words['singular']}_facts.py": FACTS,
        module / "services/__init__.py": "",
        module / f"services/{words['singular']}_metrics.py": PROVIDER,
        tests / "__init__.py": "",
        tests / f"test_{words['singular']}_metrics.py": TEST,
        tests / f"test_{words['singular']}_conformance.py": CONFORMANCE,
    }
    for locale, texts in TEXTS.items():
        files[module / f"locales/{locale}.ftl"] = TEXT_FILE.format(*texts)
    for path, content in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(Template(content).substitute(words), encoding="utf-8")
    _list_among_strangers(root / "pyproject.toml", code)
    return sorted(files)


def _words(code: str) -> dict[str, str]:
    singular = _singular(code)
    return {
        "code": code,
        "code_id": code.replace("_", "-"),
        "singular": singular,
        "class_name": "".join(part.title() for part in singular.split("_")),
        "name": code.replace("_", " ").capitalize(),
        "words": code.replace("_", " "),
    }


def _singular(code: str) -> str:
    if code.endswith("ies"):
        return f"{code[:-3]}y"
    return code[:-1] if code.endswith("s") and not code.endswith("ss") else code


def _refuse_bad_codes(code: str, module: Path) -> None:
    if not CODE.fullmatch(code) or keyword.iskeyword(code):
        raise CannotWrite(f"{code!r} is no code: lower case letters, words joined by _")
    if module.exists() or module.with_suffix(".py").exists():
        raise CannotWrite(f"there is a {module.name} among the modules already")


def _list_among_strangers(project: Path, code: str) -> None:
    """The contract between modules is exhaustive: one that it does not list is refused."""
    text = project.read_text("utf-8")
    text = LAYER.sub(lambda found: f'    "{found[1]} | ({code})",', text, count=1)
    project.write_text(text, encoding="utf-8")


def _finish(root: Path, paths: list[Path]) -> None:
    """Brings lines into the house's form, and the written reference up to date."""
    code = [str(path) for path in paths if path.suffix == ".py"]
    for words in (["format", "--quiet"], ["check", "--quiet", "--fix"]):
        subprocess.run([sys.executable, "-m", "ruff", *words, *code], cwd=root, check=True)
    if (root / "docs").is_dir():
        command = [sys.executable, "-m", "scripts.generate_reference"]
        subprocess.run(command, cwd=root, check=True)


def main() -> None:
    """Reads the command line."""
    if len(sys.argv) != 2:  # noqa: PLR2004 - the one word of the usage
        raise SystemExit(__doc__)
    code = sys.argv[1]
    try:
        paths = write_module(ROOT, code)
    except CannotWrite as refusal:
        raise SystemExit(str(refusal)) from refusal
    _finish(ROOT, paths)
    for path in paths:
        print(path.relative_to(ROOT))
    print(f"\nGreen at once: make test module={code}. Then docs/tutorial/first-module.md.")


if __name__ == "__main__":
    main()
