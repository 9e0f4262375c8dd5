"""The numbers of cms on hand-made histories, and that its lists show the rows counted."""

from __future__ import annotations

from decimal import Decimal

import pytest
from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from app.kernel.clock import freeze
from app.kernel.database.scope import enter_store, enter_stores
from app.modules.cms.listings import LISTINGS
from app.modules.cms.metric_descriptions import DESCRIPTIONS
from app.modules.cms.models import MediaFile, Page, Theme
from app.modules.cms.services.cms_metrics import cms_metrics_provider
from app.modules.cms.services.content_intake import content_intake
from app.modules.contracts.listings import ListScope
from app.modules.contracts.metrics import MetricsContext, MetricsProviderProtocol, MetricValue
from app.modules.tenancy.models import Store
from tests.factories import make_platform, make_store
from tests.modules.cms.factories import at, media_file, page, theme


def window(start: str, end: str, **values: object) -> MetricsContext:
    fields: dict[str, object] = {"include_trends": True, "now": at("2024-12-31"), **values}
    return MetricsContext(date_from=at(start), date_to=at(end), **fields)  # type: ignore[arg-type]


def by_key(values: list[MetricValue]) -> dict[str, MetricValue]:
    return {value.key: value for value in values}


def numbers(db: Session, store: Store, context: MetricsContext) -> dict[str, object]:
    values = cms_metrics_provider.get_store_metrics(db, store.id, context)
    return {key.removeprefix("cms."): value.value for key, value in by_key(values).items()}


def fill(db: Session, store: Store) -> None:
    """Three pages (one public, one withdrawn in March, one draft), two files and two themes."""
    enter_store(db, store.id)
    withdrawn = {"published_at": at("2024-01-02"), "unpublished_at": at("2024-03-10")}
    pages = [page(published_at=at("2024-02-01")), page(**withdrawn), page()]
    files = [media_file(size_bytes=700), media_file(created_at=at("2024-03-05"))]
    themes = [theme(is_in_use=True), theme(installed_at=at("2024-03-31 23:59:59"))]
    content_intake.take_pages(db, store.id, pages)
    content_intake.take_media(db, store.id, files)
    content_intake.take_themes(db, store.id, themes)


MARCH = ("2024-03-01", "2024-04-01")


class TestCmsMetrics:
    def test_fulfils_the_contract(self) -> None:
        assert isinstance(cms_metrics_provider, MetricsProviderProtocol)
        assert cms_metrics_provider.metrics_category == "cms"

    def test_counts_what_stands_at_the_end_of_the_window(self, db: Session) -> None:
        store = make_store(db)
        fill(db, store)

        assert numbers(db, store, window(*MARCH)) == {
            "pages": 3,
            "published_pages": 1,
            "media_files": 2,
            "media_bytes": 1700,
            "themes": 2,
        }
        assert numbers(db, store, window("2024-02-01", "2024-03-01")) == {
            "pages": 3,
            "published_pages": 2,
            "media_files": 1,
            "media_bytes": 700,
            "themes": 1,
        }

    def test_compares_with_the_window_before_and_runs_along_the_days(self, db: Session) -> None:
        store = make_store(db, time_zone="UTC")
        fill(db, store)

        values = cms_metrics_provider.get_store_metrics(db, store.id, window(*MARCH))
        published = by_key(values)["cms.published_pages"]

        assert (published.previous_value, published.trend, published.trend_value) == (
            2,
            "down",
            -50.0,
        )
        assert published.series == (2,) * 9 + (1,) * 22

    @pytest.mark.parametrize(
        ("published_at", "unpublished_at", "expected"),
        [
            ("2024-03-31 23:59:59", None, 1),
            ("2024-04-01", None, 0),
            ("2024-03-01", "2024-04-01", 1),
            ("2024-03-01", "2024-03-31", 0),
            ("2024-03-10", "2024-03-05", 0),
        ],
    )
    def test_a_page_is_public_from_publishing_until_withdrawal(
        self, db: Session, published_at: str, unpublished_at: str | None, expected: int
    ) -> None:
        store = make_store(db)
        enter_store(db, store.id)
        until = at(unpublished_at) if unpublished_at else None
        content_intake.take_pages(
            db, store.id, [page(published_at=at(published_at), unpublished_at=until)]
        )

        assert numbers(db, store, window(*MARCH))["published_pages"] == expected

    def test_days_are_those_of_the_stores_zone(self, db: Session) -> None:
        store = make_store(db, time_zone="Europe/Luxembourg")
        enter_store(db, store.id)
        # 31 March 2024 has 23 hours in Luxembourg and ends at 22:00 UTC.
        content_intake.take_pages(db, store.id, [page(created_at=at("2024-03-31T21:59:59"))])
        content_intake.take_pages(db, store.id, [page(created_at=at("2024-03-31T22:00:00"))])

        values = cms_metrics_provider.get_store_metrics(
            db, store.id, window("2024-03-30T23:00:00", "2024-04-01T22:00:00")
        )

        assert by_key(values)["cms.pages"].series == (1, 2)

    def test_a_platform_counts_its_active_stores_once_each(self, db: Session) -> None:
        ours, theirs = make_platform(db), make_platform(db)
        both = make_store(db, platforms=[ours, theirs])
        other = make_store(db, platforms=[theirs])
        fill(db, both)
        fill(db, other)

        def pages(platform_id: int) -> object:
            found = cms_metrics_provider.get_platform_metrics(db, platform_id, window(*MARCH))
            return by_key(found)["cms.pages"].value

        assert (pages(ours.id), pages(theirs.id)) == (3, 6)

    def test_a_platform_without_stores_has_zeros(self, db: Session) -> None:
        platform = make_platform(db)

        values = cms_metrics_provider.get_platform_metrics(db, platform.id, window(*MARCH))

        assert [value.value for value in values] == [0] * len(DESCRIPTIONS)


