"""One statement reads many measures as daily figures: the shape every metrics provider uses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    ColumnElement,
    Date,
    DateTime,
    Row,
    Select,
    String,
    and_,
    case,
    cast,
    column,
    func,
    literal,
    null,
    select,
    text,
    true,
    union_all,
    values,
)
from sqlalchemy.orm import Session
from sqlalchemy.sql.expression import SQLColumnExpression

Span = tuple[str, datetime, datetime, bool]


@dataclass(frozen=True)
class Fact:
    """Something that happened at a moment: what one measure adds up.

    `source` is the mapped class or join that the rows come from, `at` is the time column; `where`
    narrows the rows and must name the stores. `amount` defaults to 1 a row; money is in minor units
    with its `currency` column. For stocks, a fact of +1 when a row came into being and one of -1
    when it ceased give the count at any moment.
    """

    measure: str
    source: Any
    at: SQLColumnExpression[Any]
    where: Sequence[ColumnElement[bool]]
    amount: SQLColumnExpression[Any] | None = None
    currency: SQLColumnExpression[Any] | None = None
    sign: int = 1


def read_daily_figures(
    db: Session, spans: Sequence[Span], zone: str, facts: Sequence[Fact]
) -> Sequence[Row[Any]]:
    """Rows (measure, span, day, currency, amount), in one statement over all facts.

    Days are local days of `zone`; spans that are not cut into days have `day` None. Spans may
    overlap, since each fact is matched against every span.
    """
    span_table = (
        values(
            column("name", String),
            column("starts", DateTime(timezone=True)),
            column("ends", DateTime(timezone=True)),
            column("is_daily", Boolean),
            name="span",
        )
        .data(list(spans))
        .cte("spans")
    )
    statements = [_figures(fact, span_table, zone) for fact in facts]
    return db.execute(union_all(*statements)).all()


def _figures(fact: Fact, span_table: Any, zone: str) -> Select[Any]:
    span = span_table.c
    local_day = cast(func.timezone(zone, fact.at), Date)
    day = case((span.is_daily, local_day), else_=null()).label("day")
    currency = cast(null(), String) if fact.currency is None else cast(fact.currency, String)
    amount = func.count() if fact.amount is None else func.coalesce(func.sum(fact.amount), 0)
    in_span = and_(fact.at >= span.starts, fact.at < span.ends)
    return (
        select(
            literal(fact.measure).label("measure"),
            span.name.label("span"),
            day,
            currency.label("currency"),
            cast(amount * fact.sign, BigInteger).label("amount"),
        )
        .select_from(span_table)
        .join(fact.source, true())
        .where(in_span, *fact.where)
        .group_by(text("2, 3, 4"))
    )
