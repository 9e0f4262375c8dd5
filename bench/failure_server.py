"""The whole application with a small demonstration, and one module that is bad on demand.

Run as a program by `bench.failure_matrix`: `python -m bench.failure_server PORT FOLDER`. The file
`kind` in the folder says how the numbers of the module VICTIM misbehave; without it they are well.
"""

from __future__ import annotations

import io
import json
import sys
from dataclasses import asdict
from pathlib import Path

import uvicorn
from rich.console import Console

from app.cli.demo.load import load_demo
from app.kernel.config import get_settings
from app.main import create_app
from app.modules.base import ModuleDefinition
from app.modules.contracts.metrics import MetricsProviderProtocol
from app.modules.core.services import stats_aggregator as aggregator_module
from app.modules.core.services.circuit_breaker import CircuitBreaker
from app.modules.core.services.provider_run import ProviderRunner
from app.modules.core.services.stats_aggregator import stats_aggregator
from app.modules.registry import ModuleRegistry, registry
from tests.modules.core.bad_matrix import ALL_KINDS, bad_module

VICTIM = "customers"
ALL = "all at once"
SCALE = 0.02


class Switch:
    """Reads the kind, and lets every kind begin with a closed breaker and no thread left behind."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._kind: str | None = None

    def kind(self) -> str | None:
        """How the victim misbehaves now."""
        kind = self._file.read_text() if self._file.exists() else None
        if kind != self._kind:
            self._kind = kind
            stats_aggregator._breaker = CircuitBreaker()  # noqa: SLF001 - as after a restart
            stats_aggregator._runner = ProviderRunner()  # noqa: SLF001
            stats_aggregator._last._written.clear()  # noqa: SLF001
        return kind


def main(port: int, folder: Path) -> None:
    """Loads the world, says who may sign in, and serves until the process is ended."""
    sign_ins = load_demo(get_settings(), Console(file=io.StringIO()), scale=SCALE)
    switch = Switch(folder / "kind")
    (victim,) = [module for module in registry() if module.code == VICTIM]
    _make_bad(victim, switch)
    bad = [bad_module(kind, f"bad_{number}") for number, kind in enumerate(ALL_KINDS)]
    crowded = ModuleRegistry([*bad, *registry()])
    setattr(aggregator_module, "registry", lambda: crowded if switch.kind() == ALL else registry())  # noqa: B010 - the module's own name
    (folder / "sign-ins.json").write_text(json.dumps([asdict(one) for one in sign_ins]))
    uvicorn.run(create_app(), host="127.0.0.1", port=port, log_level="warning", access_log=False)


def _make_bad(victim: ModuleDefinition, switch: Switch) -> None:
    whole = victim.metrics_provider

    def provider() -> MetricsProviderProtocol:
        kind = switch.kind()
        bad = bad_module(kind, VICTIM) if kind and kind != ALL else None
        found = whole if bad is None else bad.metrics_provider
        if found is None:
            raise LookupError(VICTIM)
        return found()

    object.__setattr__(victim, "metrics_provider", provider)


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
