"""The catalogue's numbers on hand-made histories, and that its lists show the rows counted."""

from __future__ import annotations

from datetime import datetime

import pytest
from sqlalchemy import event, func, select
from sqlalchemy.orm import Session

from app.kernel.database.scope import enter_store, enter_stores
from app.modules.catalog.listings import LISTINGS
from app.modules.catalog.metric_descriptions import DESCRIPTIONS
from app.modules.catalog.models import Product
from app.modules.catalog.services.catalog_metrics import catalog_metrics_provider
from app.modules.contracts.listings import ListScope
from app.modules.contracts.metrics import MetricsContext, MetricsProviderProtocol, MetricValue
from tests.factories import make_platform, make_store
from tests.modules.catalog.factories import at, make_product, make_variant


def window(start: str, end: str, **values: object) -> MetricsContext:
    return MetricsContext(
        date_from=at(start),
        date_to=at(end),
        include_trends=True,
        now=at("2024-12-31"),
        **values,  # type: ignore[arg-type]  # fields differ by name
    )


def by_key(values: list[MetricValue]) -> dict[str, MetricValue]:
    return {value.key.removeprefix("catalog."): value for value in values}


def store_numbers(db: Session, store_id: int, context: MetricsContext) -> dict[str, object]:
    values = by_key(catalog_metrics_provider.get_store_metrics(db, store_id, context))
    return {key: value.value for key, value in values.items()}


def rows_of(db: Session, listing: str, view: str, scope: ListScope) -> int:
    found = {entry.code: entry for entry in LISTINGS}[listing]
    statement = found.statement(view, scope).subquery()
    return db.scalars(select(func.count()).select_from(statement)).one()


MARCH = ("2024-03-01", "2024-04-01")


class TestCatalogMetrics:
    def test_fulfils_the_contract(self) -> None:
        assert isinstance(catalog_metrics_provider, MetricsProviderProtocol)

    def test_tells_drafts_active_featured_and_archived_apart(self, db: Session) -> None:
        store = make_store(db)
        make_product(db, store, variants=2)
        shown = {"published_at": at("2024-01-01")}
        make_product(db, store, variants=1, **shown)
        make_product(db, store, variants=1, **shown, featured_at=at("2024-02-01"))
        make_product(db, store, variants=3, **shown, archived_at=at("2024-02-15"))

        numbers = store_numbers(db, store.id, window(*MARCH))

        assert numbers == {
            "products": 3,
            "active_products": 2,
            "featured_products": 1,
            "variants": 4,
            "new_products": 0,
        }

    @pytest.mark.parametrize(
        ("moment", "expected"),
        [
            ("2024-02-29 23:59:59", 0),
            ("2024-03-01", 1),
            ("2024-03-31 23:59:59", 1),
            ("2024-04-01", 0),
        ],
    )
    def test_counts_new_products_from_the_start_up_to_the_end(
        self, db: Session, moment: str, expected: int
    ) -> None:
        store = make_store(db)
        make_product(db, store, created_at=at(moment))

        numbers = store_numbers(db, store.id, window(*MARCH))

        assert numbers["new_products"] == expected

    @pytest.mark.parametrize(("ended_at", "expected"), [("2024-03-31", 0), ("2024-04-01", 1)])
    def test_what_ends_at_the_end_of_the_window_still_counts(
        self, db: Session, ended_at: str, expected: int
    ) -> None:
        store = make_store(db)
        make_product(db, store, published_at=at("2024-01-01"), archived_at=at(ended_at))

        numbers = store_numbers(db, store.id, window(*MARCH))

        assert numbers["products"] == numbers["active_products"] == expected

    def test_never_counts_below_zero_when_times_contradict(self, db: Session) -> None:
        store = make_store(db)
        make_product(
            db,
            store,
            created_at=at("2024-03-10"),
            published_at=at("2024-03-20"),
            archived_at=at("2024-03-05"),
        )

        numbers = store_numbers(db, store.id, window("2024-03-06", "2024-03-15"))

        assert numbers["products"] == numbers["active_products"] == 0

    def test_features_only_what_is_active(self, db: Session) -> None:
        store = make_store(db)
        make_product(db, store, featured_at=at("2024-01-01"))
        make_product(
            db,
            store,
            published_at=at("2024-01-01"),
            featured_at=at("2024-01-01"),
            unfeatured_at=at("2024-02-01"),
        )

        assert store_numbers(db, store.id, window(*MARCH))["featured_products"] == 0
        earlier = store_numbers(db, store.id, window("2024-01-01", "2024-02-01"))
        assert earlier["featured_products"] == 1

    def test_compares_with_the_period_before(self, db: Session) -> None:
        store = make_store(db)
        for day in ("2024-02-10", "2024-03-05", "2024-03-06"):
            make_product(db, store, created_at=at(day))

        values = by_key(catalog_metrics_provider.get_store_metrics(db, store.id, window(*MARCH)))

        assert (values["products"].value, values["products"].previous_value) == (3, 1)
        assert values["products"].trend_value == 200.0
        assert (values["new_products"].value, values["new_products"].previous_value) == (2, 1)
        assert values["products"].series is not None
        assert values["products"].series[3:7] == (1, 2, 3, 3)

    def test_cuts_days_in_the_zone_of_the_store(self, db: Session) -> None:
        store = make_store(db, time_zone="Europe/Luxembourg")
        # The clocks went forward on 31 March: 23:30 local time is still that day, 24:00 is not.
        make_product(db, store, created_at=at("2024-03-31T23:30:00+02:00"))
        make_product(db, store, created_at=at("2024-04-01T00:00:00+02:00"))
        context = MetricsContext(
            date_from=at("2024-03-31T00:00:00+01:00"),
            date_to=at("2024-04-02T00:00:00+02:00"),
            include_trends=True,
        )

        values = by_key(catalog_metrics_provider.get_store_metrics(db, store.id, context))

        assert values["new_products"].series == (1, 1)

    def test_counts_a_platform_as_the_sum_of_its_stores(self, db: Session) -> None:
        platform = make_platform(db)
        stores = [make_store(db, platforms=[platform]) for _ in range(2)]
        stranger = make_store(db)
        for store in (*stores, stranger):
            make_product(db, store, variants=2, published_at=at("2024-01-01"))

        values = by_key(
            catalog_metrics_provider.get_platform_metrics(db, platform.id, window(*MARCH))
        )

        assert values["products"].value == values["active_products"].value == 2
        assert values["variants"].value == 4

    def test_an_unknown_store_has_zeros(self, db: Session) -> None:
        values = catalog_metrics_provider.get_store_metrics(db, 987_654_321)

        assert [value.value for value in values] == [0, 0, 0, 0, 0]

    def test_asks_at_most_two_statements(self, db: Session) -> None:
        store = make_store(db)
        enter_store(db, store.id)
        asked: list[str] = []
        bind = db.connection()
        event.listen(bind, "before_cursor_execute", lambda *args: asked.append(args[2]))

        catalog_metrics_provider.get_store_metrics(db, store.id, window(*MARCH, time_zone="UTC"))

        assert len(asked) <= 2


