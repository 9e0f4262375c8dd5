"""Imports files of products: what the command line and other modules call."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from app.kernel.database.engine import get_database
from app.modules.contracts.imports import ImportProgress, ImportReport, RefusedRow
from app.modules.marketplace.exceptions import NotAFile, UnknownFormat
from app.modules.marketplace.formats import known_product_formats
from app.modules.marketplace.services.import_products import ProductImport
from app.modules.marketplace.services.intakes import find_product_intakes
from app.modules.marketplace.services.product_file import format_of
from app.modules.marketplace.services.report_import import refusals_of, report_import
from app.modules.tenancy.repositories.store_directory import StoreDirectory


class ProductFileImporter:
    """Fulfils the contract `ProductImporter`."""

    def formats(self) -> Sequence[str]:
        return tuple(known_product_formats())

    def import_products(
        self,
        *,
        store_id: int,
        path: Path,
        file_format: str | None,
        on_progress: Callable[[ImportProgress], None],
    ) -> ImportReport:
        """See the contract. A file that was imported before is only read to know it again."""
        known = known_product_formats()
        if file_format is not None and file_format not in known:
            raise UnknownFormat(format=file_format, known=", ".join(self.formats()))
        if not path.is_file():
            raise NotAFile(file=str(path))
        intakes = find_product_intakes()
        adapter = known[file_format] if file_format else format_of(path, list(known.values()))
        with get_database().transaction(for_job=True) as db:
            (currency,) = StoreDirectory(db).currencies_of([store_id])
            time_zone = StoreDirectory(db).time_zone_of_store(store_id)
        product_import = ProductImport(
            store_id=store_id,
            currency=currency,
            time_zone=time_zone,
            path=path,
            file_format=adapter,
            intakes=intakes,
        )
        run = product_import.run(on_progress)
        report = report_import(store_id, run, intakes.left_out, product_import.levels_set)
        return replace(
            report,
            unused_columns=product_import.unused_columns,
            remarks=product_import.remarks,
        )

    def refusals(self, *, store_id: int, job_id: int) -> Iterator[RefusedRow]:
        return refusals_of(store_id, job_id)


product_importer = ProductFileImporter()
