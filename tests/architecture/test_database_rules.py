"""Tables and roles keep the rules of the house, and one store never sees another's rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Connection, Select, create_engine, select, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError, ProgrammingError
from sqlalchemy.orm import Session
from sqlalchemy.sql.visitors import cloned_traverse

from app.kernel.config import Settings
from app.kernel.database.base import Base, Ownership
from app.kernel.database.roles import derive_urls
from app.kernel.database.scope import enter_store, enter_stores
from app.modules.contracts.listings import Listing, ListScope
from app.modules.registry import registry
from app.modules.tenancy.models import Store
from tests.architecture.any_row import fill_every_table, store_owned_tables
from tests.architecture.database_rules import declared_ownership, role_problems, table_problems
from tests.factories import make_platform, make_store

registry().load_models()
TABLES = [table.name for table in store_owned_tables()]
LISTINGS = [
    (listing, view.code) for listing in registry().listings().values() for view in listing.views
]
Stores = tuple[Store, Store]
Rows = tuple[dict[str, dict[str, Any]], dict[str, dict[str, Any]]]
PROTECT = (
    "ALTER TABLE bad ENABLE ROW LEVEL SECURITY; ALTER TABLE bad FORCE ROW LEVEL SECURITY;"
    "CREATE POLICY own ON bad USING (store_id = current_setting('app.store_id')::bigint)"
)
CHECKED = PROTECT.replace("= current_setting", "= (SELECT current_setting")
CHECKED = CHECKED.replace("::bigint)", "::bigint))")
CHECKED += " WITH CHECK (store_id = current_setting('app.store_id')::bigint)"
ID = "id bigint DEFAULT nextval('bad_id_seq')"
GOOD_KEY = f"store_id bigint, {ID}, PRIMARY KEY (store_id, id)"
BAD_TABLES = {
    "has no forced row level security": f"CREATE TABLE bad ({GOOD_KEY})",
    "has no policy for all verbs": f"CREATE TABLE bad ({GOOD_KEY})",
    "has a policy without USING or WITH CHECK": f"CREATE TABLE bad ({GOOD_KEY}); {PROTECT}",
    "has a policy that reads its setting for every row": (
        f"CREATE TABLE bad ({GOOD_KEY}); {PROTECT}"
    ),
    "has a policy that does not ask for the scope": (
        f"CREATE TABLE bad ({GOOD_KEY}); CREATE POLICY all_rows ON bad FOR SELECT USING (true)"
    ),
    "has no primary key": f"CREATE TABLE bad (store_id bigint, {ID})",
    "bad_pkey does not begin with store_id": (
        f"CREATE TABLE bad (store_id bigint, {ID} PRIMARY KEY)"
    ),
    "bad_code_key does not begin with store_id": (
        f"CREATE TABLE bad ({GOOD_KEY}, code text UNIQUE)"
    ),
    "bad_code does not begin with store_id": (
        f"CREATE TABLE bad ({GOOD_KEY}, code text); CREATE UNIQUE INDEX bad_code ON bad (code)"
    ),
    "bad_parent_id_fkey does not begin with store_id": (
        f"CREATE TABLE bad ({GOOD_KEY}, parent_id bigint, UNIQUE (id));"
        "ALTER TABLE bad ADD FOREIGN KEY (parent_id) REFERENCES bad (id)"
    ),
    "id is an identity column": (
        "CREATE TABLE bad (store_id bigint, id bigint GENERATED ALWAYS AS IDENTITY)"
    ),
    "id does not come from the table's sequence": "CREATE TABLE bad (store_id bigint, id bigint)",
    "the role that serves may TRUNCATE": (
        f"CREATE TABLE bad ({GOOD_KEY}); GRANT ALL ON bad TO {{app}}"
    ),
}


@pytest.fixture
def owner(settings: Settings) -> Iterator[Connection]:
    """The owner's connection, in a transaction that is rolled back."""
    engine = create_engine(derive_urls(settings.owner_url, settings).owner)
    with engine.connect() as connection:
        yield connection
        connection.rollback()
    engine.dispose()


@pytest.fixture
def app_role(settings: Settings) -> str:
    return f"{settings.role_prefix}_app"


@pytest.fixture
def stores(db: Session) -> Stores:
    """Two stores on one platform."""
    platform = make_platform(db)
    return make_store(db, platforms=[platform]), make_store(db, platforms=[platform])


@pytest.fixture
def rows(db: Session, stores: Stores) -> Rows:
    """A row of each store in every store-owned table; no scope is entered afterwards."""
    filled = fill_every_table(db, stores[0].id), fill_every_table(db, stores[1].id)
    enter_stores(db, [])
    return filled


