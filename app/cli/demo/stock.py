"""A store's stock: what it began with, what came, what was sold and what was miscounted.

Deliveries come before the shelf is empty, so the level is never negative. Some variants are left
to run low: their last delivery was too small.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

from app.cli.demo.catalogue import Offer
from app.cli.demo.seeds import SOURCE, Stage, happens
from app.modules.contracts.orders import OrderIn, ReversalIn, ReversalKind
from app.modules.contracts.stock import MovementIn, MovementReason, StockItemIn

OUT, LOW, MISCOUNTED = 0.035, 0.09, 0.05
PLENTY = 12


@dataclass(frozen=True)
class Change:
    """What an order or a return does to one variant's stock."""

    ref: str
    at: datetime
    reason: MovementReason
    on_hand: int = 0
    reserved: int = 0


def stock_items(stage: Stage, offers: Iterable[Offer]) -> list[StockItemIn]:
    """An item for every variant that the catalogue knows, with its own threshold."""
    dice = stage.dice("thresholds")
    return [
        StockItemIn(
            variant_id=offer.variant_id,
            sku=offer.sku,
            title=offer.title,
            created_at=offer.created_at,
            low_stock_threshold=dice.choice((3, 4, 5, 6, 8)),
        )
        for offer in offers
        if offer.variant_id is not None
    ]


def movements_of(
    stage: Stage,
    items: Iterable[StockItemIn],
    orders: Iterable[OrderIn],
    reversals: Iterable[ReversalIn],
) -> Iterator[MovementIn]:
    """Every movement of every item, item by item, each in order of time."""
    dice = stage.dice("stock")
    changes = _changes(orders, reversals)
    for item in items:
        asked = sorted(changes.get(item.sku, ()), key=lambda change: change.at)
        yield from _Shelf(item, dice).history(asked, stage.end)


def _changes(orders: Iterable[OrderIn], reversals: Iterable[ReversalIn]) -> dict[str, list[Change]]:
    changes: dict[str, list[Change]] = {}
    for order in orders:
        for line in order.lines:
            ref = f"{order.external_ref}/{line.external_ref}"
            changes.setdefault(line.sku, []).extend(_of_order(order, ref, line.quantity))
    for back in reversals:
        if back.kind is ReversalKind.REFUND:
            continue
        for returned in back.lines:
            ref = f"{back.external_ref}/{returned.external_ref}"
            change = Change(ref, back.occurred_at, MovementReason.RETURN, returned.quantity)
            changes.setdefault(returned.sku, []).append(change)
    return changes


def _of_order(order: OrderIn, ref: str, quantity: int) -> Iterator[Change]:
    """A paid order takes the goods at once; one that waits for payment reserves them."""
    if order.paid_at is not None or order.cancelled_at is not None:
        yield Change(ref, order.placed_at, MovementReason.SALE, -quantity)
        return
    yield Change(f"{ref}/r", order.placed_at, MovementReason.RESERVATION, reserved=quantity)
    if order.failed_at is not None:
        yield Change(f"{ref}/x", order.failed_at, MovementReason.RELEASE, reserved=-quantity)


class _Shelf:
    """One variant's place in the store room."""

    def __init__(self, item: StockItemIn, dice: Random) -> None:
        self._item = item
        self._threshold = item.low_stock_threshold or 0
        self._dice = dice
        self._moves: list[MovementIn] = []
        self._available = 0
        self._last_inflow = 0
        self._least_since = 0

    def history(self, asked: list[Change], end: datetime) -> list[MovementIn]:
        """The movements that make the changes possible."""
        usual = max(8, round(len(asked) / 5))
        opening = usual + self._dice.randint(4, 20)
        self._receive("opening", self._item.created_at, MovementReason.OPENING, opening)
        for change in asked:
            self._make_room(change, usual)
            self._write(change)
        self._let_run_low(bool(asked))
        self._count_again(end)
        return self._moves

    def _make_room(self, change: Change, usual: int) -> None:
        """A delivery some hours ahead when the shelf would be nearly empty."""
        short = self._available + change.on_hand - change.reserved < self._threshold
        if change.on_hand >= 0 and change.reserved <= 0:
            return
        if short:
            ahead = timedelta(hours=self._dice.uniform(1, 30))
            at = max(change.at - ahead, self._item.created_at)
            quantity = usual + self._threshold + self._dice.randint(3, 12)
            ref = f"delivery-{len(self._moves)}"
            self._receive(ref, at, MovementReason.DELIVERY, quantity)

    def _receive(self, ref: str, at: datetime, reason: MovementReason, quantity: int) -> None:
        self._last_inflow = len(self._moves)
        self._write(Change(f"{ref}/{self._item.sku}", at, reason, quantity))
        self._least_since = self._available

    def _write(self, change: Change, note: str | None = None) -> None:
        self._available += change.on_hand - change.reserved
        self._least_since = min(self._least_since, self._available)
        self._moves.append(
            MovementIn(
                source=SOURCE,
                external_ref=change.ref,
                variant_id=self._item.variant_id,
                reason=change.reason,
                happened_at=change.at,
                on_hand_change=change.on_hand,
                reserved_change=change.reserved,
                note=note,
            )
        )

    def _let_run_low(self, is_sold: bool) -> None:
        """Makes the last delivery as small as leaves the shelf low, or empty, today."""
        chance = self._dice.random()
        if not is_sold or chance > OUT + LOW:
            return
        wanted = 0 if chance < OUT else self._dice.randint(1, self._threshold)
        last = self._moves[self._last_inflow]
        less = min(self._least_since - wanted, last.on_hand_change - 1)
        if less <= 0:
            return
        self._moves[self._last_inflow] = replace(last, on_hand_change=last.on_hand_change - less)
        self._available -= less
        self._least_since -= less

    def _count_again(self, end: datetime) -> None:
        """Now and then the stock-taking of last week finds one more or one fewer."""
        at = end - timedelta(days=self._dice.randint(3, 9))
        found = self._dice.choice((-1, -1, 1))
        is_miscounted = happens(self._dice, MISCOUNTED)
        if is_miscounted and at > self._item.created_at and self._least_since > PLENTY:
            ref = f"count/{self._item.sku}"
            self._write(Change(ref, at, MovementReason.CORRECTION, found), "Stock-taking")
