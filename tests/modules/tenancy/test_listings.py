"""The list pages: exactly the rows that the numbers count, now and in the past."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, null, select
from sqlalchemy.orm import Session

from app.kernel.database.scope import enter_store, enter_stores
from app.modules.contracts.listings import Listing, ListScope
from app.modules.contracts.metrics import MetricsContext
from app.modules.tenancy.listings import AUDIT, LISTINGS, TEAM
from app.modules.tenancy.models import Platform, Store, StoreMember, StorePlatform
from app.modules.tenancy.repositories.store_directory import StoreDirectory
from app.modules.tenancy.services import audit
from app.modules.tenancy.services.tenancy_metrics import tenancy_metrics_provider
from tests.factories import (
    make_domain,
    make_member,
    make_merchant,
    make_platform,
    make_store,
    make_user,
)

DAYS = [datetime(2024, month, 1, tzinfo=UTC) for month in range(1, 13)]
COUNTS = [
    (listing, view.code, key)
    for listing in LISTINGS
    for view in listing.views
    for key in view.counts
]


def rows(db: Session, listing: Listing, view: str, scope: ListScope) -> list[dict[str, Any]]:
    return [dict(row._mapping) for row in db.execute(listing.statement(view, scope))]


def make_history(db: Session) -> tuple[Platform, Store]:
    """Stores, people and domains that came and went in 2024, in all the ways they can."""
    platform, other = make_platform(db), make_platform(db)
    merchant, second = make_merchant(db), make_merchant(db)
    lasting = make_store(db, platforms=[platform, other], merchant=merchant)
    closed = make_store(db, platforms=[platform], merchant=merchant, closed_at=DAYS[6])
    late = make_store(db, merchant=second, opened_at=DAYS[4], created_at=DAYS[2])
    # None would ask for the column's default, which is now.
    never_open = make_store(db, merchant=second, opened_at=null())
    too_late = make_store(db, merchant=second, opened_at=DAYS[9])
    for store, linked, unlinked in (
        (late, DAYS[3], None),
        (never_open, DAYS[1], DAYS[8]),
        (too_late, DAYS[1], DAYS[7]),
        (make_store(db, merchant=make_merchant(db)), DAYS[2], DAYS[5]),
    ):
        db.add(
            StorePlatform(
                store_id=store.id,
                platform_id=platform.id,
                is_active=unlinked is None,
                linked_at=linked,
                unlinked_at=unlinked,
            )
        )
    loyal, fickle = make_member(db, lasting), make_user(db)
    make_member(db, closed, "viewer", loyal)
    locked = make_user(db, is_active=False)
    for store, person, joined, left in (
        (lasting, fickle, DAYS[1], DAYS[3]),
        (late, fickle, DAYS[6], None),
        (closed, make_user(db), DAYS[2], DAYS[7]),
        (lasting, locked, DAYS[2], None),
    ):
        db.add(
            StoreMember(
                store_id=store.id,
                user_id=person.id,
                role="staff",
                joined_at=joined,
                left_at=left,
            )
        )
    make_domain(db, lasting, "lasting.example")
    domain = make_domain(db, lasting, "later.example", verified=False)
    domain.created_at, domain.verified_at = DAYS[4], DAYS[6]
    make_domain(db, late, "never.example", verified=False)
    db.flush()
    return platform, lasting


class TestCount:
    @pytest.mark.parametrize(
        ("listing", "view", "key"), COUNTS, ids=[f"{v}-{k}" for _, v, k in COUNTS]
    )
    def test_equals_the_number_at_every_moment_of_a_year(
        self, db: Session, listing: Listing, view: str, key: str
    ) -> None:
        platform, store = make_history(db)
        store_ids = StoreDirectory(db).store_ids_of_platform(platform.id)
        seen = set()
        for day in DAYS:
            for end in (day, day + timedelta(microseconds=1)):
                context = MetricsContext(date_from=DAYS[0] - timedelta(days=30), date_to=end)
                enter_stores(db, store_ids)
                values = tenancy_metrics_provider.get_platform_metrics(db, platform.id, context)
                number = {value.key: value.value for value in values}[key]
                scope = ListScope(store_ids, platform.id, context.date_from, end)
                found = rows(db, listing, view, scope)
                assert len(found) == number, end
                assert len({row["id"] for row in found}) == number
                seen.add(number)
                if "store" in listing.audiences:
                    assert_equal_in_store(db, store.id, listing, view, key, context)
        assert len(seen) > 1

    def test_covers_every_number_of_tenancy(self) -> None:
        from app.modules.tenancy.metric_descriptions import DESCRIPTIONS

        links = {
            (item.link.listing, item.link.view, item.key) for item in DESCRIPTIONS if item.link
        }
        assert links == {(listing.code, view, key) for listing, view, key in COUNTS}
        assert len(links) == len(DESCRIPTIONS)


def assert_equal_in_store(
    db: Session, store_id: int, listing: Listing, view: str, key: str, context: MetricsContext
) -> None:
    enter_store(db, store_id)
    values = tenancy_metrics_provider.get_store_metrics(db, store_id, context)
    number = {value.key: value.value for value in values}[key]
    scope = ListScope((store_id,), None, context.date_from, context.date_to)
    assert len(rows(db, listing, view, scope)) == number


class TestColumns:
    @pytest.mark.parametrize("listing", LISTINGS, ids=lambda listing: listing.code)
    def test_are_all_selected(self, db: Session, listing: Listing) -> None:
        platform, _ = make_history(db)
        scope = ListScope((1,), platform.id, None, None)
        for view in listing.views:
            names = set(listing.statement(view.code, scope).selected_columns.keys())
            assert {"id", *(column.name for column in listing.columns)} <= names
            whole = listing.statement(view.code, scope).subquery()
            assert db.scalar(select(func.count()).select_from(whole)) is not None

    def test_name_every_store_of_a_person(self, db: Session) -> None:
        first, second = make_store(db, "ant"), make_store(db, "bee")
        person = make_member(db, second, "owner")
        make_member(db, first, "viewer", person)

        found = rows(db, TEAM, "users", ListScope((first.id, second.id), None, None, None))

        assert [row["store_name"] for row in found] == ["Ant, Bee"]


class TestForeignRows:
    def test_are_never_listed(self, db: Session) -> None:
        platform, _store = make_history(db)
        stranger = make_platform(db)
        foreign = make_store(db, platforms=[stranger])
        make_member(db, foreign)
        make_domain(db, foreign, "foreign.example")
        audit.record(db, act="auth.signed_in", actor="x", platform_id=platform.id)
        scope = ListScope((foreign.id,), stranger.id, None, None)

        counts = {
            (listing.code, view.code): len(rows(db, listing, view.code, scope))
            for listing in LISTINGS
            for view in listing.views
        }

        assert counts.pop(("audit", "acts")) == 0
        assert set(counts.values()) == {1}

    def test_are_none_without_a_platform(self, db: Session) -> None:
        make_history(db)
        audit.record(db, act="auth.signed_in", actor="x")
        scope = ListScope((), None, None, None)

        for listing in LISTINGS:
            assert rows(db, listing, listing.views[0].code, scope) == []


class TestAudit:
    def test_lists_what_was_done_in_the_range(self, db: Session) -> None:
        platform, store = make_platform(db), make_store(db)
        details = {"module": "x", "by": "page"}
        audit.record(
            db,
            act="core.module_enabled",
            actor="Olga",
            platform_id=platform.id,
            store_id=store.id,
            details=details,
        )
        audit.record(db, act="auth.signed_out", actor="Olga", platform_id=platform.id)
        moment = datetime(2024, 1, 1, tzinfo=UTC)

        found = rows(db, AUDIT, "acts", ListScope((), platform.id, None, None))

        assert [(row["act"], row["store"], row["details"]) for row in found] == [
            ("core.module_enabled", store.name, "by: page, module: x"),
            ("auth.signed_out", None, ""),
        ]
        assert rows(db, AUDIT, "acts", ListScope((), platform.id, None, moment)) == []
        later = datetime(2100, 1, 1, tzinfo=UTC)
        assert rows(db, AUDIT, "acts", ListScope((), platform.id, later, None)) == []
