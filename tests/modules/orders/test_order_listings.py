"""Every number of orders is the sum of the list that it links to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kernel.clock import freeze
from app.kernel.database.scope import enter_store, enter_stores
from app.kernel.money import to_major
from app.modules.contracts.listings import ColumnKind, Listing, ListScope
from app.modules.contracts.metrics import MetricsContext
from app.modules.orders.listings import LISTINGS
from app.modules.orders.metric_descriptions import DESCRIPTIONS
from app.modules.orders.services.order_metrics import order_metrics_provider
from tests.factories import make_platform, make_store
from tests.modules.orders.factories import (
    NOON,
    numbers,
    order_in,
    order_line,
    reversal_in,
    take,
)

DAY = timedelta(days=1)
BY_CODE = {listing.code: listing for listing in LISTINGS}
COUNTED = [
    (listing, view, key, column)
    for listing in LISTINGS
    for view in listing.views
    for key, column in view.counts.items()
]


def history(db: Session, store_id: int) -> None:
    """Twelve days of orders in two currencies, in every state, with refunds of some of them."""
    for step in range(12):
        day = NOON + step * DAY
        kept = order_in(
            day,
            [
                order_line(1500 + step, discount_minor=100, tax_minor=240),
                order_line(20, quantity=4),
            ],
            currency="EUR" if step % 3 else "JPY",
            paid_at=day + DAY if step % 2 else None,
            fulfilled_at=day + 3 * DAY if step % 4 == 1 else None,
            shipping_minor=400,
            shipping_tax_minor=68,
        )
        dropped = order_in(day, cancelled_at=day + 2 * DAY)
        failed = order_in(day, failed_at=day + DAY)
        refund = reversal_in(
            day + 4 * DAY,
            700 + step,
            order_ref=kept.external_ref,
            currency=kept.currency,
            shipping_minor=step,
            tax_minor=11,
        )
        of_failed = reversal_in(day + 2 * DAY, 90, order_ref=failed.external_ref)
        take(db, store_id, kept, dropped, failed, refund, of_failed, reversal_in(day, 50))


def rows_of(db: Session, listing: Listing, view: str, scope: ListScope) -> list[dict[str, Any]]:
    return [dict(row) for row in db.execute(listing.statement(view, scope)).mappings()]


def counted(rows: list[dict[str, Any]], column: str, name: str) -> dict[str, float]:
    """What a list adds up to, named as `numbers` names it."""
    if not column:
        return {name: len(rows)}
    if column == "units":
        return {name: sum(row["units"] for row in rows)}
    sums: dict[str, int] = defaultdict(int)
    for row in rows:
        sums[row["currency"]] += row[column]
    return {f"{name} {unit}": float(to_major(total, unit)) for unit, total in sums.items()}


def without_zeros(sums: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in sums.items() if value != 0}


class TestNumbersAndLists:
    @pytest.mark.parametrize("days", [(0, 5), (2, 3), (-20, 40), (30, 60)])
    def test_agree(self, db: Session, days: tuple[int, int]) -> None:
        platform = make_platform(db)
        stores = [make_store(db, platforms=[platform]) for _ in range(2)]
        for store in (*stores, make_store(db)):
            history(db, store.id)
        start, end = (NOON + day * DAY for day in days)
        context = MetricsContext(date_from=start, date_to=end)
        values = numbers(order_metrics_provider.get_platform_metrics(db, platform.id, context))
        store_ids = tuple(store.id for store in stores)
        scope = ListScope(store_ids, platform.id, start, end)

        for listing, view, key, column in COUNTED:
            rows = rows_of(db, listing, view.code, scope)
            name = key.removeprefix("orders.")
            listed = counted(rows, column, name)
            shown = {full: value for full, value in values.items() if full.split(" ")[0] == name}
            assert without_zeros(shown) == without_zeros(listed), key

    def test_every_number_links_to_a_view_that_counts_it_or_its_parts(self) -> None:
        for metric in DESCRIPTIONS:
            assert metric.link is not None
            view = BY_CODE[metric.link.listing].view(metric.link.view)
            assert metric.key in view.counts or metric.key == "orders.avg_order_value"


class TestStatements:
    @pytest.mark.parametrize(
        ("code", "view"), [(each.code, view.code) for each in LISTINGS for view in each.views]
    )
    def test_have_the_declared_columns_and_unique_ids(
        self, db: Session, code: str, view: str
    ) -> None:
        store = make_store(db)
        history(db, store.id)
        listing = BY_CODE[code]

        with freeze(NOON + 5 * DAY):
            rows = rows_of(db, listing, view, ListScope((store.id,), None, None, None))

        names = {column.name for column in listing.columns}
        names |= {column.currency for column in listing.columns if column.currency}
        assert rows
        assert names | {"id", "store_name"} <= set(rows[0])
        assert len({row["id"] for row in rows}) == len(rows)
        assert listing.default_sort.removeprefix("-") in names
        assert {view.time for view in listing.views} - {None} <= names

    def test_show_every_badge_in_a_known_code(self, db: Session) -> None:
        store = make_store(db)
        history(db, store.id)
        codes = defaultdict(set)
        for listing in LISTINGS:
            scope = ListScope((store.id,), None, None, NOON + 90 * DAY)
            for row in rows_of(db, listing, listing.views[0].code, scope):
                for column in listing.columns:
                    if column.kind is ColumnKind.BADGE:
                        codes[column.name].add(row[column.name])

        assert codes == {
            "payment": {"paid", "pending", "void"},
            "fulfilment": {"fulfilled", "unfulfilled", "void"},
            "kind": {"order", "refund"},
        }

    @pytest.mark.parametrize("listing", LISTINGS, ids=lambda listing: listing.code)
    def test_show_only_the_stores_asked_for(self, db: Session, listing: Listing) -> None:
        mine, other = make_store(db), make_store(db)
        for store in (mine, other):
            history(db, store.id)
        scope = ListScope((mine.id,), None, None, NOON + 90 * DAY)
        view = listing.views[0].code

        enter_stores(db, [mine.id, other.id])
        names = {row["store_name"] for row in rows_of(db, listing, view, scope)}
        enter_store(db, other.id)
        foreign = rows_of(db, listing, view, scope)

        assert names == {mine.name}
        assert foreign == []

    def test_can_be_narrowed_further(self, db: Session) -> None:
        store = make_store(db)
        take(db, store.id, order_in(NOON, number="ABC"), order_in(NOON), reversal_in(NOON))
        scope = ListScope((store.id,), None, NOON, NOON + DAY)

        ledger = BY_CODE["sales"].statement("all", scope).subquery()
        found = db.execute(select(ledger.c.kind).where(ledger.c.number == "ABC")).all()

        assert found == [("order",)]


def test_stock_views_hold_now_when_no_end_is_given(db: Session) -> None:
    store = make_store(db)
    take(db, store.id, order_in(NOON, paid_at=NOON + DAY))
    scope = ListScope((store.id,), None, None, None)

    def pending(moment: datetime) -> int:
        with freeze(moment):
            return len(rows_of(db, BY_CODE["orders"], "pending", scope))

    assert [pending(NOON - DAY), pending(NOON + DAY / 2), pending(NOON + 2 * DAY)] == [0, 1, 0]