class TestCatalogLists:
    def history(self, db: Session) -> tuple[int, ...]:
        """Two stores of one platform with products in every state."""
        stores = [make_store(db) for _ in range(2)]
        for store in stores:
            make_product(db, store, variants=1, created_at=at("2024-03-03"))
            shown = {"published_at": at("2024-01-05"), "featured_at": at("2024-01-06")}
            make_product(db, store, variants=2, **shown)
            make_product(db, store, variants=1, **shown, archived_at=at("2024-03-04"))
            make_product(db, store, variants=1, **shown, unfeatured_at=at("2024-03-04"))
            make_product(db, store, created_at=at("2024-04-01"))
        return tuple(store.id for store in stores)

    @pytest.mark.parametrize(
        "span", [MARCH, ("2024-01-01", "2024-02-01"), ("2023-01-01", "2024-12-01")]
    )
    def test_every_number_is_the_rows_of_its_list(self, db: Session, span: tuple[str, str]) -> None:
        store_ids = self.history(db)
        for store_id in store_ids:
            enter_store(db, store_id)
            numbers = store_numbers(db, store_id, window(*span))
            scope = ListScope((store_id,), None, at(span[0]), at(span[1]))
            for description in DESCRIPTIONS:
                assert description.link is not None
                rows = rows_of(db, description.link.listing, description.link.view, scope)
                assert rows == numbers[description.key.removeprefix("catalog.")], description.key

    def test_every_link_leads_to_a_view_that_counts_it(self) -> None:
        views = {(one.code, view.code): view for one in LISTINGS for view in one.views}
        for description in DESCRIPTIONS:
            assert description.link is not None
            view = views[description.link.listing, description.link.view]
            assert view.counts[description.key] == ""

    def test_every_column_is_selected(self, db: Session) -> None:
        self.history(db)
        scope = ListScope((1,), None, None, None)
        for listing in LISTINGS:
            for view in listing.views:
                selected = set(listing.statement(view.code, scope).selected_columns.keys())
                named = {column.name for column in listing.columns}
                named |= {column.currency for column in listing.columns if column.currency}
                assert named | {"id", "store_name"} <= selected

    def test_shows_state_and_price_of_the_moment(self, db: Session) -> None:
        store = make_store(db)
        product = make_product(db, store, published_at=at("2024-02-01"), title="Chair")
        make_variant(db, product, price_minor=1900)
        make_variant(db, product, price_minor=1500)

        def seen(end: datetime) -> tuple[object, ...]:
            statement = LISTINGS[0].statement("all", ListScope((store.id,), None, None, end))
            row = db.execute(statement).mappings().one()
            return row["status"], row["variants"], row["price"], row["currency"]

        assert seen(at("2024-01-31")) == ("draft", 2, 1500, "EUR")
        assert seen(at("2024-03-01")) == ("active", 2, 1500, "EUR")

    def test_shows_no_lowest_price_over_two_currencies(self, db: Session) -> None:
        store = make_store(db)
        product = make_product(db, store)
        make_variant(db, product, price_minor=100, currency="EUR")
        make_variant(db, product, price_minor=90, currency="GBP")

        scope = ListScope((store.id,), None, None, None)
        row = db.execute(LISTINGS[0].statement("all", scope)).mappings().one()

        assert (row["price"], row["currency"]) == (None, None)

    def test_filters_by_store_even_where_the_scope_would_let_more_through(
        self, db: Session
    ) -> None:
        first, second = self.history(db)
        enter_stores(db, [first, second])

        scope = ListScope((first,), None, None, at("2024-04-01"))

        assert rows_of(db, "products", "all", scope) == 3
        assert rows_of(db, "variants", "all", scope) == 4


class TestCatalogIsolation:
    def test_shows_no_row_without_a_scope(self, db: Session) -> None:
        store = make_store(db)
        make_product(db, store, variants=1)
        enter_stores(db, [])

        assert db.scalars(select(func.count()).select_from(Product)).one() == 0
