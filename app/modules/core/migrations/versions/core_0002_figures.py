"""figures."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY

from app.kernel.database.migration_ops import protect_store_rows

revision = "core_0002"
down_revision = "core_0001"
branch_labels = None
depends_on = None
_OWNED = ("core_figure", "core_day_course", "core_figure_state")


def upgrade() -> None:
    op.execute("CREATE SEQUENCE core_figure_part_seq AS bigint")
    op.create_table(
        "core_figure_measure",
        sa.Column("module", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.CheckConstraint(
            "position BETWEEN 1 AND 99", name=op.f("ck_core_figure_measure_position_fits_a_code")
        ),
        sa.PrimaryKeyConstraint("module", "name", name=op.f("pk_core_figure_measure")),
        sa.UniqueConstraint(
            "module", "position", name=op.f("uq_core_figure_measure_module_position")
        ),
    )
    _create("core_figure", "store_id", _grain(), *_place(), _part(), _amounts())
    _create("core_day_course", "store_id", *_place(), _codes(), _amounts())
    _create("core_figure_state", "store_id", _module(), _zone())
    _create("core_platform_figure", "platform_id", _grain(), *_place(), _amounts())
    _create("core_platform_course", "platform_id", *_place(), _codes(), _amounts())
    _create("core_rollup", "platform_id", _module(), _zone(), _members())
    for table in _OWNED:
        op.create_foreign_key(
            op.f(f"fk_{table}_store_id"), table, "tenancy_store", ["store_id"], ["id"]
        )
        protect_store_rows(table)


def downgrade() -> None:
    for table in (*_OWNED, "core_platform_figure", "core_platform_course", "core_rollup"):
        op.drop_table(table)
    op.drop_table("core_figure_measure")
    op.execute("DROP SEQUENCE core_figure_part_seq")


def _create(table: str, owner: str, *columns: sa.Column[object]) -> None:
    key = [
        owner,
        *(c.name for c in columns if c.name in {"grain", "at", "module", "currency", "part"}),
    ]
    op.create_table(
        table,
        sa.Column(owner, sa.BigInteger(), nullable=False),
        *columns,
        sa.PrimaryKeyConstraint(*key, name=op.f(f"pk_{table}")),
    )


def _grain() -> sa.Column[object]:
    return sa.Column("grain", sa.SmallInteger(), nullable=False)


def _place() -> list[sa.Column[object]]:
    return [
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        _module(),
        sa.Column("currency", sa.String(), nullable=False),
    ]


def _module() -> sa.Column[object]:
    return sa.Column("module", sa.String(), nullable=False)


def _part() -> sa.Column[object]:
    return sa.Column("part", sa.BigInteger(), nullable=False)


def _zone() -> sa.Column[object]:
    return sa.Column("time_zone", sa.String(), nullable=False)


def _codes() -> sa.Column[object]:
    return sa.Column("codes", ARRAY(sa.Integer()), nullable=False)


def _amounts() -> sa.Column[object]:
    return sa.Column("amounts", ARRAY(sa.BigInteger()), nullable=False)


def _members() -> sa.Column[object]:
    return sa.Column("members", ARRAY(sa.BigInteger()), nullable=False)
