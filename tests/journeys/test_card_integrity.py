"""Every card of every dashboard shows what the list page behind it adds up to."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy.orm import Session

from app.cli.demo.repositories.demo_rows import DemoRows
from app.kernel.clock import utc_now
from app.kernel.database.engine import Database
from app.kernel.database.scope import enter_store, enter_stores
from app.kernel.money import to_major
from app.modules.contracts.listings import ColumnKind, Listing
from app.modules.contracts.metric_description import MetricDescription, MetricKind
from app.modules.contracts.metrics import MetricValue
from app.modules.core.services.list_page import ListReader, ListRequest
from app.modules.core.services.list_place import ListPlace
from app.modules.core.services.period_choice import PeriodChoice, choose_period
from app.modules.core.services.stats_aggregator import stats_aggregator
from app.modules.registry import registry
from app.modules.tenancy.repositories.installation_rows import InstallationRows
from app.modules.tenancy.repositories.store_directory import StoreDirectory
from app.modules.tenancy.services.user_context import UserContext, permissions_of_operators

STORES = ("atelier-lux", "epicerie-weber", "harbour-tea", "papeterie-33")
PLATFORMS = ("letz", "harbour")
PERIODS = ("30d", "all", "custom")


def person(audience: str, platform_id: int, store_id: int | None) -> UserContext:
    """Somebody who may see everything there."""
    return UserContext(
        user_id=1,
        name="Test",
        email="test@example.test",
        audience=audience,
        token_store_id=store_id,
        token_platform_id=platform_id,
        role=None,
        permissions=permissions_of_operators(),
        is_operator=store_id is None,
        session_key="test",
        locale=None,
    )


def choice_of(period: str, zone: str) -> PeriodChoice:
    if period != "custom":
        return choose_period(zone, period=period)
    today: date = utc_now().date()
    return choose_period(
        zone, date_from=today - timedelta(days=100), date_to=today - timedelta(days=20)
    )


def behind(
    db: Session,
    listing: Listing,
    description: MetricDescription,
    place: ListPlace,
    choice: PeriodChoice,
) -> dict[str | None, Decimal]:
    """What the linked page adds up to, by currency (None where there is none)."""
    assert description.link is not None
    page = ListReader(db, listing, place, choice).page(ListRequest(view=description.link.view))
    name = page.view.counts[description.key]
    if not name:
        return {None: Decimal(page.result.total)}
    sums = page.result.sums[name]
    column = {column.name: column for column in page.columns}[name]
    if column.kind is ColumnKind.MONEY:
        return {
            code: Decimal(to_major(amount, code))
            for code, amount in sums.items()
            if code and amount
        }
    return {None: Decimal(sums[None])}


def on_card(values: list[MetricValue], description: MetricDescription) -> dict[Any, Decimal]:
    if str(description.unit) == "money":
        return {value.unit: Decimal(str(value.value)) for value in values if value.value}
    return {None: sum((Decimal(str(value.value)) for value in values), Decimal(0))}


def disagreements(
    db: Session,
    stats: dict[str, list[MetricValue]],
    place: ListPlace,
    choice: PeriodChoice,
) -> tuple[list[str], int]:
    """Metrics whose card says something else than its page, and how many were looked at."""
    user = place.user
    listings, wrong, looked = registry().listings(), [], 0
    for description in registry().descriptions().values():
        if description.link is None or user.audience not in description.audiences:
            continue
        values = [v for v in stats.get(description.category, []) if v.key == description.key]
        listing = listings[description.link.listing]
        assert user.audience in listing.audiences, f"{description.key}: its page is not there"
        listing.view(description.link.view)
        if description.kind is MetricKind.RATIO or not values:
            continue
        looked += 1
        card, page = on_card(values, description), behind(db, listing, description, place, choice)
        if card != page:
            wrong.append(f"{description.key}: {card} on the card, {page} behind it")
    return wrong, looked


@pytest.mark.parametrize("period", PERIODS)
class TestCardIntegrity:
    @pytest.mark.parametrize("code", STORES)
    def test_store(self, demo: Database, code: str, period: str) -> None:
        with demo.transaction() as db:
            directory = StoreDirectory(db)
            store_id = DemoRows(db).store_ids()[code]
            platform_id = directory.platform_codes()["harbour" if code == "harbour-tea" else "letz"]
            enter_store(db, store_id)
            choice = choice_of(period, directory.time_zone_of_store(store_id))
            stats = stats_aggregator.get_store_dashboard_stats(
                db, store_id, platform_id, choice.context
            )
            user = person("store", platform_id, store_id)

            wrong, looked = disagreements(db, stats, ListPlace(user), choice)

            assert wrong == []
            assert looked >= 15

    @pytest.mark.parametrize("code", PLATFORMS)
    def test_platform(self, demo: Database, code: str, period: str) -> None:
        with demo.transaction() as db:
            directory = StoreDirectory(db)
            platform_id = directory.platform_codes()[code]
            enter_stores(db, directory.store_ids_of_platform(platform_id))
            choice = choice_of(period, directory.time_zone_of_platform(platform_id))
            stats = stats_aggregator.get_admin_dashboard_stats(db, platform_id, choice.context)

            place = ListPlace(person("admin", platform_id, None))

            wrong, looked = disagreements(db, stats, place, choice)

            assert wrong == []
            assert looked >= 15

    def test_installation(self, demo: Database, period: str) -> None:
        with demo.transaction() as db:
            platform_id = StoreDirectory(db).platform_codes()[PLATFORMS[0]]
            place = ListPlace(person("admin", platform_id, None), is_everywhere=True)
            place.enter(db)
            choice = choice_of(period, InstallationRows(db).time_zone(None))
            stats = stats_aggregator.get_installation_dashboard_stats(db, choice.context)

            wrong, looked = disagreements(db, stats, place, choice)

            assert wrong == []
            assert looked >= 15


def test_every_counted_metric_has_its_column() -> None:
    listings = registry().listings()
    missing = []
    for description in registry().descriptions().values():
        if description.link is None or description.kind is MetricKind.RATIO:
            continue
        view = listings[description.link.listing].view(description.link.view)
        if description.key not in view.counts:
            missing.append(f"{description.key}: not counted by {view.code}")
    assert missing == []
