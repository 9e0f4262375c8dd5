"""What migrations add to tables: identifiers from sequences and row level security."""

from __future__ import annotations

from alembic import op

_OWN = "store_id = nullif(current_setting('app.store_id', true), '')::bigint"
_ONE_OF = (
    "store_id = ANY (string_to_array(nullif(current_setting('app.store_ids', true), ''), ',')"
    "::bigint[])"
)


def protect_store_rows(table: str) -> None:
    """Rows are visible in their store's scope or a reading scope, writable in their store's only.

    Without a scope no row is visible. `nullif` is needed: after a transaction that set them, the
    settings of a pooled connection are empty strings and not NULL.
    """
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    op.execute(f"CREATE POLICY own_store ON {table} USING ({_OWN}) WITH CHECK ({_OWN})")
    op.execute(f"CREATE POLICY read_stores ON {table} FOR SELECT USING ({_ONE_OF})")


def create_ids(table: str) -> None:
    """The sequence that the table's `id` comes from; created before the table."""
    op.execute(f"CREATE SEQUENCE {table}_id_seq AS bigint")


def drop_ids(table: str) -> None:
    """Drops the sequence; after the table."""
    op.execute(f"DROP SEQUENCE {table}_id_seq")
