"""Imports files of orders: what the command line and other modules call."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from app.modules.contracts.imports import ImportProgress, ImportReport, RefusedRow
from app.modules.marketplace.exceptions import NotAFile, UnknownFormat
from app.modules.marketplace.formats import known_formats
from app.modules.marketplace.services.import_orders import OrderImport
from app.modules.marketplace.services.intakes import find_intakes
from app.modules.marketplace.services.report_import import refusals_of, report_import


class OrderFileImporter:
    """Fulfils the contract `OrderImporter`."""

    def formats(self) -> Sequence[str]:
        return tuple(known_formats())

    def import_orders(
        self,
        *,
        store_id: int,
        path: Path,
        file_format: str,
        on_progress: Callable[[ImportProgress], None],
    ) -> ImportReport:
        """See the contract. A file that was imported before is only read to know it again."""
        adapter = known_formats().get(file_format)
        if adapter is None:
            raise UnknownFormat(format=file_format, known=", ".join(self.formats()))
        if not path.is_file():
            raise NotAFile(file=str(path))
        intakes = find_intakes()
        order_import = OrderImport(
            store_id=store_id, path=path, file_format=adapter, intakes=intakes
        )
        run = order_import.run(on_progress)
        return report_import(store_id, run, intakes.left_out)

    def refusals(self, *, store_id: int, job_id: int) -> Iterator[RefusedRow]:
        return refusals_of(store_id, job_id)


order_importer = OrderFileImporter()
