"""Writes the parts of the documents that the code knows better: the metrics and the module map.

Usage: python -m scripts.generate_reference [--check]
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

from app.modules.base import ModuleDefinition
from app.modules.contracts.metric_description import MetricDescription
from app.modules.registry import ModuleRegistry, registry

ROOT = Path(__file__).resolve().parents[1]
METRIC_HEAD = (
    "Key",
    "Label",
    "What it means",
    "Formula",
    "Kind",
    "Unit",
    "Stores become a platform by",
    "Counts at",
    "Currencies",
    "More is",
    "Limits",
    "Shown to",
    "Permission",
    "Rows",
)
MORE_IS = {True: "good", False: "bad", None: "neither"}
BEGIN, END = "<!-- generated: begin -->", "<!-- generated: end -->"


def metrics_text(modules: ModuleRegistry) -> str:
    """One table per module with every metric it describes, in the order in which it gives them."""
    parts = []
    for module in modules:
        described = [d for d in modules.descriptions().values() if d.category == module.code]
        if described:
            rows = "\n".join(_metric_row(description) for description in described)
            parts.append(
                f"## {module.name} (`{module.code}`)\n\n"
                f"{_row(METRIC_HEAD)}\n{'|---' * len(METRIC_HEAD)}|\n"
                f"{rows}"
            )
    return "\n\n".join(parts)


def modules_text(modules: ModuleRegistry) -> str:
    """A table of the modules in the order in which the registry starts them."""
    head = (
        "| Module | Kind | Requires | Provides | Numbers | Lists | What it is |\n"
        + "|---" * 7
        + "|"
    )
    return "\n".join([head, *(_module_row(modules, module) for module in modules)])


GENERATED: dict[str, Callable[[ModuleRegistry], str]] = {
    "docs/reference/metrics.md": metrics_text,
    "docs/explanation/module-map.md": modules_text,
}


def with_part(text: str, part: str) -> str:
    """The document with everything between its two marks replaced."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{part}\n\n{END}{after}"


def outdated(modules: ModuleRegistry, root: Path = ROOT) -> dict[Path, str]:
    """The documents that are not what the code says, with the text that they should have."""
    found = {}
    for name, write in GENERATED.items():
        file = root / name
        text = file.read_text(encoding="utf-8")
        wanted = with_part(text, write(modules))
        if wanted != text:
            found[file] = wanted
    return found


def main(arguments: list[str]) -> int:
    """Writes what is outdated; with --check only names it, and ends with 1 if there is any."""
    changes = outdated(registry())
    for file, text in changes.items():
        print(file.relative_to(ROOT))
        if "--check" not in arguments:
            file.write_text(text, encoding="utf-8")
    return 1 if changes and "--check" in arguments else 0


def _metric_row(metric: MetricDescription) -> str:
    rows = "-" if metric.link is None else f"{metric.link.listing}, {metric.link.view}"
    cells = (
        f"`{metric.key}`",
        metric.label,
        metric.definition,
        f"`{metric.formula}`" if metric.formula else "-",
        metric.kind.value,
        metric.unit.value,
        _words(metric.combination),
        _words(metric.counts_at),
        _words(metric.currency_policy),
        MORE_IS[metric.up_is_good],
        _limits(metric),
        ", ".join(metric.audiences),
        f"`{metric.permission}`",
        rows,
    )
    return _row(cells)


def _words(value: StrEnum) -> str:
    return value.value.replace("_", " ")


def _limits(metric: MetricDescription) -> str:
    low, high = metric.minimum, metric.maximum
    if low is None and high is None:
        return "-"
    return f"{'' if low is None else low} to {'any' if high is None else high}".strip()


def _module_row(modules: ModuleRegistry, module: ModuleDefinition) -> str:
    metrics = [d for d in modules.descriptions().values() if d.category == module.code]
    listings = [entry for entry in modules.listings().values() if entry.module == module.code]
    cells = (
        f"`{module.code}`",
        "core" if module.is_core else "optional",
        ", ".join(f"`{code}`" for code in module.requires) or "-",
        ", ".join(f"`{key.name}`" for key in module.provides) or "-",
        str(len(metrics)),
        str(len(listings)),
        module.description or module.name,
    )
    return _row(cells)


def _row(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
