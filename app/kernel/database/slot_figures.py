"""What facts add up to by quarter hour: the finest grain in which figures are kept.

Every time zone in use lies a multiple of 15 minutes from UTC (since 1972), so local days of any
zone are made of whole quarters.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    CompoundSelect,
    DateTime,
    Select,
    String,
    any_,
    bindparam,
    cast,
    func,
    literal,
    null,
    or_,
    select,
    text,
    union_all,
)
from sqlalchemy.dialects.postgresql import ARRAY, INTERVAL
from sqlalchemy.sql.expression import SQLColumnExpression

from app.kernel.database.daily_figures import (
    Fact,
    groups_of_facts,
    select_measures,
    sum_of_fact,
)

QUARTER = timedelta(minutes=15)
_ORIGIN = datetime(1970, 1, 1, tzinfo=UTC)


def slot_of(moment: SQLColumnExpression[Any]) -> ColumnElement[Any]:
    """The beginning of the quarter hour that a moment lies in."""
    quarter = literal(QUARTER, INTERVAL)
    return func.date_bin(quarter, moment, literal(_ORIGIN, DateTime(timezone=True)))


def slot_figures(
    facts: Sequence[Fact], kinds: Collection[str] | None = None
) -> CompoundSelect[*tuple[Any, ...]]:
    """Rows (measure, slot, currency, amount): all that these facts add up to.

    `kinds` narrows them to the facts that depend on records of these kinds whose ids are given as
    `ids_<kind>`; a fact that depends on none of the kinds is left out, one that depends on several
    is taken once.
    """
    narrowed = [(group, _narrowing(group[0], kinds)) for group in groups_of_facts(facts)]
    return union_all(
        *(_figures(group, condition) for group, condition in narrowed if condition is not None)
    )


def _narrowing(fact: Fact, kinds: Collection[str] | None) -> list[ColumnElement[bool]] | None:
    """The condition that holds for touched rows; None when nothing of the fact is touched."""
    if kinds is None:
        return []
    conditions = [
        fact.touched_by[kind] == any_(bindparam(f"ids_{kind}", type_=ARRAY(BigInteger)))
        for kind in kinds
        if kind in fact.touched_by
    ]
    return [or_(*conditions)] if conditions else None


def wide_slot_figures(
    facts: Sequence[Fact], places: Mapping[str, int]
) -> CompoundSelect[*tuple[Any, ...]]:
    """Rows (slot, currency, a1, a2, …): each measure in the column of its place, null elsewhere.

    `currency` is "" for plain counts. Adding up many rows side by side costs a fraction of adding
    them up one below the other; a slot has a row for each group of facts that are read together.
    """
    selects = []
    for number, group in enumerate(groups_of_facts(facts)):
        sums = _sums(group, []).cte(f"group_{number}")
        for has_currency in sorted({fact.currency is not None for fact in group}):
            columns: dict[int, ColumnElement[Any]] = {
                places[fact.measure]: sums.c[f"amount_{index}"]
                for index, fact in enumerate(group)
                if (fact.currency is not None) == has_currency
            }
            selects.append(
                select(
                    sums.c.slot,
                    (sums.c.currency if has_currency else literal("", String)).label("currency"),
                    *(
                        cast(columns.get(place, null()), BigInteger).label(f"a{place}")
                        for place in range(1, max(places.values()) + 1)
                    ),
                )
            )
    return union_all(*selects)


def _figures(
    group: Sequence[Fact], condition: Sequence[ColumnElement[bool]]
) -> Select[*tuple[Any, ...]]:
    sums = _sums(group, condition).subquery("sums")
    return select_measures(group, sums, sums.c.slot)


def _sums(
    group: Sequence[Fact], condition: Sequence[ColumnElement[bool]]
) -> Select[*tuple[Any, ...]]:
    """One scan: (slot, currency, amount_0, …) with the sums of a group side by side."""
    rows = group[0]
    currency = next((fact.currency for fact in group if fact.currency is not None), null())
    return (
        select(
            slot_of(rows.at).label("slot"),
            cast(currency, String).label("currency"),
            *(sum_of_fact(fact).label(f"amount_{index}") for index, fact in enumerate(group)),
        )
        .select_from(rows.source)
        .where(rows.at.is_not(None), *rows.where, *condition)
        .group_by(text("1, 2"))
    )