class TestLists:
    @pytest.mark.parametrize("span", [MARCH, ("2024-02-01", "2024-03-01")])
    def test_every_list_sums_to_its_number(self, db: Session, span: tuple[str, str]) -> None:
        platform = make_platform(db)
        stores = [make_store(db, platforms=[platform]) for _ in range(2)]
        for store in stores:
            fill(db, store)
        values = by_key(cms_metrics_provider.get_platform_metrics(db, platform.id, window(*span)))
        ids = tuple(store.id for store in stores)
        enter_stores(db, ids)
        scope = ListScope(ids, platform.id, at(span[0]), at(span[1]))
        checked = set()
        for listing in LISTINGS:
            for view in listing.views:
                statement = listing.statement(view.code, scope)
                _assert_columns(statement, {column.name for column in listing.columns})
                for key, column in view.counts.items():
                    assert _total(db, statement, column) == values[key].value
                    checked.add(key)
        assert checked == {description.key for description in DESCRIPTIONS}

    def test_an_open_window_means_now(self, db: Session) -> None:
        store = make_store(db)
        fill(db, store)
        listing = {entry.code: entry for entry in LISTINGS}["pages"]

        with freeze(at("2024-03-09")):
            statement = listing.statement("all", ListScope((store.id,), None, None, None))
        states = sorted(row.state for row in db.execute(statement))

        assert states == ["draft", "published", "published"]

    def test_every_number_links_to_a_view(self) -> None:
        views = {(entry.code, view.code): view for entry in LISTINGS for view in entry.views}
        for description in DESCRIPTIONS:
            assert description.link is not None
            assert description.key in views[description.link.listing, description.link.view].counts


class TestIsolation:
    @pytest.mark.parametrize("entity", [Page, MediaFile, Theme])
    def test_no_row_is_seen_without_a_scope_or_in_another_stores(
        self, db: Session, entity: type[Page | MediaFile | Theme]
    ) -> None:
        store, other = make_store(db), make_store(db)
        fill(db, store)
        everything = select(func.count()).select_from(entity)
        assert db.scalar(everything) > 0  # type: ignore[operator]

        enter_store(db, other.id)
        assert db.scalar(everything) == 0
        enter_stores(db, [])
        assert db.scalar(everything) == 0


def _assert_columns(statement: Select[tuple[object, ...]], names: set[str]) -> None:
    selected = {column.name for column in statement.selected_columns}
    assert names | {"id", "store_name"} <= selected


def _total(db: Session, statement: Select[tuple[object, ...]], column: str) -> Decimal:
    rows = statement.subquery()
    amount = func.coalesce(func.sum(rows.c[column]), 0) if column else func.count()
    total: Decimal = db.scalars(select(amount).select_from(rows)).one()
    return total
