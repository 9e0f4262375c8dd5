"""Taking the keys and indexes off tables before a bulk load, and putting the very same back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import psycopg
from psycopg import sql

Connection = psycopg.Connection[tuple[object, ...]]

_CASTS = re.compile(r"::(?:character varying|text)(?:\[\])?|[()]")
_INDEXES = """
    SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
    ORDER BY tablename, indexname
"""
_CONSTRAINTS = """
    SELECT conrelid::regclass::text, conname, contype::text, convalidated,
        pg_get_constraintdef(oid)
    FROM pg_constraint WHERE connamespace = 'public'::regnamespace ORDER BY 1, 2
"""


@dataclass(frozen=True)
class Key:
    """A primary key, unique key, foreign key (`kind` as in pg_constraint) or plain index ("i")."""

    table: str
    name: str
    kind: str
    definition: str

    def drop(self) -> sql.Composed:
        """The statement that takes it off."""
        if self.kind == "i":
            return sql.SQL("DROP INDEX {}").format(sql.Identifier(self.name))
        return sql.SQL("ALTER TABLE {} DROP CONSTRAINT {}").format(
            sql.Identifier(self.table), sql.Identifier(self.name)
        )

    def create(self) -> sql.Composed:
        """The statement that puts it back; a foreign key still has to be validated."""
        if self.kind == "i":
            return sql.Composed([sql.SQL(self.definition)])
        text = self.definition + (" NOT VALID" if self.kind == "f" else "")
        return sql.SQL("ALTER TABLE {} ADD CONSTRAINT {} {}").format(
            sql.Identifier(self.table),
            sql.Identifier(self.name),
            sql.SQL(text),
        )

    def validate(self) -> sql.Composed:
        """The statement that checks every row against the foreign key."""
        return sql.SQL("ALTER TABLE {} VALIDATE CONSTRAINT {}").format(
            sql.Identifier(self.table), sql.Identifier(self.name)
        )


def schema_of(connection: Connection) -> list[tuple[object, ...]]:
    """Every index and constraint there is, for comparing before and after.

    Casts and brackets are left out: PostgreSQL writes them another way when it reads a condition
    such as `kind IN (...)` from the text that it gave itself.
    """
    rows = [*connection.execute(_INDEXES), *connection.execute(_CONSTRAINTS)]
    return [tuple(_CASTS.sub("", str(value)) for value in row) for row in rows]


def keys_of(connection: Connection, tables: Sequence[str]) -> list[Key]:
    """What can be taken off these tables: foreign keys from and to them, keys and indexes."""
    rows = connection.execute(
        """
        SELECT conrelid::regclass::text, conname, contype::text, pg_get_constraintdef(oid)
        FROM pg_constraint
        WHERE contype IN ('p', 'u', 'f') AND (conrelid::regclass::text = ANY (%(tables)s)
            OR (contype = 'f' AND confrelid::regclass::text = ANY (%(tables)s)))
        UNION ALL
        SELECT indrelid::regclass::text, indexrelid::regclass::text, 'i',
            pg_get_indexdef(indexrelid)
        FROM pg_index
        WHERE indrelid::regclass::text = ANY (%(tables)s)
            AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid
                AND contype IN ('p', 'u'))
        ORDER BY 1, 2
        """,
        {"tables": list(tables)},
    )
    return [Key(*map(str, row)) for row in rows]


def drop_keys(connection: Connection, keys: Iterable[Key]) -> None:
    """Takes them off; foreign keys first, for they lean on the others."""
    for key in sorted(keys, key=lambda key: key.kind != "f"):
        connection.execute(key.drop())
