"""What a module keeps figures of: its measures, and the facts they can be recounted from."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from psycopg import sql
from sqlalchemy import (
    BigInteger,
    BindParameter,
    ClauseElement,
    ColumnElement,
    DateTime,
    Row,
    any_,
    bindparam,
    literal,
    make_url,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session
from sqlalchemy.sql.expression import SQLColumnExpression

from app.kernel.database.daily_figures import Fact, daily_figures
from app.kernel.database.slot_figures import slot_figures, wide_slot_figures

StoreIds = Sequence[int] | BindParameter[Any]
Since = datetime | BindParameter[Any]
FactsOf = Callable[[StoreIds, Since], Sequence[Fact]]
_STORE_IDS: BindParameter[Any] = bindparam("store_ids", type_=ARRAY(BigInteger))
_DRIVER = make_url("postgresql+psycopg://")
_PARAMETER = re.compile(r"%\((\w+)\)s")
_SINCE: BindParameter[Any] = bindparam("since", type_=DateTime(timezone=True))


def of_stores(column: SQLColumnExpression[Any], store_ids: StoreIds) -> ColumnElement[bool]:
    """Whether a row belongs to one of the stores, given by their ids or as a parameter."""
    ids = store_ids if isinstance(store_ids, BindParameter) else _array(store_ids)
    return column == any_(ids)


def _array(store_ids: Sequence[int]) -> ColumnElement[Any]:
    return literal(list(store_ids), ARRAY(BigInteger))


@dataclass(frozen=True)
class FigureSource:
    """The additive measures of one module.

    `facts` gives, for some stores, every fact that happened at or after a moment; their sum by
    measure is what the read models hold, so a recount can prove it. Measures may be added and
    reordered freely: their places in the read models are kept apart.
    """

    module: str
    measures: tuple[str, ...]
    facts: FactsOf

    def slots(self, kinds: tuple[str, ...] | None = None) -> str:
        """A query (measure, slot, currency, amount) of all facts, or those of records of kinds.

        As the driver takes it, made once: making it anew for each change costs more than running
        it. It expects `store_ids`, `since`, and `ids_<kind>` for each kind of touched records.
        """
        return _slots(self, kinds)

    def wide_slots(self, places: Mapping[str, int]) -> str:
        """All facts as rows (slot, currency, a1, a2, …), each measure in the column of its place.

        A slot may have several rows; it expects `store_ids` and `since`.
        """
        return _wide_slots(self, tuple(sorted(places.items())))


def count_daily_figures(
    db: Session, facts_of: FactsOf, values: Mapping[str, Any]
) -> Sequence[Row[Any]]:
    """The rows of `daily_figures`, by a statement that is made once for each function.

    `values` are `daily_parameters`, `store_ids`, `since`, and what the facts name themselves.
    """
    return db.connection().exec_driver_sql(_daily_sql(facts_of), dict(values)).all()


@cache
def _daily_sql(facts_of: FactsOf) -> str:
    return _compiled(daily_figures(facts_of(_STORE_IDS, _SINCE)))


@cache
def _slots(source: FigureSource, kinds: tuple[str, ...] | None) -> str:
    return _compiled(slot_figures(source.facts(_STORE_IDS, _SINCE), kinds))


@cache
def _wide_slots(source: FigureSource, places: tuple[tuple[str, int], ...]) -> str:
    return _compiled(wide_slot_figures(source.facts(_STORE_IDS, _SINCE), dict(places)))


def _compiled(statement: ClauseElement) -> str:
    """The statement with its constants written out; the driver reads few parameters faster.

    Parameters without a value are left to whoever runs it.
    """
    compiled = statement.compile(dialect=_DRIVER.get_dialect()())
    constants = {name: value for name, value in compiled.params.items() if value is not None}
    return _PARAMETER.sub(
        lambda found: _literal(constants[found[1]]) if found[1] in constants else found[0],
        str(compiled),
    )


def _literal(value: object) -> str:
    return sql.Literal(value).as_string().strip().replace("%", "%%")
