"""The whole application with a small demonstration, and one module that fails on demand.

Run as a program: `python -m tests.browser.live_stoa PORT FLAG`. While the file FLAG exists, the
numbers of the module `FRAGILE` cannot be read.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import uvicorn
from rich.console import Console

from app.cli.demo.load import load_demo
from app.kernel.config import get_settings
from app.main import create_app
from app.modules.core.services import stats_aggregator
from app.modules.registry import registry

FRAGILE = "customers"
PATIENCE_SECONDS = 20.0
SCALE = 0.02


def main(port: int, flag: Path) -> None:
    """Loads the world and serves it until the process is ended."""
    load_demo(get_settings(), Console(file=io.StringIO()), scale=SCALE)
    _be_patient()
    _make_fragile(flag)
    uvicorn.run(create_app(), host="127.0.0.1", port=port, log_level="warning", access_log=False)


def _be_patient() -> None:
    """A machine that does much at once is no failure of a provider."""
    for name in ("ALL_SECONDS", "ONE_SECONDS", "MOST_SECONDS"):
        setattr(stats_aggregator, name, PATIENCE_SECONDS)


def _make_fragile(flag: Path) -> None:
    module = registry().get(FRAGILE)
    assert module is not None
    whole: Callable[[], Any] | None = module.metrics_provider
    assert whole is not None

    def provider() -> Any:
        if flag.exists():
            raise RuntimeError("a cable was pulled")
        return whole()

    object.__setattr__(module, "metrics_provider", provider)


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
