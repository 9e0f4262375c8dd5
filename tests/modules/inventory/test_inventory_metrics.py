"""The numbers of inventory on hand-made and random histories, against a recount."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event, func, select
from sqlalchemy.orm import Session

from app.kernel.clock import freeze
from app.kernel.database.scope import enter_store, enter_stores
from app.modules.contracts.listings import ListScope
from app.modules.contracts.metrics import MetricsContext, MetricsProviderProtocol, MetricValue
from app.modules.inventory.listings import LISTINGS
from app.modules.inventory.metric_descriptions import DESCRIPTIONS
from app.modules.inventory.models import Movement, StockItem
from app.modules.inventory.services.inventory_metrics import inventory_metrics_provider
from app.modules.inventory.services.stock_intake import stock_intake
from tests.factories import make_platform, make_store
from tests.modules.inventory.factories import (
    at,
    item_in,
    make_item,
    make_variants,
    move,
    move_in,
)

MARCH = ("2024-03-01", "2024-04-01")
ItemRow = tuple[datetime, int, bool]
MoveRow = tuple[int, datetime, int, int]
KEYS = ("on_hand", "reserved", "available", "low_stock", "out_of_stock")


def window(start: str, end: str, **values: object) -> MetricsContext:
    fields: dict[str, object] = {"include_trends": True, "now": at("2024-12-31"), **values}
    return MetricsContext(date_from=at(start), date_to=at(end), **fields)  # type: ignore[arg-type]  # fields differ by name


def by_key(values: list[MetricValue]) -> dict[str, MetricValue]:
    return {value.key.removeprefix("inventory."): value for value in values}


def store_values(db: Session, store_id: int, context: MetricsContext) -> dict[str, MetricValue]:
    return by_key(inventory_metrics_provider.get_store_metrics(db, store_id, context))


def numbers(values: dict[str, MetricValue]) -> tuple[object, ...]:
    return tuple(values[key].value for key in KEYS)


def drawn(series: Sequence[float | None] | None) -> list[float | None]:
    return list(series or ())


def sum_of(db: Session, listing: str, view: str, metric: str, scope: ListScope) -> int:
    """What a list page says under its rows: their number, or the sum of the counted column."""
    found = {entry.code: entry for entry in LISTINGS}[listing]
    column = found.view(view).counts[metric]
    rows = found.statement(view, scope).subquery()
    total = func.coalesce(func.sum(rows.c[column]), 0) if column else func.count()
    return int(db.scalars(select(total).select_from(rows)).one())


class TestInventoryMetrics:
    def test_fulfils_the_contract(self) -> None:
        assert isinstance(inventory_metrics_provider, MetricsProviderProtocol)

    def test_sums_units_and_counts_what_runs_out(self, db: Session) -> None:
        store = make_store(db)
        make_item(db, store, 10)
        make_item(db, store, 2)
        make_item(db, store)
        reserved = make_item(db, store, 3)
        move(db, store, reserved, 0, at("2024-03-05"), reserved=4)

        values = store_values(db, store.id, window(*MARCH))

        assert numbers(values) == (15, 4, 11, 1, 2)
        assert numbers(store_values(db, store.id, MetricsContext(period="all"))) == (
            15,
            4,
            11,
            1,
            2,
        )

    @pytest.mark.parametrize(
        ("available", "expected"),
        [(-1, (0, 1)), (0, (0, 1)), (1, (1, 0)), (5, (1, 0)), (6, (0, 0))],
    )
    def test_low_is_above_zero_up_to_the_threshold(
        self, db: Session, available: int, expected: tuple[int, int]
    ) -> None:
        store = make_store(db)
        make_item(db, store, available, low_stock_threshold=5)

        values = store_values(db, store.id, window(*MARCH))

        assert (values["low_stock"].value, values["out_of_stock"].value) == expected

    def test_leaves_untracked_items_out(self, db: Session) -> None:
        store = make_store(db)
        make_item(db, store, 7, is_tracked=False)
        make_item(db, store, is_tracked=False)

        assert numbers(store_values(db, store.id, window(*MARCH))) == (0, 0, 0, 0, 0)

    @pytest.mark.parametrize(
        ("moment", "expected"), [("2024-03-31 23:59:59.999999", 8), ("2024-04-01", 10)]
    )
    def test_a_movement_at_the_end_lies_outside(
        self, db: Session, moment: str, expected: int
    ) -> None:
        store = make_store(db)
        item = make_item(db, store, 10)
        move(db, store, item, -2, at(moment))

        assert store_values(db, store.id, window(*MARCH))["on_hand"].value == expected

    def test_an_item_is_out_from_its_first_moment_on_and_not_before(self, db: Session) -> None:
        store = make_store(db, time_zone="UTC")
        make_item(db, store, created_at=at("2024-03-10"))

        values = store_values(db, store.id, window(*MARCH))

        assert (values["out_of_stock"].value, values["out_of_stock"].previous_value) == (1, 0)
        assert drawn(values["out_of_stock"].series) == [0] * 9 + [1] * 22
        earlier = store_values(db, store.id, window("2024-02-01", "2024-03-01"))
        assert earlier["out_of_stock"].value == 0

    def test_an_item_exists_from_its_first_movement_at_the_latest(self, db: Session) -> None:
        store = make_store(db)
        item = make_item(db, store, created_at=at("2024-03-10"))
        move(db, store, item, 5, at("2024-03-02"))

        values = store_values(db, store.id, window("2024-03-01", "2024-03-05"))

        assert values["on_hand"].value == 5
        scope = ListScope((store.id,), None, None, at("2024-03-05"))
        assert sum_of(db, "stock", "tracked", "inventory.on_hand", scope) == 5

    def test_compares_with_the_period_before_and_draws_levels(self, db: Session) -> None:
        store = make_store(db, time_zone="UTC")
        item = make_item(db, store, 10)
        move(db, store, item, -8, at("2024-02-20"))
        move(db, store, item, -2, at("2024-03-02T12:00"))
        move(db, store, item, 20, at("2024-03-04"), reserved=3)

        values = store_values(db, store.id, window("2024-03-01", "2024-03-06"))

        assert numbers(values) == (20, 3, 17, 0, 0)
        assert values["on_hand"].previous_value == 2
        assert values["on_hand"].trend_value == 900.0
        assert drawn(values["on_hand"].series) == [2, 0, 0, 20, 20]
        assert drawn(values["available"].series) == [2, 0, 0, 17, 17]
        assert drawn(values["low_stock"].series) == [1, 0, 0, 0, 0]
        assert drawn(values["out_of_stock"].series) == [0, 1, 1, 0, 0]
        assert values["low_stock"].previous_value == 1
        assert drawn(values["low_stock"].previous_series) == [1, 1, 1, 1, 1]

    def test_cuts_days_in_the_zone_of_the_store(self, db: Session) -> None:
        store = make_store(db, time_zone="Europe/Luxembourg")
        item = make_item(db, store, 10)
        # 31 March 2024 has 23 hours there: its last one begins at 21:00 UTC.
        move(db, store, item, -1, at("2024-03-30T23:00"))
        move(db, store, item, -2, at("2024-03-31T21:59:59"))
        move(db, store, item, -4, at("2024-03-31T22:00"))
        context = MetricsContext(
            date_from=at("2024-03-30T00:00:00+01:00"),
            date_to=at("2024-04-02T00:00:00+02:00"),
            include_trends=True,
        )

        assert drawn(store_values(db, store.id, context)["on_hand"].series) == [10, 7, 3]

    def test_a_platform_is_the_sum_of_its_stores_in_its_own_zone(self, db: Session) -> None:
        platform = make_platform(db, time_zone="America/New_York")
        stores = [make_store(db, platforms=[platform]) for _ in range(2)]
        stranger = make_store(db)
        for store in (*stores, stranger):
            item = make_item(db, store, 2)
            move(db, store, item, -2, at("2024-03-03T03:00"))
        context = window("2024-03-01T05:00", "2024-03-05T05:00")

        values = by_key(inventory_metrics_provider.get_platform_metrics(db, platform.id, context))

        assert drawn(values["on_hand"].series) == [4, 0, 0, 0]
        assert values["out_of_stock"].value == 2

    def test_an_unknown_store_has_zeros(self, db: Session) -> None:
        values = inventory_metrics_provider.get_store_metrics(db, 987_654_321)

        assert [value.value for value in values] == [0, 0, 0, 0, 0]

    @pytest.mark.parametrize("context", [window(*MARCH), MetricsContext(period="all")])
    def test_asks_at_most_two_statements(self, db: Session, context: MetricsContext) -> None:
        store = make_store(db)
        enter_store(db, store.id)
        context.time_zone = "UTC"
        asked: list[str] = []
        event.listen(db.connection(), "before_cursor_execute", lambda *args: asked.append(args[2]))

        inventory_metrics_provider.get_store_metrics(db, store.id, context)

        assert len(asked) <= 2

    def test_every_link_leads_to_a_view_that_counts_it(self) -> None:
        views = {(one.code, view.code): view for one in LISTINGS for view in one.views}
        for description in DESCRIPTIONS:
            assert description.link is not None
            assert description.key in views[description.link.listing, description.link.view].counts


@dataclass
class History:
    """Items and movements as plain values, and what a recount says of them."""

    items: dict[int, ItemRow] = field(default_factory=dict)
    moves: list[MoveRow] = field(default_factory=list)

    def at(self, moment: datetime) -> tuple[int, ...]:
        """On hand, reserved, available, low and out just before the moment."""
        total = [0, 0, 0, 0, 0]
        for variant_id, (since, threshold, is_tracked) in self.items.items():
            mine = [move for move in self.moves if move[0] == variant_id]
            born = min([since, *(move[1] for move in mine)])
            if not is_tracked or born >= moment:
                continue
            on_hand = sum(move[2] for move in mine if move[1] < moment)
            reserved = sum(move[3] for move in mine if move[1] < moment)
            available = on_hand - reserved
            states = (0 < available <= threshold, available <= 0)
            row = (on_hand, reserved, available, *map(int, states))
            total = [a + b for a, b in zip(total, row, strict=True)]
        return tuple(total)


START = at("2024-03-25T23:00")
MOMENTS = st.integers(0, 24 * 14).map(lambda hours: START + timedelta(hours=hours, minutes=30))
ITEMS = st.lists(
    st.tuples(MOMENTS, st.integers(0, 4), st.sampled_from([True, True, False])),
    min_size=1,
    max_size=4,
)
MOVES = st.lists(
    st.tuples(st.integers(0, 3), MOMENTS, st.integers(-4, 6), st.integers(-1, 2)), max_size=14
)


def written(db: Session, items: list[ItemRow], moves: list[MoveRow]) -> tuple[int, History]:
    """A new store with this history, and the history by variant id."""
    store = make_store(db, time_zone="Europe/Luxembourg")
    variants = make_variants(db, store, len(items))
    history = History(dict(zip(variants, items, strict=True)))
    stock_intake.take_items(
        db,
        store.id,
        [
            item_in(one, created_at=since, low_stock_threshold=threshold, is_tracked=is_tracked)
            for one, (since, threshold, is_tracked) in history.items.items()
        ],
    )
    history.moves = [
        (variants[place % len(variants)], when, change, held) for place, when, change, held in moves
    ]
    stock_intake.take_movements(
        db,
        store.id,
        [move_in(one, change, when, reserved=held) for one, when, change, held in history.moves],
    )
    return store.id, history


class TestAgainstARecount:
    @settings(
        max_examples=60,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    @given(items=ITEMS, moves=MOVES)
    def test_values_series_and_lists_equal_a_recount(
        self,
        db: Session,
        items: list[ItemRow],
        moves: list[MoveRow],
    ) -> None:
        store_id, history = written(db, items, moves)
        # From 29 March to 5 April, over the night in which the clocks go forward.
        start, end = at("2024-03-28T23:00"), at("2024-04-04T22:00")
        context = MetricsContext(date_from=start, date_to=end, include_trends=True)

        values = store_values(db, store_id, context)

        nights = [start + timedelta(days=day + 1) for day in range(7)]
        nights[2:] = [night - timedelta(hours=1) for night in nights[2:]]
        days = [history.at(night) for night in nights]
        assert numbers(values) == history.at(end) == days[-1]
        assert [values[key].series for key in KEYS] == list(zip(*days, strict=True))
        assert [values[key].previous_value for key in KEYS] == list(history.at(start))
        scope = ListScope((store_id,), None, start, end)
        for description in DESCRIPTIONS:
            assert description.link is not None
            link = description.link
            listed = sum_of(db, link.listing, link.view, description.key, scope)
            assert listed == values[description.key.removeprefix("inventory.")].value

    @settings(
        max_examples=20,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    @given(items=ITEMS, moves=MOVES)
    def test_levels_are_the_sums_of_movements(
        self,
        db: Session,
        items: list[ItemRow],
        moves: list[MoveRow],
    ) -> None:
        store_id, _history = written(db, items, moves)

        sums = dict(
            db.execute(
                select(Movement.variant_id, func.sum(Movement.on_hand_change))
                .where(Movement.store_id == store_id)
                .group_by(Movement.variant_id)
            ).all()
        )
        levels = dict(
            db.execute(
                select(StockItem.variant_id, StockItem.on_hand).where(
                    StockItem.store_id == store_id
                )
            ).all()
        )

        assert {one: level for one, level in levels.items() if level or one in sums} == sums

    def test_another_store_moves_nothing(self, db: Session) -> None:
        first, second = make_store(db, time_zone="UTC"), make_store(db)
        make_item(db, first, 5)
        before = store_values(db, first.id, window(*MARCH))
        make_item(db, second, 9)
        enter_stores(db, [first.id, second.id])

        assert store_values(db, first.id, window(*MARCH, time_zone="UTC")) == before


class TestStockLists:
    def test_every_column_is_selected(self) -> None:
        scope = ListScope((1,), None, None, None)
        for listing in LISTINGS:
            for view in listing.views:
                selected = set(listing.statement(view.code, scope).selected_columns.keys())
                named = {column.name for column in listing.columns}
                assert named | {"id", "store_name"} <= selected

    def test_shows_untracked_items_without_a_level(self, db: Session) -> None:
        store = make_store(db)
        make_item(db, store, 4, is_tracked=False)

        scope = ListScope((store.id,), None, None, None)
        row = db.execute(LISTINGS[0].statement("all", scope)).mappings().one()

        assert (row["state"], row["on_hand"], row["available"]) == ("untracked", None, None)

    @pytest.mark.parametrize(
        ("start", "end", "expected"),
        [
            ("2024-03-01", "2024-03-02", [-1]),
            ("2024-03-02", "2024-03-03", [-2]),
            (None, None, [10, -1, -2]),
        ],
    )
    def test_lists_movements_of_the_window(
        self, db: Session, start: str | None, end: str | None, expected: list[int]
    ) -> None:
        store = make_store(db)
        item = make_item(db, store, 10)
        move(db, store, item, -1, at("2024-03-01"))
        move(db, store, item, -2, at("2024-03-02"))

        bounds = [at(text) if text else None for text in (start, end)]
        scope = ListScope((store.id,), None, *bounds)
        rows = db.execute(LISTINGS[1].statement("all", scope)).mappings().all()

        changes = sorted(rows, key=lambda row: row["happened_at"])
        assert [row["on_hand_change"] for row in changes] == expected

    def test_without_an_end_it_is_now(self, db: Session) -> None:
        store = make_store(db)
        item = make_item(db, store, 10)
        move(db, store, item, -4, at("2024-03-02"))
        scope = ListScope((store.id,), None, None, None)

        with freeze(at("2024-03-01")):
            earlier = sum_of(db, "stock", "tracked", "inventory.on_hand", scope)
        with freeze(at("2024-03-03")):
            later = sum_of(db, "stock", "tracked", "inventory.on_hand", scope)

        assert (earlier, later) == (10, 6)


class TestInventoryIsolation:
    def test_shows_no_row_without_a_scope(self, db: Session) -> None:
        store = make_store(db)
        make_item(db, store, 5)
        enter_stores(db, [])

        for entity in (StockItem, Movement):
            assert db.scalars(select(func.count()).select_from(entity)).one() == 0

    def test_filters_by_store_even_where_the_scope_would_let_more_through(
        self, db: Session
    ) -> None:
        first, second = make_store(db), make_store(db)
        for store in (first, second):
            make_item(db, store, 5)
        enter_stores(db, [first.id, second.id])

        scope = ListScope((first.id,), None, None, None)
        assert sum_of(db, "stock", "tracked", "inventory.on_hand", scope) == 5
        values = store_values(db, first.id, window(*MARCH, time_zone="UTC"))
        assert values["on_hand"].value == 5
