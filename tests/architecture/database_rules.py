"""The rules that every table and the server's role keep, read from the database itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sqlalchemy import Connection, text

from app.kernel.database.base import Base, Ownership, ownership_of

_TABLES = text(
    "SELECT c.relname AS name, c.relrowsecurity AS is_protected,"
    " c.relforcerowsecurity AS is_forced, pg_get_userbyid(c.relowner) AS owner"
    " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
    " WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND c.relname <> 'alembic_version'"
    " ORDER BY c.relname"
)
_POLICIES = text(
    "SELECT cmd, qual, with_check, permissive FROM pg_policies"
    " WHERE schemaname = 'public' AND tablename = :table"
)
_KEYS = text(
    "SELECT k.conname AS name, k.contype AS kind, k.confrelid::regclass::text AS target,"
    " (SELECT array_agg(a.attname::text ORDER BY u.position)"
    "  FROM unnest(k.conkey) WITH ORDINALITY AS u(number, position)"
    "  JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.number) AS columns"
    " FROM pg_constraint k"
    " WHERE k.conrelid = CAST(:table AS regclass) AND k.contype IN ('p', 'u', 'f', 'x')"
)
_UNIQUE_INDEXES = text(
    "SELECT i.indexrelid::regclass::text AS name, a.attname AS first"
    " FROM pg_index i LEFT JOIN pg_attribute a"
    " ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]"
    " WHERE i.indrelid = CAST(:table AS regclass) AND i.indisunique"
)
_COLUMNS = text(
    "SELECT a.attname AS name, a.attidentity AS identity, a.atttypid::regtype::text AS type,"
    " pg_get_expr(d.adbin, d.adrelid) AS standard"
    " FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum"
    " WHERE a.attrelid = CAST(:table AS regclass) AND a.attnum > 0 AND NOT a.attisdropped"
)
_EXTRA_RIGHTS = text(
    "SELECT right_name FROM unnest(ARRAY['TRUNCATE', 'REFERENCES', 'TRIGGER']) AS right_name"
    " WHERE has_table_privilege(CAST(:role AS text), CAST(:table AS text), right_name)"
)
_ROLE = text(
    "SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb FROM pg_roles WHERE rolname = :role"
)
_OWNED = text("SELECT count(*) FROM pg_class WHERE relowner = CAST(CAST(:role AS text) AS regrole)")
_MEMBER_OF = text(
    "SELECT r.rolname FROM pg_roles r WHERE r.rolname <> :role"
    " AND pg_has_role(CAST(:role AS text), r.oid, 'MEMBER')"
)


def declared_ownership() -> dict[str, Ownership | None]:
    """What the mapped classes say of each table."""
    return {name: ownership_of(table) for name, table in Base.metadata.tables.items()}


def table_problems(
    connection: Connection, ownership: Mapping[str, Ownership | None], app_role: str
) -> list[str]:
    """Every breach of the rules in the tables of this database, as `table: what`."""
    problems = []
    owned = {name for name, whose in ownership.items() if whose is Ownership.STORE}
    for table in connection.execute(_TABLES).all():
        found = list(_of_any_table(connection, table.name, app_role))
        if ownership.get(table.name) is None:
            found.append("is not classified")
        if table.owner == app_role:
            found.append("belongs to the role that serves")
        if table.name in owned:
            if not (table.is_protected and table.is_forced):
                found.append("has no forced row level security")
            found += _of_policies(connection, table.name)
            found += _of_keys(connection, table.name, owned)
        problems += [f"{table.name}: {what}" for what in found]
    return problems


def role_problems(connection: Connection, role: str) -> list[str]:
    """What the role may do beyond serving."""
    rights = connection.execute(_ROLE, {"role": role}).one()._mapping
    problems = [f"{role}: {name}" for name, is_given in rights.items() if is_given]
    if connection.execute(_OWNED, {"role": role}).scalar_one():
        problems.append(f"{role}: owns relations")
    members = connection.execute(_MEMBER_OF, {"role": role}).scalars()
    return [*problems, *(f"{role}: is also {other}" for other in members)]


def _of_any_table(connection: Connection, table: str, app_role: str) -> Iterator[str]:
    for right in connection.execute(_EXTRA_RIGHTS, {"role": app_role, "table": table}).scalars():
        yield f"the role that serves may {right}"
    for column in connection.execute(_COLUMNS, {"table": table}).all():
        if column.identity:
            yield f"{column.name} is an identity column"
        is_id = column.name == "id" and column.type == "bigint"
        if is_id and column.standard != f"nextval('{table}_id_seq'::regclass)":
            yield "id does not come from the table's sequence"


def _of_policies(connection: Connection, table: str) -> Iterator[str]:
    policies = connection.execute(_POLICIES, {"table": table}).all()
    writing = [policy for policy in policies if policy.cmd != "SELECT"]
    if not any(policy.cmd == "ALL" for policy in policies):
        yield "has no policy for all verbs"
    for policy in writing:
        if policy.qual is None or policy.with_check is None:
            yield "has a policy without USING or WITH CHECK"
    for policy in policies:
        for clause in (policy.qual, policy.with_check):
            if clause is not None and not _asks_for_scope(clause):
                yield f"has a policy that does not ask for the scope: {clause}"
        if policy.qual is not None and "( SELECT " not in policy.qual:
            yield f"has a policy that reads its setting for every row: {policy.qual}"


def _asks_for_scope(clause: str) -> bool:
    return "app.store_id" in clause and ("store_id =" in clause or "store_id IN" in clause)


def _of_keys(connection: Connection, table: str, owned: set[str]) -> Iterator[str]:
    keys = connection.execute(_KEYS, {"table": table}).all()
    if not any(key.kind == "p" for key in keys):
        yield "has no primary key"
    for key in keys:
        points_at_shared = key.kind == "f" and key.target not in owned
        if key.columns[0] != "store_id" and not points_at_shared:
            yield f"{key.name} does not begin with store_id"
    constraints = {key.name for key in keys}
    for index in connection.execute(_UNIQUE_INDEXES, {"table": table}).all():
        if index.name not in constraints and index.first != "store_id":
            yield f"{index.name} does not begin with store_id"
