"""Counts and corrects many levels at once: all of them, or none and a list of what is wrong."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from app.kernel.clock import utc_now
from app.modules.contracts.stock import MovementReason
from app.modules.inventory.exceptions import AdjustmentRefused
from app.modules.inventory.repositories.catalog_variants import CatalogVariants
from app.modules.inventory.repositories.item_locks import ItemLocks, ItemNow
from app.modules.inventory.repositories.levels_now import levels_elsewhere
from app.modules.inventory.repositories.locations import Locations
from app.modules.inventory.repositories.stock_ledger import Change, StockLedger
from app.modules.inventory.schemas.stock import AdjustIn
from app.modules.inventory.services.keep_stock import begin_to_keep
from app.modules.inventory.services.locations import main_location_id
from app.modules.inventory.services.stock_change import StockChange

MOST_ON_HAND = 1_000_000_000
MOST_TOLD = 100
Levels = Mapping[int, Mapping[int, tuple[int, int]]]


@dataclass(frozen=True)
class AdjustLine:
    """A variant by its id or its SKU, and either how many there are, or how many more or less.

    Without a location it is at the main one.
    """

    variant_id: int | None = None
    sku: str | None = None
    on_hand: int | None = None
    change: int | None = None
    location_id: int | None = None


@dataclass(frozen=True)
class Adjusted:
    """What became of an adjustment: levels moved, levels that were right, items kept from now."""

    reference: str
    changed: int
    unchanged: int
    started: int


@dataclass
class _Problems:
    """What is wrong, line by line."""

    found: list[dict[str, object]] = field(default_factory=list)

    def add(self, line: int, problem: str) -> None:
        self.found.append({"line": line, "problem": problem})

    def refuse(self) -> None:
        """Raises AdjustmentRefused when there are any; the first ones are told."""
        if self.found:
            told = sorted(self.found, key=lambda each: str(each["line"]).zfill(9))[:MOST_TOLD]
            raise AdjustmentRefused(count=len(self.found)).with_facts(problems=told)


@dataclass(frozen=True)
class _Target:
    """A line whose variant and place are known; the main location is None."""

    line: int
    variant_id: int
    location_id: int | None
    wanted: AdjustLine


def adjust(
    db: Session,
    store_id: int,
    lines: Sequence[AdjustLine],
    *,
    reason: MovementReason,
    note: str | None,
) -> Adjusted:
    """Sets or moves what is on hand, in a fixed number of statements whatever their number.

    Stock that was not kept is kept from now on. What is on hand never becomes less than nothing; it
    may become less than what is set aside, since goods that are lost are lost.

    Raises:
        AdjustmentRefused: some line names no variant or no open location, a level twice, or takes
            away more than there is.
    """
    problems = _Problems()
    skus = _skus(db, store_id, lines)
    targets = _targets(db, store_id, lines, skus, problems)
    problems.refuse()
    created = begin_to_keep(db, store_id, skus)
    items = ItemLocks(db, store_id).lock(skus)
    levels = levels_elsewhere(db, store_id, items)
    reference = secrets.token_hex(6)
    changes = []
    for target in targets:
        before = _level(items[target.variant_id], levels, target.location_id)
        after = _wanted(target.wanted, before)
        if after < min(0, before):
            problems.add(target.line, "below_zero")
        elif after > MOST_ON_HAND:
            problems.add(target.line, "too_many")
        elif after != before:
            name = f"adjust/{reference}/{target.variant_id}/{target.location_id or 'main'}"
            change = Change(
                target.variant_id, target.location_id, reason, after - before, name, note
            )
            changes.append(change)
    problems.refuse()
    now = utc_now()
    stock = StockChange(db, store_id, items, now, new=created)
    stock.begin()
    stock.finish(StockLedger(db, store_id).record(changes, at=now) if changes else {})
    return Adjusted(reference, len(changes), len(targets) - len(changes), len(created))


def adjust_as_asked(db: Session, store_id: int, asked: AdjustIn) -> Adjusted:
    """The same for what came over the API; raises what `adjust` raises."""
    lines = [
        AdjustLine(
            variant_id=line.variant_id,
            sku=line.sku,
            on_hand=line.on_hand,
            change=line.change,
            location_id=line.location_id,
        )
        for line in asked.lines
    ]
    reason = MovementReason(asked.reason)
    return adjust(db, store_id, lines, reason=reason, note=asked.note)


def _skus(db: Session, store_id: int, lines: Sequence[AdjustLine]) -> dict[int, str]:
    """The variants that the lines name and the catalogue has."""
    catalog = CatalogVariants(db, store_id)
    found: dict[int, str] = {}
    if skus := [line.sku for line in lines if line.sku is not None]:
        found = {variant_id: sku for sku, variant_id in catalog.ids_of_skus(skus).items()}
    if ids := [line.variant_id for line in lines if line.variant_id is not None]:
        found |= catalog.skus_of_ids(ids)
    return found


def _targets(
    db: Session,
    store_id: int,
    lines: Sequence[AdjustLine],
    skus: Mapping[int, str],
    problems: _Problems,
) -> list[_Target]:
    """The lines whose variant and place are known; of the others the problem is noted."""
    by_sku = {sku: variant_id for variant_id, sku in skus.items()}
    places = _Places(db, store_id, {line.location_id for line in lines} - {None})
    targets: dict[tuple[int, int | None], _Target] = {}
    for number, line in enumerate(lines):
        variant_id = line.variant_id if line.sku is None else by_sku.get(line.sku)
        if variant_id is None or variant_id not in skus:
            problems.add(number, "unknown_variant")
            continue
        if (wrong := places.problem(line.location_id)) is not None:
            problems.add(number, wrong)
            continue
        place = places.within(line.location_id)
        if (variant_id, place) in targets:
            problems.add(number, "named_twice")
            continue
        targets[variant_id, place] = _Target(number, variant_id, place, line)
    return list(targets.values())


class _Places:
    """The locations that lines name, locked so that none is closed meanwhile."""

    def __init__(self, db: Session, store_id: int, named: set[int | None]) -> None:
        self._main: int | None = None
        self._open: dict[int, bool] = {}
        ids = {each for each in named if each is not None}
        if ids:
            self._main = main_location_id(db, store_id)
            found = Locations(db, store_id).lock(ids - {self._main})
            self._open = {each: location.is_active for each, location in found.items()}

    def problem(self, location_id: int | None) -> str | None:
        """What is wrong with naming the location, if anything is."""
        if location_id is None or location_id == self._main:
            return None
        if location_id not in self._open:
            return "unknown_location"
        return None if self._open[location_id] else "closed_location"

    def within(self, location_id: int | None) -> int | None:
        """The location as levels name it."""
        return None if location_id == self._main else location_id


def _level(item: ItemNow, levels: Levels, location_id: int | None) -> int:
    """Units on hand at the location; the main one has what the others leave."""
    elsewhere = levels.get(item.variant_id, {})
    if location_id is not None:
        return elsewhere.get(location_id, (0, 0))[0]
    return item.on_hand - sum(on_hand for on_hand, _reserved in elsewhere.values())


def _wanted(line: AdjustLine, before: int) -> int:
    return line.on_hand if line.on_hand is not None else before + (line.change or 0)
