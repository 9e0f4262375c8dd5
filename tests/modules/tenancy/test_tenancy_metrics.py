"""The numbers of tenancy on hand-made histories."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy.orm import Session

from app.modules.contracts.metrics import MetricsContext, MetricsProviderProtocol, MetricValue
from app.modules.tenancy.models import StorePlatform
from app.modules.tenancy.services.tenancy_metrics import tenancy_metrics_provider
from tests.factories import make_domain, make_member, make_merchant, make_platform, make_store


def by_key(values: list[MetricValue]) -> dict[str, object]:
    return {value.key: value.value for value in values}


class TestTenancyMetrics:
    def test_fulfils_the_contract(self) -> None:
        assert isinstance(tenancy_metrics_provider, MetricsProviderProtocol)

    def test_counts_a_store_with_its_team_and_domains(self, db: Session) -> None:
        store = make_store(db)
        make_member(db, store)
        make_member(db, store, role="staff")
        make_domain(db, store, "one.example")
        make_domain(db, store, "two.example", verified=False)

        values = by_key(tenancy_metrics_provider.get_store_metrics(db, store.id))

        assert values == {
            "tenancy.total_stores": 1,
            "tenancy.active_stores": 1,
            "tenancy.merchants": 1,
            "tenancy.total_users": 2,
            "tenancy.team_members": 2,
            "tenancy.domains": 2,
            "tenancy.verified_domains": 1,
        }

    def test_counts_a_store_on_each_platform_it_is_linked_to(self, db: Session) -> None:
        first, second = make_platform(db), make_platform(db)
        make_store(db, platforms=[first, second])
        make_store(db, platforms=[first])

        counts = [
            by_key(tenancy_metrics_provider.get_platform_metrics(db, platform.id))
            for platform in (first, second)
        ]

        assert [count["tenancy.total_stores"] for count in counts] == [2, 1]

    def test_leaves_an_inactive_link_out(self, db: Session) -> None:
        platform = make_platform(db)
        store = make_store(db, platforms=[platform])
        link = db.get_one(StorePlatform, (store.id, platform.id))
        link.is_active = False
        link.unlinked_at = datetime(2024, 1, 1, tzinfo=UTC)
        db.flush()

        values = by_key(tenancy_metrics_provider.get_platform_metrics(db, platform.id))

        assert values["tenancy.total_stores"] == 0

    def test_counts_a_merchant_and_a_person_once(self, db: Session) -> None:
        platform, merchant = make_platform(db), make_merchant(db)
        stores = [make_store(db, platforms=[platform], merchant=merchant) for _ in range(2)]
        person = make_member(db, stores[0])
        make_member(db, stores[1], user=person)

        values = by_key(tenancy_metrics_provider.get_platform_metrics(db, platform.id))

        assert values["tenancy.merchants"] == 1
        assert values["tenancy.total_users"] == 1
        assert values["tenancy.team_members"] == 2

    def test_compares_with_the_earlier_period(self, db: Session) -> None:
        platform = make_platform(db)
        make_store(db, platforms=[platform])
        opened = datetime(2026, 3, 10, tzinfo=UTC)
        late = make_store(db, created_at=opened, opened_at=opened)
        db.add(StorePlatform(store_id=late.id, platform_id=platform.id, linked_at=opened))
        db.flush()
        context = MetricsContext(
            date_from=datetime(2026, 3, 8, tzinfo=UTC),
            date_to=datetime(2026, 3, 15, tzinfo=UTC),
            include_trends=True,
        )

        values = tenancy_metrics_provider.get_platform_metrics(db, platform.id, context)

        stores = next(value for value in values if value.key == "tenancy.total_stores")
        assert (stores.value, stores.previous_value) == (2, 1)
        assert (stores.trend, stores.trend_value) == ("up", 100.0)
        assert stores.series == (1, 1, 2, 2, 2, 2, 2)
