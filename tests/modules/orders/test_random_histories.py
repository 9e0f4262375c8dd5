"""The invariants of METRICS rule 10, on histories that nobody thought of."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from app.modules.contracts.metric_description import MetricKind
from app.modules.contracts.metrics import MetricsContext, MetricValue
from app.modules.contracts.orders import OrderIn, ReversalIn, ReversalKind
from app.modules.orders.metric_descriptions import DESCRIPTIONS
from app.modules.orders.services.order_metrics import order_metrics_provider
from tests.factories import make_platform, make_store
from tests.modules.orders.factories import order_in, order_line, reversal_in, take

BEGIN = datetime(2025, 3, 28, tzinfo=UTC)
LAST_HOUR = 24 * 6
FLOWS = {metric.key for metric in DESCRIPTIONS if metric.kind is MetricKind.FLOW}
STOCKS = {metric.key for metric in DESCRIPTIONS if metric.kind is MetricKind.STOCK}
Figures = dict[tuple[str, str | None], int]

hours = st.integers(0, LAST_HOUR)
waits = st.none() | st.integers(0, 48)
amounts = st.integers(0, 10_000)
currencies = st.sampled_from(["EUR", "JPY"])
databases = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def at(hour: int) -> datetime:
    return BEGIN + timedelta(hours=hour)


@st.composite
def orders(draw: st.DrawFn, first: int = 0) -> OrderIn:
    """An order placed at or after an hour, with whatever happened to it since."""
    hour = draw(st.integers(first, LAST_HOUR))

    def later() -> datetime | None:
        wait = draw(waits)
        return None if wait is None else at(hour + wait)

    lines = [
        order_line(
            gross, discount_minor=draw(st.integers(0, gross)), tax_minor=draw(st.integers(0, 999))
        )
        for gross in draw(st.lists(amounts, max_size=3))
    ]
    return order_in(
        at(hour),
        lines,
        currency=draw(currencies),
        paid_at=later(),
        fulfilled_at=later(),
        cancelled_at=later(),
        failed_at=later() if draw(st.integers(0, 4)) == 0 else None,
        shipping_minor=draw(amounts),
        shipping_tax_minor=draw(amounts),
    )


@st.composite
def histories(draw: st.DrawFn, first: int = 0) -> list[OrderIn | ReversalIn]:
    """Orders, and refunds, returns and cancellations of some of them or of none."""
    placed = draw(st.lists(orders(first), max_size=5))
    refs = [None, *(order.external_ref for order in placed)]
    reversed_ = [
        reversal_in(
            at(draw(st.integers(first, LAST_HOUR))),
            draw(amounts),
            kind=draw(st.sampled_from(ReversalKind)),
            currency=draw(currencies),
            order_ref=draw(st.sampled_from(refs)),
            shipping_minor=draw(amounts),
            tax_minor=draw(amounts),
        )
        for _ in range(draw(st.integers(0, 4)))
    ]
    return [*placed, *reversed_]


def of_store(db: Session, store_id: int, start: int, end: int) -> Figures:
    return figures(order_metrics_provider.get_store_metrics(db, store_id, window(start, end)))


def window(start: int, end: int) -> MetricsContext:
    return MetricsContext(date_from=at(start), date_to=at(end))


def figures(values: list[MetricValue]) -> Figures:
    """Whole minor units (or counts) that are not 0, for additive metrics only.

    JPY has no minor unit; every other currency here has two digits.
    """
    digits = {"JPY": 1, "items": 1}
    return {
        (value.key, value.unit): round(float(value.value) * digits.get(value.unit or "", 100))
        for value in values
        if value.key in FLOWS | STOCKS and value.value
    }


def total(*parts: Figures, keys: set[str]) -> Figures:
    """The sum of figures, without those that cancel out."""
    sums: Counter[tuple[str, str | None]] = Counter()
    for part in parts:
        for place, amount in part.items():
            sums[place] += amount
    return {place: amount for place, amount in sums.items() if amount and place[0] in keys}


class TestRandomHistories:
    @databases
    @given(first=histories(), second=histories(), start=hours, length=st.integers(1, 100))
    def test_stores_sum_to_their_platform(
        self,
        db: Session,
        first: list[OrderIn | ReversalIn],
        second: list[OrderIn | ReversalIn],
        start: int,
        length: int,
    ) -> None:
        with db.begin_nested() as example:
            platform = make_platform(db)
            stores = [make_store(db, platforms=[platform]) for _ in range(2)]
            take(db, stores[0].id, *first)
            take(db, stores[1].id, *second)

            apart = [of_store(db, store.id, start, start + length) for store in stores]
            together = figures(
                order_metrics_provider.get_platform_metrics(
                    db, platform.id, window(start, start + length)
                )
            )
            example.rollback()

        assert total(*apart, keys=FLOWS | STOCKS) == together

    @databases
    @given(history=histories(), cuts=st.lists(hours, min_size=3, max_size=3, unique=True))
    def test_two_windows_sum_to_the_one_that_spans_both(
        self, db: Session, history: list[OrderIn | ReversalIn], cuts: list[int]
    ) -> None:
        start, middle, end = sorted(cuts)
        with db.begin_nested() as example:
            store = make_store(db)
            take(db, store.id, *history)

            first = of_store(db, store.id, start, middle)
            second = of_store(db, store.id, middle, end)
            both = of_store(db, store.id, start, end)
            example.rollback()

        assert total(first, second, keys=FLOWS) == total(both, keys=FLOWS)
        assert total(second, keys=STOCKS) == total(both, keys=STOCKS)

    @databases
    @given(history=histories(), later=histories(first=72), data=st.data())
    def test_a_closed_day_does_not_change_afterwards(
        self,
        db: Session,
        history: list[OrderIn | ReversalIn],
        later: list[OrderIn | ReversalIn],
        data: st.DataObject,
    ) -> None:
        known = [record.external_ref for record in history if isinstance(record, OrderIn)]
        refs = st.sampled_from([None, *known])
        refunds = data.draw(
            st.lists(
                st.builds(
                    lambda hour, ref: reversal_in(at(hour), 123, order_ref=ref),
                    st.integers(72, LAST_HOUR),
                    refs,
                ),
                max_size=3,
            )
        )
        with db.begin_nested() as example:
            store = make_store(db)
            take(db, store.id, *history)
            before = [of_store(db, store.id, day, day + 24) for day in (0, 24, 48)]
            take(db, store.id, *later, *refunds)
            after = [of_store(db, store.id, day, day + 24) for day in (0, 24, 48)]
            example.rollback()

        assert after == before

    @databases
    @given(mine=histories(), theirs=histories(), hour=hours)
    def test_a_store_does_not_move_when_another_trades(
        self,
        db: Session,
        mine: list[OrderIn | ReversalIn],
        theirs: list[OrderIn | ReversalIn],
        hour: int,
    ) -> None:
        with db.begin_nested() as example:
            store, other = make_store(db), make_store(db)
            take(db, store.id, *mine)
            before = of_store(db, store.id, hour, hour + 48)
            take(db, other.id, *theirs)
            after = of_store(db, store.id, hour, hour + 48)
            example.rollback()

        assert after == before

    @databases
    @given(first=histories(), second=histories())
    def test_both_bases_agree_over_all_time(
        self,
        db: Session,
        first: list[OrderIn | ReversalIn],
        second: list[OrderIn | ReversalIn],
    ) -> None:
        with db.begin_nested() as example:
            platform = make_platform(db)
            for history in (first, second):
                take(db, make_store(db, platforms=[platform]).id, *history)

            by_event, by_order = (
                figures(
                    order_metrics_provider.get_platform_metrics(
                        db, platform.id, MetricsContext(period="all", basis=basis)
                    )
                )
                for basis in ("event", "order")
            )
            example.rollback()

        assert by_event == by_order

    @databases
    @given(history=histories(), order=st.randoms(use_true_random=False))
    def test_the_order_of_batches_does_not_matter(
        self, db: Session, history: list[OrderIn | ReversalIn], order: object
    ) -> None:
        shuffled = list(history)
        order.shuffle(shuffled)  # type: ignore[attr-defined]  # a random.Random of Hypothesis
        with db.begin_nested() as example:
            together, apart = make_store(db), make_store(db)
            take(db, together.id, *history)
            for record in shuffled:
                take(db, apart.id, record)
            results = [
                figures(
                    order_metrics_provider.get_store_metrics(
                        db, store.id, MetricsContext(period="all", basis="order")
                    )
                )
                for store in (together, apart)
            ]
            example.rollback()

        assert results[0] == results[1]
