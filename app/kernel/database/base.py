"""The declarative base, identifiers from sequences, and the ownership of every table."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import BigInteger, DateTime, MetaData, Sequence, Table, text
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column


class Ownership(StrEnum):
    """Whose rows a table holds, and so how it is keyed, protected and (on Citus) distributed."""

    STORE = "store"
    MERCHANT = "merchant"
    SHARED = "shared"
    LOCAL = "local"


class Base(DeclarativeBase):
    """Base of all tables. A table's name begins with the code of the module that owns it."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: DateTime(timezone=True),
        int: BigInteger,
    }
    ownership: ClassVar[Ownership]


def next_id(table_name: str) -> Any:
    """A bigint identifier column from a sequence of its own (Citus refuses IDENTITY columns)."""
    sequence = Sequence(f"{table_name}_id_seq", data_type=BigInteger, metadata=Base.metadata)
    default = text(f"nextval('{sequence.name}'::regclass)")
    return mapped_column(
        BigInteger, sequence, server_default=default, primary_key=True, sort_order=-90
    )


class Identified:
    """Tables that no store owns: shared ones and local ones, with a plain `id`."""

    __tablename__: str

    @declared_attr
    def id(cls) -> Mapped[int]:  # noqa: N805 - declared_attr receives the class
        return next_id(cls.__tablename__)  # type: ignore[no-any-return]


def ownership_of(table: Table) -> Ownership | None:
    """The declared ownership of a mapped table; None when it was never classified."""
    for mapper in Base.registry.mappers:
        if mapper.local_table is table:
            return getattr(mapper.class_, "ownership", None)
    return None
