"""Stoa as a server of several processes on the suite's database; run as a program.

`python -m tests.trade.server PORT WORKERS [locked|unlocked]`. Unlocked is the negative control:
rows are read without their locks, and a moment passes before they are written.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable
from typing import Any

import app.cli.server
from app.cli.server import reserved_port, run_server
from app.kernel.config import get_settings
from app.main import create_app

PAUSE_SECONDS = 0.05


def create_unlocked_app() -> Any:
    """The application without the locks that keep buyers from each other."""
    from app.modules.core.services.figure_change import FigureChange
    from app.modules.inventory.repositories.item_locks import OF_REF, OF_VARIANTS, ItemLocks

    lock = ItemLocks.lock

    def lock_late(locks: ItemLocks, variant_ids: Iterable[int]) -> Any:
        found = lock(locks, variant_ids)
        time.sleep(PAUSE_SECONDS)
        return found

    ItemLocks.locking_variants, ItemLocks.locking_ref = OF_VARIANTS, OF_REF
    setattr(ItemLocks, "lock", lock_late)  # noqa: B010
    setattr(FigureChange, "lock", _no_lock)  # noqa: B010
    return create_app()


def _no_lock(_change: object, _names: object) -> None:
    """Nobody waits for anybody."""


def main() -> None:
    """Serves until it is ended."""
    port, workers, locking = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    if locking == "unlocked":
        app.cli.server.FACTORY = "tests.trade.server:create_unlocked_app"
    with reserved_port("127.0.0.1", port) as bound:
        run_server(get_settings(), bound, workers, lambda: None)


if __name__ == "__main__":
    main()