class TestTables:
    def test_keep_the_rules(self, owner: Connection, app_role: str) -> None:
        assert table_problems(owner, declared_ownership(), app_role) == []

    def test_are_all_there(self, owner: Connection) -> None:
        names = owner.execute(text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'"))

        assert set(names.scalars()) - {"alembic_version"} == set(Base.metadata.tables)

    @pytest.mark.parametrize("problem", BAD_TABLES)
    def test_that_break_one_are_reported(
        self, owner: Connection, app_role: str, problem: str
    ) -> None:
        owner.execute(text("CREATE SEQUENCE bad_id_seq"))
        owner.execute(text(BAD_TABLES[problem].format(app=app_role)))

        found = table_problems(owner, {**declared_ownership(), "bad": Ownership.STORE}, app_role)

        assert any(line.startswith(f"bad: {problem}") for line in found), found

    def test_that_are_right_are_not_reported(self, owner: Connection, app_role: str) -> None:
        owner.execute(text("CREATE SEQUENCE bad_id_seq"))
        owner.execute(text(f"CREATE TABLE bad ({GOOD_KEY}); {CHECKED}"))

        ownership = {**declared_ownership(), "bad": Ownership.STORE}

        assert table_problems(owner, ownership, app_role) == []
        assert table_problems(owner, declared_ownership(), app_role) == ["bad: is not classified"]


class TestRoles:
    def test_that_serve_may_do_no_more(self, owner: Connection, app_role: str) -> None:
        assert role_problems(owner, app_role) == []

    def test_that_own_are_reported(self, owner: Connection) -> None:
        role = owner.execute(text("SELECT current_user")).scalar_one()

        assert f"{role}: owns relations" in role_problems(owner, role)

    @pytest.mark.parametrize(
        "statement", ["CREATE TABLE bad (a int)", "TRUNCATE tenancy_store", "SET ROLE stoa_owner"]
    )
    def test_that_serve_are_refused_the_rest(self, db: Session, statement: str) -> None:
        with pytest.raises(DBAPIError, match="permission denied"):
            db.execute(text(statement))


class TestRows:
    def test_are_invisible_without_a_scope(self, db: Session, rows: Rows) -> None:
        for table in TABLES:
            assert table in rows[0]
            assert db.execute(text(f"SELECT * FROM {table}")).all() == [], table

    def test_of_another_store_are_invisible_without_a_filter(
        self, db: Session, stores: Stores, rows: Rows
    ) -> None:
        enter_store(db, stores[0].id)

        for table in TABLES:
            seen = _rows(db, f"SELECT * FROM {table}")
            assert seen == [rows[0][table]], table

    def test_of_all_stores_in_a_reading_scope_are_visible(
        self, db: Session, stores: Stores, rows: Rows
    ) -> None:
        enter_stores(db, [store.id for store in stores])

        for table in TABLES:
            seen = _rows(db, f"SELECT * FROM {table} ORDER BY store_id")
            assert seen == [rows[0][table], rows[1][table]], table

    def test_of_another_store_cannot_be_changed(
        self, db: Session, stores: Stores, rows: Rows
    ) -> None:
        enter_store(db, stores[0].id)

        for table in TABLES:
            other = f"FROM {table} WHERE store_id = {stores[1].id} RETURNING store_id"
            change = other.replace(f"FROM {table}", f"{table} SET store_id = store_id", 1)
            assert rows[1][table]
            assert db.execute(text(f"UPDATE {change}")).all() == [], table
            assert db.execute(text(f"DELETE {other}")).all() == [], table

    def test_cannot_be_handed_to_another_store(
        self, db: Session, stores: Stores, rows: Rows
    ) -> None:
        enter_store(db, stores[0].id)

        for table in TABLES:
            change = f"UPDATE {table} SET store_id = {stores[1].id}"
            assert rows[0][table]
            with pytest.raises(ProgrammingError, match="row-level security"), db.begin_nested():
                db.execute(text(change))

    def test_cannot_be_written_in_a_reading_scope(
        self, db: Session, stores: Stores, rows: Rows
    ) -> None:
        enter_stores(db, [store.id for store in stores])

        for table in TABLES:
            assert rows[0][table]
            change = f"UPDATE {table} SET store_id = store_id RETURNING store_id"
            assert db.execute(text(change)).all() == [], table

    def test_cannot_point_at_another_stores_row(
        self, db: Session, stores: Stores, rows: Rows
    ) -> None:
        enter_store(db, stores[0].id)

        for table, target, column, key in _pointers():
            statement = update(Base.metadata.tables[table]).values({column: rows[1][target][key]})
            assert rows[0][table][column] != rows[1][target][key]
            with pytest.raises(IntegrityError, match="foreign key"), db.begin_nested():
                db.execute(statement)


class TestListings:
    def test_without_their_filters_show_no_foreign_row(
        self, db: Session, stores: Stores, rows: Rows
    ) -> None:
        ids = tuple(store.id for store in stores)
        tested = 0
        for listing, view in LISTINGS:
            unfiltered = _without_filters(listing, view, ids)
            if unfiltered is None:
                continue
            enter_stores(db, [])
            assert _seen(db, unfiltered) == []
            enter_store(db, ids[0])
            assert set(_seen(db, unfiltered)) <= {stores[0].name}
            enter_stores(db, ids)
            tested += set(_seen(db, unfiltered)) == {store.name for store in stores}

        assert rows
        assert tested > len(LISTINGS) / 2


def _rows(db: Session, query: str) -> list[dict[str, Any]]:
    return [dict(row) for row in db.execute(text(query)).mappings()]


def _pointers() -> list[tuple[str, str, str, str]]:
    """Table, table pointed at, and the columns on both sides, of all keys between stores' rows."""
    return [
        (table.name, key.referred_table.name, element.parent.name, element.column.name)
        for table in store_owned_tables()
        for key in table.foreign_key_constraints
        for element in key.elements
        if key.referred_table.name in TABLES and element.parent.name != "store_id"
    ]


def _without_filters(listing: Listing, view: str, ids: tuple[int, ...]) -> Select[Any] | None:
    """The statement of a list page as if every WHERE had been forgotten; None for shared rows."""
    scope = ListScope(store_ids=ids, platform_id=None, start=None, end=None)
    statement = listing.statement(view, scope)

    def forget(part: Any) -> None:
        part._where_criteria = ()

    unfiltered: Select[Any] = cloned_traverse(statement, {}, {"select": forget})
    sql = str(unfiltered)
    assert "store_id IN" not in sql
    is_owned = any(re.search(rf"\b{table}\b", sql) for table in TABLES)
    return unfiltered if is_owned else None


def _seen(db: Session, statement: Select[Any]) -> list[str]:
    """The stores whose rows a list page shows."""
    return list(db.execute(select(statement.subquery().c.store_name)).scalars())
