"""One statement reads many measures as daily figures: the shape every metrics provider uses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import (
    CTE,
    BigInteger,
    BindParameter,
    Boolean,
    ColumnElement,
    CompoundSelect,
    Date,
    DateTime,
    FromClause,
    Integer,
    Select,
    String,
    Subquery,
    TableValuedAlias,
    any_,
    bindparam,
    case,
    cast,
    column,
    func,
    null,
    select,
    text,
    true,
    union_all,
)
from sqlalchemy.dialects.postgresql import ARRAY, array
from sqlalchemy.sql.expression import SQLColumnExpression
from sqlalchemy.types import TypeEngine

Span = tuple[str, datetime, datetime, bool]
_SPAN_COLUMNS: tuple[tuple[str, TypeEngine[Any]], ...] = (
    ("name", String()),
    ("first", Integer()),
    ("last", Integer()),
    ("is_daily", Boolean()),
)
_ZONE: BindParameter[str] = bindparam("zone", type_=String())
_BOUNDS: BindParameter[Any] = bindparam("bounds", type_=ARRAY(DateTime(timezone=True)))
_DAILY_PIECES: BindParameter[Any] = bindparam("daily_pieces", type_=ARRAY(Integer))
_BEGIN: BindParameter[Any] = bindparam("begin", type_=DateTime(timezone=True))
_END: BindParameter[Any] = bindparam("end", type_=DateTime(timezone=True))


@dataclass(frozen=True)
class Fact:
    """Something that happened at a moment: what one measure adds up.

    `source` is the mapped class or join that the rows come from, `at` is the time column; `where`
    narrows the rows and must name the stores. `amount` defaults to 1 a row; money is in minor units
    with its `currency` column. For stocks, a fact of +1 when a row came into being and one of -1
    when it ceased give the count at any moment. Facts that are handed the same objects as `source`,
    `at` and `where` are read in one scan. `touched_by` says which records a fact depends on, by the
    column that holds their id: a change of such a record may change the fact.
    """

    measure: str
    source: Any
    at: SQLColumnExpression[Any]
    where: Sequence[ColumnElement[bool]]
    amount: SQLColumnExpression[Any] | None = None
    currency: SQLColumnExpression[Any] | None = None
    sign: int = 1
    touched_by: Mapping[str, SQLColumnExpression[Any]] = field(default_factory=dict)


def daily_figures(facts: Sequence[Fact]) -> CompoundSelect[*tuple[Any, ...]]:
    """Rows (measure, span, day, currency, amount), in one statement over all facts.

    It expects `daily_parameters`. Days are local days of the zone; spans that are not cut into days
    have `day` None. Spans may overlap: the bounds of all of them cut time into pieces, each fact is
    added to its piece, and a span is the sum of its pieces.
    """
    span_table = select(_span_rows()).cte("spans")
    return union_all(*(_figures(group, span_table) for group in groups_of_facts(facts)))


def daily_parameters(spans: Sequence[Span], zone: str) -> dict[str, Any]:
    """Spans and time zone as `daily_figures` expects them.

    Worked example: of the bounds 1 May, 8 May, 15 May piece 1 is the first week and piece 2 the
    second; a span of both weeks is the pieces 1 to 2.
    """
    bounds = sorted({moment for _, starts, ends, _ in spans for moment in (starts, ends)})
    pieces = [
        (name, bounds.index(starts) + 1, bounds.index(ends), is_daily)
        for name, starts, ends, is_daily in spans
    ]
    daily_pieces = {
        piece for _, first, last, is_daily in pieces if is_daily for piece in range(first, last + 1)
    }
    columns = zip(_SPAN_COLUMNS, zip(*pieces, strict=True), strict=True)
    return {
        "zone": zone,
        "bounds": bounds,
        "begin": bounds[0],
        "end": bounds[-1],
        "daily_pieces": sorted(daily_pieces),
        **{f"span_{name}": list(values) for (name, _), values in columns},
    }


def _span_rows() -> TableValuedAlias:
    """The spans as one array a column: with VALUES the statement would be compiled each time."""
    arrays = [bindparam(f"span_{name}", type_=ARRAY(kind)) for name, kind in _SPAN_COLUMNS]
    named = [column(name, kind) for name, kind in _SPAN_COLUMNS]
    return func.unnest(*arrays).table_valued(*named).render_derived("span")


def groups_of_facts(facts: Sequence[Fact]) -> list[list[Fact]]:
    """Facts that were given the very same rows and moments, so that one scan reads them all.

    Facts without a currency go with those that have one; two currency columns are two groups.
    """
    currencies: dict[tuple[int, ...], int] = {}
    for fact in facts:
        if fact.currency is not None:
            currencies.setdefault(_rows_of(fact), id(fact.currency))
    groups: dict[tuple[int, ...], list[Fact]] = {}
    for fact in facts:
        rows = _rows_of(fact)
        currency = currencies.get(rows, 0) if fact.currency is None else id(fact.currency)
        groups.setdefault((*rows, currency), []).append(fact)
    return list(groups.values())


def _rows_of(fact: Fact) -> tuple[int, ...]:
    """Which rows a fact reads: the same objects mean the same rows, different ones may."""
    return id(fact.source), id(fact.at), id(fact.where)


def _figures(group: Sequence[Fact], span_table: CTE) -> Select[*tuple[Any, ...]]:
    """One scan with the sums of a group side by side, then each sum as a row of its own."""
    span, pieces = span_table.c, _pieces(group)
    names = [f"amount_{index}" for index in range(len(group))]
    sums = (
        select(
            span.name.label("span"),
            case((span.is_daily, pieces.c.day), else_=null()).label("day"),
            pieces.c.currency,
            *(cast(func.sum(pieces.c[name]), BigInteger).label(name) for name in names),
        )
        .select_from(span_table)
        .join(pieces, pieces.c.piece.between(span.first, span.last))
        .group_by(text("1, 2, 3"))
        .subquery("sums")
    )
    return select_measures(group, sums, sums.c.span, sums.c.day)


def _pieces(group: Sequence[Fact]) -> Subquery:
    """What a group adds up to in each piece of time, by local day where a span asks for days."""
    rows = group[0]
    piece: ColumnElement[int] = func.width_bucket(rows.at, _BOUNDS, type_=Integer())
    local_day = cast(func.timezone(_ZONE, rows.at), Date)
    currency = next((fact.currency for fact in group if fact.currency is not None), null())
    return (
        select(
            piece.label("piece"),
            case((piece == any_(_DAILY_PIECES), local_day), else_=null()).label("day"),
            cast(currency, String).label("currency"),
            *(sum_of_fact(fact).label(f"amount_{index}") for index, fact in enumerate(group)),
        )
        .select_from(rows.source)
        .where(rows.at >= _BEGIN, rows.at < _END, *rows.where)
        .group_by(text("1, 2, 3"))
        .subquery("pieces")
    )


def select_measures(
    group: Sequence[Fact], sums: FromClause, *places: ColumnElement[Any]
) -> Select[*tuple[Any, ...]]:
    """(measure, places, currency, amount) from sums that stand side by side.

    `sums` has `currency`, and `amount_0` and so on for the facts of the group.
    """
    measures = (
        func.unnest(
            array([fact.measure for fact in group]),
            array([fact.currency is not None for fact in group]),
            array([sums.c[f"amount_{index}"] for index in range(len(group))]),
        )
        .table_valued(
            column("measure", String), column("has_currency", Boolean), column("amount", BigInteger)
        )
        .render_derived("measures")
    )
    return (
        select(
            measures.c.measure,
            *places,
            case((measures.c.has_currency, sums.c.currency), else_=null()).label("currency"),
            measures.c.amount,
        )
        .select_from(sums)
        .join(measures, true())
    )


def sum_of_fact(fact: Fact) -> ColumnElement[int]:
    """What a fact adds up to over the rows of its scan, as a bigint."""
    amount = func.count() if fact.amount is None else func.coalesce(func.sum(fact.amount), 0)
    return cast(amount * fact.sign, BigInteger)
