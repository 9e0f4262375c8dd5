"""The numbers of orders on hand-made histories."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from app.kernel.database.scope import enter_store
from app.modules.contracts.metrics import MetricsContext, MetricsProviderProtocol, MetricValue
from app.modules.contracts.orders import ReversalKind
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
ALL = MetricsContext(period="all")


def around(moment: datetime, **values: object) -> MetricsContext:
    """The day from midnight UTC to midnight UTC that the moment lies in."""
    start = moment.replace(hour=0, minute=0, second=0, microsecond=0)
    return MetricsContext(date_from=start, date_to=start + DAY, **values)  # type: ignore[arg-type]


def of_store(db: Session, store_id: int, context: MetricsContext) -> dict[str, object]:
    return numbers(order_metrics_provider.get_store_metrics(db, store_id, context))


class TestContract:
    def test_is_fulfilled(self) -> None:
        assert isinstance(order_metrics_provider, MetricsProviderProtocol)
        assert order_metrics_provider.metrics_category == "orders"

    def test_asks_at_most_two_statements(self, db: Session) -> None:
        store = make_store(db)
        enter_store(db, store.id)
        context = MetricsContext(
            include_trends=True, time_zone="UTC", now=NOON, store_ids=(store.id,)
        )
        statements: list[str] = []
        connection = db.connection()

        @event.listens_for(connection, "before_cursor_execute")
        def _count(*arguments: object) -> None:
            statements.append(str(arguments[2]))

        order_metrics_provider.get_store_metrics(db, store.id, context)

        assert len(statements) <= 2

    def test_has_zeros_and_no_average_for_an_unknown_store(self, db: Session) -> None:
        values = of_store(db, 987_654, ALL)

        assert values == {
            "total": 0,
            "units_sold": 0,
            "pending": 0,
            "unfulfilled": 0,
            "cancelled": 0,
        }

    def test_refuses_an_unknown_basis(self, db: Session) -> None:
        store = make_store(db)

        with pytest.raises(ValueError, match="basis"):
            of_store(db, store.id, MetricsContext(basis="guess"))


class TestMoney:
    def test_adds_up_from_gross_to_revenue(self, db: Session) -> None:
        store = make_store(db)
        lines = [
            order_line(6000, quantity=3, discount_minor=1000, tax_minor=850),
            order_line(4000, tax_minor=680),
        ]
        order = order_in(NOON, lines, shipping_minor=500, shipping_tax_minor=85)
        refund = reversal_in(
            NOON, 2000, shipping_minor=100, tax_minor=357, order_ref=order.external_ref
        )
        take(db, store.id, order, refund)

        values = of_store(db, store.id, around(NOON))

        assert values == {
            "total": 1,
            "units_sold": 4,
            "pending": 1,
            "unfulfilled": 0,
            "cancelled": 0,
            "gross_sales EUR": 100.00,
            "discounts EUR": 10.00,
            "returns EUR": 20.00,
            "net_sales EUR": 70.00,
            "shipping EUR": 4.00,
            "tax EUR": 12.58,
            "total_revenue EUR": 86.58,
            "avg_order_value EUR": 90.00,
        }

    def test_keeps_currencies_apart_and_counts_together(self, db: Session) -> None:
        store = make_store(db)
        take(
            db,
            store.id,
            order_in(NOON, [order_line(1001)]),
            order_in(NOON, [order_line(1000)]),
            order_in(NOON, [order_line(500)], currency="JPY"),
        )

        values = of_store(db, store.id, around(NOON))

        assert values["total"] == 3
        assert values["gross_sales EUR"] == 20.01
        assert values["gross_sales JPY"] == 500
        assert values["avg_order_value JPY"] == 500

    def test_shows_zero_in_its_own_currency_and_no_average_without_orders(
        self, db: Session
    ) -> None:
        store = make_store(db, currency="CHF")

        values = of_store(db, store.id, around(NOON))

        assert values["net_sales CHF"] == 0
        assert values["avg_order_value CHF"] is None

    def test_has_an_average_only_where_orders_are(self, db: Session) -> None:
        store = make_store(db)
        take(db, store.id, reversal_in(NOON, 700, currency="GBP"))

        values = of_store(db, store.id, around(NOON))

        assert values["net_sales GBP"] == -7.00
        assert values["avg_order_value GBP"] is None

    def test_takes_prices_below_a_minor_unit(self, db: Session) -> None:
        store = make_store(db)
        line = order_line(2, quantity=15, unit_price=Decimal("0.001"))
        take(db, store.id, order_in(NOON, [line]))

        assert of_store(db, store.id, around(NOON))["gross_sales EUR"] == 0.02


class TestOrders:
    def test_leaves_failed_orders_out_and_cancelled_ones_in(self, db: Session) -> None:
        store = make_store(db)
        take(
            db,
            store.id,
            order_in(NOON),
            order_in(NOON, failed_at=NOON),
            order_in(NOON, cancelled_at=NOON + DAY),
        )

        first, second = (of_store(db, store.id, around(day)) for day in (NOON, NOON + DAY))

        assert (first["total"], first["cancelled"]) == (2, 0)
        assert (second["total"], second["cancelled"]) == (0, 1)
        assert first["gross_sales EUR"] == 20.00

    def test_counts_waiting_orders_at_the_end_of_the_window(self, db: Session) -> None:
        store = make_store(db)
        take(
            db,
            store.id,
            order_in(NOON, paid_at=NOON + DAY, fulfilled_at=NOON + 2 * DAY),
            order_in(NOON, paid_at=NOON, cancelled_at=NOON + 2 * DAY),
            order_in(NOON, paid_at=NOON, fulfilled_at=NOON),
            order_in(NOON, failed_at=NOON + DAY),
            order_in(NOON, cancelled_at=NOON + 2 * DAY),
        )

        days = [of_store(db, store.id, around(NOON + step * DAY)) for step in range(-1, 4)]

        assert [day["pending"] for day in days] == [0, 3, 1, 0, 0]
        assert [day["unfulfilled"] for day in days] == [0, 1, 2, 0, 0]

    def test_never_waits_negatively_when_a_cause_is_dated_too_early(self, db: Session) -> None:
        store = make_store(db)
        take(db, store.id, order_in(NOON, paid_at=NOON - DAY, fulfilled_at=NOON - 2 * DAY))

        days = [of_store(db, store.id, around(NOON + step * DAY)) for step in (-2, -1, 0)]

        assert [(day["pending"], day["unfulfilled"]) for day in days] == [(0, 0)] * 3

    def test_carries_what_waited_before_the_window_along(self, db: Session) -> None:
        store = make_store(db, time_zone="UTC")
        long_ago = NOON - 400 * DAY
        take(
            db,
            store.id,
            order_in(long_ago),
            order_in(long_ago, paid_at=NOON),
            order_in(long_ago, paid_at=long_ago),
        )
        context = around(NOON + DAY, include_trends=True)
        context.date_from = NOON.replace(hour=0)

        values = order_metrics_provider.get_store_metrics(db, store.id, context)
        waiting = {value.key: value for value in values}

        unpaid, unshipped = waiting["orders.pending"], waiting["orders.unfulfilled"]
        assert (unpaid.value, unpaid.previous_value) == (1, 2)
        assert (unpaid.series, unpaid.previous_series) == ((1, 1), (2, 2))
        assert (unshipped.value, unshipped.previous_value) == (2, 1)
        assert unshipped.series == (2, 2)


class TestWindow:
    def test_is_half_open(self, db: Session) -> None:
        store = make_store(db)
        start, end = NOON, NOON + DAY
        take(
            db,
            store.id,
            order_in(start - timedelta(microseconds=1)),
            order_in(start),
            order_in(end - timedelta(microseconds=1)),
            order_in(end),
        )

        values = of_store(db, store.id, MetricsContext(date_from=start, date_to=end))

        assert values["total"] == 2

    @pytest.mark.parametrize(
        ("day", "hours"), [((2025, 3, 30), 23), ((2025, 10, 26), 25), ((2025, 6, 1), 24)]
    )
    def test_cuts_days_of_23_and_25_hours_in_the_zone_of_the_store(
        self, db: Session, day: tuple[int, int, int], hours: int
    ) -> None:
        store = make_store(db, time_zone="Europe/Luxembourg")
        now = datetime(*day, 12, tzinfo=UTC) + DAY
        hour = timedelta(hours=1)
        first = now - 60 * hour
        take(db, store.id, *(order_in(first + step * hour) for step in range(60)))
        context = MetricsContext(period="yesterday", include_trends=True, now=now)

        values = order_metrics_provider.get_store_metrics(db, store.id, context)

        total = next(value for value in values if value.key == "orders.total")
        assert total.value == hours
        assert total.series == (hours,)

    def test_cuts_a_platform_in_its_own_zone(self, db: Session) -> None:
        platform = make_platform(db, time_zone="Pacific/Auckland")
        store = make_store(db, platforms=[platform], time_zone="UTC")
        now = datetime(2025, 6, 10, 13, tzinfo=UTC)
        take(db, store.id, order_in(datetime(2025, 6, 10, 11, tzinfo=UTC)))
        context = MetricsContext(period="today", now=now)

        theirs = numbers(order_metrics_provider.get_platform_metrics(db, platform.id, context))

        assert theirs["total"] == 0
        assert of_store(db, store.id, context)["total"] == 1

    def test_compares_with_the_same_elapsed_part_of_the_day_before(self, db: Session) -> None:
        store = make_store(db, time_zone="UTC")
        take(
            db,
            store.id,
            order_in(NOON, [order_line(3000)]),
            order_in(NOON - DAY, [order_line(2000)]),
            order_in(NOON - DAY + timedelta(hours=4), [order_line(5000)]),
        )
        context = MetricsContext(period="today", include_trends=True, now=NOON + timedelta(hours=2))

        gross = _value(db, store.id, context, "orders.gross_sales")

        assert (gross.value, gross.previous_value) == (30.0, 20.0)
        assert (gross.trend, gross.trend_value) == ("up", 50.0)

    def test_says_new_rather_than_a_percentage_after_nothing(self, db: Session) -> None:
        store = make_store(db, time_zone="UTC")
        take(db, store.id, order_in(NOON))
        context = MetricsContext(period="today", include_trends=True, now=NOON + timedelta(hours=2))

        gross = _value(db, store.id, context, "orders.gross_sales")

        assert (gross.previous_value, gross.trend, gross.trend_value) == (0.0, "up", None)


class TestBasis:
    def test_dates_what_goes_back_by_event_or_by_order(self, db: Session) -> None:
        store = make_store(db)
        order = order_in(NOON, cancelled_at=NOON + 5 * DAY)
        take(
            db,
            store.id,
            order,
            reversal_in(NOON + 5 * DAY, 1000, order_ref=order.external_ref),
            reversal_in(NOON + 5 * DAY, 300, kind=ReversalKind.RETURN),
        )

        def figures(day: datetime, basis: str) -> tuple[object, ...]:
            values = of_store(db, store.id, around(day, basis=basis))
            return values["returns EUR"], values["cancelled"]

        assert figures(NOON, "event") == (0, 0)
        assert figures(NOON + 5 * DAY, "event") == (13.0, 1)
        assert figures(NOON, "order") == (10.0, 1)
        assert figures(NOON + 5 * DAY, "order") == (3.0, 0)

    def test_agrees_over_all_time(self, db: Session) -> None:
        store = make_store(db)
        order = order_in(NOON, [order_line(5000)], cancelled_at=NOON + DAY)
        take(
            db,
            store.id,
            order,
            reversal_in(NOON + DAY, 2000, order_ref=order.external_ref, tax_minor=340),
            reversal_in(NOON + DAY, 999, shipping_minor=500),
        )

        by_event = of_store(db, store.id, ALL)
        by_order = of_store(db, store.id, MetricsContext(period="all", basis="order"))

        assert by_event == by_order
        assert by_event["net_sales EUR"] == 20.01


class TestPlatform:
    def test_sums_the_stores_that_are_actively_linked(self, db: Session) -> None:
        platform, other = make_platform(db), make_platform(db)
        both = make_store(db, platforms=[platform, other])
        one = make_store(db, platforms=[platform])
        outside = make_store(db, platforms=[])
        for store in (both, one, outside):
            take(db, store.id, order_in(NOON))

        totals = [
            numbers(order_metrics_provider.get_platform_metrics(db, each.id, ALL))
            for each in (platform, other)
        ]

        assert [values["total"] for values in totals] == [2, 1]
        assert [values["gross_sales EUR"] for values in totals] == [20.0, 10.0]


def _value(db: Session, store_id: int, context: MetricsContext, key: str) -> MetricValue:
    values = order_metrics_provider.get_store_metrics(db, store_id, context)
    return next(value for value in values if value.key == key)
