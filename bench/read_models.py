"""The one place where the benchmarks touch the read models: filling them, switching them off."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock

from app.kernel.config import Settings
from app.kernel.database.engine import Database
from app.kernel.database.roles import derive_urls
from app.kernel.database.statistics import gather_statistics
from app.modules.core.services.figure_change import FigureChange
from app.modules.core.services.figure_keeper import keep_all
from app.modules.registry import registry


def fill_read_models(settings: Settings) -> None:
    """Counts every store's figures from its facts, and the sums of all platforms."""
    registry().load_models()
    database = Database(derive_urls(settings.owner_url, settings))
    try:
        keep_all(database)
    finally:
        database.dispose()
    gather_statistics(settings)


@contextmanager
def without_read_models() -> Iterator[None]:
    """While the block runs, this process writes facts and leaves the read models alone."""

    def nothing(*_: object, **__: object) -> None:
        return None

    with mock.patch.multiple(FigureChange, lock=nothing, before=nothing, after=nothing):
        yield
