"""Kept figures against a recount: whatever is done, both say the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.orm import Session

from app.kernel.clock import utc_now
from app.kernel.database.scope import enter_store
from app.modules.contracts.metrics import MetricsContext, MetricValue
from app.modules.contracts.orders import OrderIn, ReversalIn
from app.modules.core.services.figure_upkeep import align_platform, fold_store
from app.modules.orders.repositories.order_figures import ORDER_FIGURES
from app.modules.orders.services.order_metrics import order_metrics_provider
from tests.factories import make_platform, make_store
from tests.modules.orders.factories import take
from tests.modules.orders.test_random_histories import BEGIN, histories

NOW = utc_now()
SHIFT = NOW.replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=5) - BEGIN
TIMES = ("placed_at", "paid_at", "fulfilled_at", "cancelled_at", "failed_at", "occurred_at")
PERIODS = ("today", "7d", "30d", "mtd", "ytd", "all")
databases = settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    phases=[Phase.generate],
)


def recent() -> st.SearchStrategy[list[OrderIn | ReversalIn]]:
    """Histories of the last days: how a day went is kept for a year."""
    return histories().map(lambda records: [_moved(record) for record in records])


def _moved(record: OrderIn | ReversalIn) -> OrderIn | ReversalIn:
    times = {name: getattr(record, name, None) for name in TIMES}
    moved = {name: at + SHIFT for name, at in times.items() if at is not None}
    return replace(record, **moved)


def ask(db: Session, period: str, store_id: int, basis: str) -> list[MetricValue]:
    context = MetricsContext(period=period, include_trends=True, now=NOW, basis=basis)
    return order_metrics_provider.get_store_metrics(db, store_id, context)


def ask_platform(db: Session, period: str, platform_id: int, basis: str) -> list[MetricValue]:
    context = MetricsContext(period=period, include_trends=True, now=NOW, basis=basis)
    return order_metrics_provider.get_platform_metrics(db, platform_id, context)


def recount(db: Session, *store_ids: int) -> None:
    """Makes the providers count the facts, as they do where no figures are kept."""
    for store_id in store_ids:
        enter_store(db, store_id)
        db.execute(text("DELETE FROM core_figure_state"))
    db.execute(text("DELETE FROM core_rollup"))


class TestKeptFigures:
    @databases
    @given(
        trade=st.lists(recent(), min_size=1, max_size=3),
        folds=st.lists(st.booleans(), min_size=3, max_size=3),
        period=st.sampled_from(PERIODS),
        basis=st.sampled_from(["event", "order"]),
    )
    def test_of_a_store_are_what_a_recount_finds(
        self,
        db: Session,
        trade: list[list[OrderIn | ReversalIn]],
        folds: list[bool],
        period: str,
        basis: str,
    ) -> None:
        with db.begin_nested() as example:
            store = make_store(db)
            for history, is_folded in zip(trade, folds, strict=False):
                take(db, store.id, *history)
                if is_folded:
                    fold_store(db, store.id)
            kept = ask(db, period, store.id, basis)
            with db.begin_nested() as asking:
                recount(db, store.id)
                counted = ask(db, period, store.id, basis)
                asking.rollback()
            example.rollback()

        assert kept == counted

    @databases
    @given(
        first=recent(),
        second=recent(),
        late=recent(),
        zones=st.sampled_from(
            [("Europe/Luxembourg", "Europe/Luxembourg"), ("Asia/Kathmandu", "America/St_Johns")]
        ),
        period=st.sampled_from(PERIODS),
    )
    def test_of_a_platform_are_what_a_recount_finds(
        self,
        db: Session,
        first: list[OrderIn | ReversalIn],
        second: list[OrderIn | ReversalIn],
        late: list[OrderIn | ReversalIn],
        zones: tuple[str, str],
        period: str,
    ) -> None:
        with db.begin_nested() as example:
            platform = make_platform(db, time_zone="Europe/Luxembourg")
            stores = [make_store(db, platforms=[platform], time_zone=zone) for zone in zones]
            take(db, stores[0].id, *first)
            take(db, stores[1].id, *second)
            align_platform(db, platform.id, ORDER_FIGURES)
            take(db, stores[0].id, *late)
            unfolded = ask_platform(db, period, platform.id, "event")
            fold_store(db, stores[0].id)
            folded = ask_platform(db, period, platform.id, "event")
            with db.begin_nested() as asking:
                recount(db, *(store.id for store in stores))
                counted = ask_platform(db, period, platform.id, "event")
                asking.rollback()
            db.execute(
                text(
                    "UPDATE tenancy_store_platform SET is_active = false, unlinked_at = now()"
                    " WHERE store_id = :id"
                ),
                {"id": stores[1].id},
            )
            align_platform(db, platform.id, ORDER_FIGURES)
            alone = ask_platform(db, period, platform.id, "event")
            recount(db, *(store.id for store in stores))
            counted_alone = ask_platform(db, period, platform.id, "event")
            example.rollback()

        assert unfolded == counted
        assert folded == counted
        assert alone == counted_alone
