"""The numbers of customers on hand-made histories, and the list behind them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from app.kernel.clock import freeze
from app.kernel.database.scope import enter_store, enter_stores
from app.modules.contracts.listings import ListScope
from app.modules.contracts.metrics import MetricsContext, MetricsProviderProtocol, MetricValue
from app.modules.customers.listings import CUSTOMERS
from app.modules.customers.services.customer_metrics import customer_metrics_provider
from tests.factories import make_platform, make_store
from tests.modules.customers.factories import NOON, customer_in, take

DAY = timedelta(days=1)


def by_key(values: list[MetricValue]) -> dict[str, object]:
    return {value.key: value.value for value in values}


def seen(total: int, new: int) -> dict[str, object]:
    """So many customers, and nobody who wants to be forgotten."""
    counted = {"customers.total": total, "customers.new": new}
    return {**counted, "customers.erasure_requests_open": 0}


class TestCustomerMetrics:
    def test_fulfils_the_contract(self) -> None:
        assert isinstance(customer_metrics_provider, MetricsProviderProtocol)
        assert customer_metrics_provider.metrics_category == "customers"

    def test_counts_all_until_the_end_and_new_ones_within_the_window(self, db: Session) -> None:
        store = make_store(db)
        start, end = NOON, NOON + DAY
        instant = timedelta(microseconds=1)
        moments = (start - DAY, start - instant, start, end - instant, end)
        take(db, store.id, *(customer_in(moment) for moment in moments))

        values = customer_metrics_provider.get_store_metrics(
            db, store.id, MetricsContext(date_from=start, date_to=end)
        )

        assert by_key(values) == seen(4, 2)

    def test_compares_and_draws_days_in_the_zone_of_the_store(self, db: Session) -> None:
        store = make_store(db, time_zone="Europe/Luxembourg")
        midnight = datetime(2025, 3, 30, 23, tzinfo=UTC) - timedelta(hours=24)
        take(db, store.id, *(customer_in(midnight + n * timedelta(hours=1)) for n in range(-5, 23)))
        context = MetricsContext(
            period="yesterday", include_trends=True, now=datetime(2025, 3, 31, 12, tzinfo=UTC)
        )

        total, new, _ = customer_metrics_provider.get_store_metrics(db, store.id, context)

        assert (total.value, total.previous_value, total.series) == (28, 5, (28,))
        assert (new.value, new.previous_value, new.series) == (23, 5, (23,))

    def test_sums_the_stores_of_a_platform(self, db: Session) -> None:
        platform = make_platform(db)
        linked = [make_store(db, platforms=[platform]) for _ in range(2)]
        customer = customer_in()
        for store in (*linked, make_store(db)):
            take(db, store.id, customer)

        values = customer_metrics_provider.get_platform_metrics(
            db, platform.id, MetricsContext(period="all")
        )

        assert by_key(values) == seen(2, 2)

    def test_is_zero_for_an_unknown_store(self, db: Session) -> None:
        values = customer_metrics_provider.get_store_metrics(db, 987_654)

        assert by_key(values) == seen(0, 0)


class TestCustomerList:
    @pytest.mark.parametrize("days", [(0, 1), (-3, 2), (5, 9)])
    def test_has_as_many_rows_as_the_numbers_say(self, db: Session, days: tuple[int, int]) -> None:
        platform = make_platform(db)
        stores = [make_store(db, platforms=[platform]) for _ in range(2)]
        for store in (*stores, make_store(db)):
            take(db, store.id, *(customer_in(NOON + step * DAY) for step in range(-4, 8)))
        start, end = (NOON + day * DAY for day in days)
        context = MetricsContext(date_from=start, date_to=end)
        values = by_key(customer_metrics_provider.get_platform_metrics(db, platform.id, context))
        scope = ListScope(tuple(store.id for store in stores), platform.id, start, end)

        for view in CUSTOMERS.views:
            rows = db.execute(CUSTOMERS.statement(view.code, scope)).mappings().all()
            assert {key: len(rows) for key in view.counts} == {
                key: values[key] for key in view.counts
            }

    def test_has_its_columns_and_only_the_stores_asked_for(self, db: Session) -> None:
        store, other = make_store(db), make_store(db)
        for each in (store, other):
            take(db, each.id, customer_in(name="Ada"))
        scope = ListScope((store.id,), None, None, None)

        enter_stores(db, [store.id, other.id])
        with freeze(NOON + DAY):
            (row,) = db.execute(CUSTOMERS.statement("all", scope)).mappings()
            enter_store(db, other.id)
            foreign = db.execute(CUSTOMERS.statement("all", scope)).all()

        assert {column.name for column in CUSTOMERS.columns} | {"id", "store_name"} == set(row)
        assert (row["name"], row["store_name"]) == ("Ada", store.name)
        assert foreign == []
