"""All kept figures of an installation or of one store, proved and mended set by set."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from sqlalchemy.orm import Session

from app.kernel.database.engine import Database
from app.kernel.database.figure_source import FigureSource
from app.modules.core.repositories.figure_audit import Audited, Difference
from app.modules.core.services import figure_proof, figure_upkeep
from app.modules.core.services.figure_keeper import keep_all
from app.modules.registry import registry
from app.modules.tenancy.infos import INSTALLATION
from app.modules.tenancy.repositories.store_directory import StoreDirectory


@dataclass(frozen=True)
class Proof:
    """What differs in one module's figures of one store (`name` is its code) or platform."""

    name: str
    owner_id: int
    is_store: bool
    module: str
    found: list[Difference]


class Proofs:
    """Stores first, then platforms; each set is proved in a transaction of its own.

    With a store's code only that store's sets and those of its platforms are looked at.
    """

    def __init__(self, database: Database, store_code: str | None = None) -> None:
        self._database = database
        self._sources = registry().figure_sources()
        with database.transaction() as db:
            directory = StoreDirectory(db)
            stores = directory.codes_by_id()
            platforms = {id_: code for code, id_ in directory.platform_codes().items()}
        self._codes = sorted(stores.values())
        self.store_ids = {
            store_id: code for store_id, code in stores.items() if store_code in {None, code}
        }
        self._platforms = {INSTALLATION: "all platforms", **platforms}

    def __len__(self) -> int:
        return (len(self.store_ids) + len(self._platforms)) * len(self._sources)

    def store_codes(self) -> list[str]:
        """The codes of all stores."""
        return self._codes

    def each(self, span: figure_proof.Span) -> Iterator[Proof]:
        """Every set of figures with what differs in it."""
        for owner_id, name, is_store in self._owners():
            for source in self._sources.values():
                with self._database.transaction(for_job=True) as db:
                    audited = _audited(db, owner_id, source, is_store=is_store)
                    found = figure_proof.differences(db, source, audited, span) if audited else []
                yield Proof(name, owner_id, is_store, source.module, found)

    def mend(self, proof: Proof) -> list[date]:
        """Counts the days that differ anew; which days those were."""
        source = self._sources[proof.module]
        with self._database.transaction(for_job=True) as db:
            audited = _audited(db, proof.owner_id, source, is_store=proof.is_store)
            return figure_proof.mend(db, source, audited, proof.found) if audited else []

    def rebuild_steps(self) -> list[Callable[[], None]]:
        """What to do to count everything anew, store by store; the last step sums up platforms."""
        steps: list[Callable[[], None]] = [
            partial(self._count_anew, store_id) for store_id in self.store_ids
        ]
        if len(self.store_ids) == len(self._codes):
            # Letting go of all stores at once is much less work than one by one.
            steps.insert(0, self._clear_platforms)
        return [*steps, partial(keep_all, self._database)]

    def _clear_platforms(self) -> None:
        with self._database.transaction(for_job=True) as db:
            for platform_id in self._platforms:
                figure_upkeep.clear_platform(db, platform_id, self._sources.values())

    def _count_anew(self, store_id: int) -> None:
        with self._database.transaction(for_job=True) as db:
            figure_upkeep.count_store_anew(db, store_id, self._sources.values())

    def _owners(self) -> Iterator[tuple[int, str, bool]]:
        for store_id, code in self.store_ids.items():
            yield store_id, code, True
        for platform_id, code in self._platforms.items():
            yield platform_id, code, False


def _audited(db: Session, owner_id: int, source: FigureSource, *, is_store: bool) -> Audited | None:
    if is_store:
        return figure_proof.of_store(db, owner_id, source)
    return figure_proof.of_platform(db, owner_id, source)
