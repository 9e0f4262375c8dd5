"""`stoa metrics`: the numbers of stores and platforms, outside the dashboards."""

import json
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.database import opened_database
from app.cli.ending import CommandRefused
from app.cli.english import all_texts, refusals_in_english
from app.cli.places import find_place, ready_database

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.cli.places import NamedPlace
    from app.kernel.csv_export import CsvValue
    from app.modules.core.services.metric_export import MetricExport, Row
    from app.modules.core.services.period_choice import PeriodChoice
    from app.modules.core.services.provider_run import ProviderReport

FORMATS = ("csv", "json")

metrics_app = typer.Typer(help="The numbers of stores and platforms.", no_args_is_help=True)

StoreCode = Annotated[str | None, typer.Option("--store", help="The store's code.")]
PlatformCode = Annotated[
    str | None, typer.Option("--platform", help="The platform's code; with --store, where it is.")
]
Period = Annotated[
    str, typer.Option(help="today, yesterday, 7d, 30d, 90d, mtd, qtd, ytd, 12m or all.")
]
Compare = Annotated[str, typer.Option(help="none, previous or year.")]
Basis = Annotated[
    str, typer.Option(help="What goes back counts when it happened (event) or with its order.")
]
Series = Annotated[str | None, typer.Option(help="One row per day, week or month instead.")]
Format = Annotated[str, typer.Option("--format", help="csv or json.")]
Output = Annotated[Path | None, typer.Option(help="Write to this file instead of the screen.")]


@metrics_app.callback()
def metrics() -> None:
    """The numbers of stores and platforms."""


@metrics_app.command("export")
def export(
    *,
    store: StoreCode = None,
    platform: PlatformCode = None,
    period: Period = "30d",
    compare: Compare = "previous",
    basis: Basis = "event",
    series: Series = None,
    file_format: Format = "csv",
    output: Output = None,
) -> None:
    """Write the numbers of a store or a platform as a file, as the dashboard shows them.

    What is unavailable or not applicable is empty and says so in the column "state". Ends with 2
    when a module's numbers are unavailable.
    """
    if file_format not in FORMATS:
        raise CommandRefused(f"--format must be {' or '.join(FORMATS)}, not {file_format!r}.")
    with opened_database(), ready_database() as db, refusals_in_english():
        from app.modules.core.services.period_choice import choose_period
        from app.modules.registry import registry

        registry().load_models()
        place = find_place(db, store, platform)
        choice = choose_period(place.time_zone, period=period, compare=compare, basis=basis)
        written = _export(place, choice, series)
        reports = _reports(db, place, choice)
        _write(written, list(written.rows(reports)), file_format, output)
    if any(report.has_failed for report in reports):
        raise typer.Exit(2)


def _export(place: "NamedPlace", choice: "PeriodChoice", series: str | None) -> "MetricExport":
    from app.modules.core.services.metric_export import MetricExport, Reader

    texts = all_texts()

    def name(key: str, label: str) -> str:
        text_id = f"metric-{key.replace('.', '-').replace('_', '-')}"
        return texts.text("en", text_id) if texts.has(text_id) else label

    audience = "admin" if place.store_id is None else "store"
    return MetricExport(choice, Reader(audience, lambda _permission: True, name), series)


def _reports(db: "Session", place: "NamedPlace", choice: "PeriodChoice") -> "list[ProviderReport]":
    """Each module asked alone, so that none has to share the time of a page."""
    from app.modules.core.services.module_switches import ModuleSwitches

    modules = ModuleSwitches(db, place.platform_id).enabled()
    codes = [module.code for module in modules if module.metrics_provider is not None]
    return [report for code in codes for report in _asked(db, place, choice, code)]


def _asked(
    db: "Session", place: "NamedPlace", choice: "PeriodChoice", module: str
) -> "list[ProviderReport]":
    from app.modules.core.services.stats_aggregator import stats_aggregator

    platform_id, context = place.platform_id, choice.context
    if place.store_id is None:
        return stats_aggregator.report_platform(db, platform_id, context, only=module)
    return stats_aggregator.report_store(db, place.store_id, platform_id, context, only=module)


def _write(
    written: "MetricExport", rows: "list[Row]", file_format: str, output: Path | None
) -> None:
    from app.kernel.csv_export import stream_csv

    if file_format == "csv":
        body = b"".join(stream_csv(written.header, [list(row.values()) for row in rows]))
    else:
        plain = [{name: _plain(value) for name, value in row.items()} for row in rows]
        body = json.dumps(plain, ensure_ascii=False, indent=2).encode() + b"\n"
    if output is None:
        sys.stdout.buffer.write(body)
        return
    try:
        output.write_bytes(body)
    except OSError as error:
        raise CommandRefused(f"{output} cannot be written: {error.strerror}") from None


def _plain(value: "CsvValue") -> object:
    """As JSON has it: amounts as numbers, days as ISO texts."""
    if value is None or isinstance(value, str | int):
        return value
    return value.isoformat() if isinstance(value, date) else float(value)
