"""What a store imported: feeds that went well, rows that were refused, and one still running."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from app.cli.demo.goods import GOODS
from app.cli.demo.seeds import Stage, happens
from app.modules.contracts.imports import ImportJobIn, RefusedRow, StagingProductIn

KINDS = ("products", "stock", "orders")
REFUSALS = (
    ("number", "Price is not a number: '12,,50'", "{sku};Candle;12,,50;4"),
    ("product", "There is no product of this SKU: '{sku}'", "{sku};;9.90;1"),
    ("date", "The date does not exist: '31.02.2026'", "{sku};Tray;24.00;31.02.2026"),
    ("columns", "The row has 3 columns instead of 4", "{sku};Vase;18.00"),
    ("encoding", "The row is not UTF-8", "{sku};Caf\ufffd;4.20;12"),
)
RUNNING = frozenset({"atelier-lux", "cave-weber"})
BROKEN, IMPERFECT, UNDECIDED = 0.08, 0.3, 0.12


@dataclass(frozen=True)
class Imports:
    """All imports of one store, and the products that they put aside."""

    jobs: list[ImportJobIn]
    staging: list[StagingProductIn]


def imports_of(stage: Stage) -> Imports:
    """About two imports a month."""
    dice = stage.dice("imports")
    days = (min(stage.today, stage.end) - stage.start).days
    offsets = sorted(dice.uniform(0, days) for _ in range(max(3, days // 15)))
    jobs = [
        _job(dice, number, stage.start + timedelta(days=offset))
        for number, offset in enumerate(offsets, 1)
    ]
    staging = [
        product for job in jobs if job.kind == "products" for product in _staged(stage, dice, job)
    ]
    if stage.store.code in RUNNING:
        jobs.append(_running(stage, dice))
    return Imports(jobs, staging)


def _job(dice: Random, number: int, started_at: datetime) -> ImportJobIn:
    kind, rows = dice.choice(KINDS), dice.randint(40, 900)
    is_broken, is_imperfect = happens(dice, BROKEN), happens(dice, IMPERFECT)
    failed = rows // 2 if is_broken else dice.randint(1, 1 + rows // 20) if is_imperfect else 0
    skipped = dice.randint(0, rows // 30)
    good = rows - failed - skipped
    created = round(good * dice.uniform(0.05, 0.5))
    updated = round((good - created) * dice.uniform(0.1, 0.8))
    return ImportJobIn(
        external_ref=f"feed-{number}",
        kind=kind,
        file_name=f"{kind}-{started_at:%Y-%m-%d}.csv",
        started_at=started_at,
        finished_at=started_at + timedelta(seconds=dice.randint(5, 20) + rows // 10),
        rows=rows,
        created=created,
        updated=updated,
        unchanged=good - created - updated,
        skipped=skipped,
        failed=failed,
        state="failed" if is_broken else "finished",
        reasons=tuple(_refused(dice, line) for line in range(3, 3 + min(failed, 40))),
    )


def _running(stage: Stage, dice: Random) -> ImportJobIn:
    rows = dice.randint(150, 400)
    return ImportJobIn(
        external_ref="feed-running",
        kind="products",
        file_name=f"products-{stage.now:%Y-%m-%d}.csv",
        started_at=stage.now - timedelta(minutes=4),
        finished_at=None,
        rows=rows,
        created=rows // 3,
        updated=rows // 4,
        unchanged=rows - rows // 3 - rows // 4,
        skipped=0,
        failed=0,
        state="running",
    )


def _refused(dice: Random, line: int) -> RefusedRow:
    problem, reason, text = dice.choice(REFUSALS)
    sku = f"X-{dice.randrange(1000):03d}"
    return RefusedRow(line, reason.replace("{sku}", sku), text.replace("{sku}", sku), problem)


def _staged(stage: Stage, dice: Random, job: ImportJobIn) -> list[StagingProductIn]:
    """A few products of each feed wait for a decision; most have had it."""
    return [_staging(stage, dice, job, number) for number in range(dice.randint(2, 9))]


def _staging(stage: Stage, dice: Random, job: ImportJobIn, number: int) -> StagingProductIn:
    goods = GOODS[stage.store.goods]
    staged_at = job.finished_at or job.started_at
    decided_at = staged_at + timedelta(days=dice.uniform(0.2, 40))
    resolved_at = None if happens(dice, UNDECIDED) else stage.past(decided_at)
    resolution = dice.choice(("accepted", "accepted", "accepted", "rejected", "replaced"))
    return StagingProductIn(
        external_ref=f"{job.external_ref}/{number}",
        job_ref=job.external_ref,
        title=f"{dice.choice(goods.looks)} {dice.choice(goods.things)}",
        sku=f"{job.external_ref.upper()}-{number}",
        staged_at=staged_at,
        price_minor=dice.randint(*goods.prices) * 100 + 90,
        currency=stage.store.currency,
        resolved_at=resolved_at,
        resolution=None if resolved_at is None else resolution,
    )
