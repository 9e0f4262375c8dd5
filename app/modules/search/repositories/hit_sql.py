"""The products that are wanted, as a query of (product_id, rank); all by comparing keys.

The text is put together from constants only; what somebody typed is always a parameter. LATERAL
with OFFSET 0, and scalar sub-queries in place of EXISTS, leave the planner one way: by the key.
Without statistics, as after a rebuilding, it would rather read every row of the store.
"""

from __future__ import annotations

from typing import Any

from app.modules.search.asked import Wanted

_OF_TERM = (
    "SELECT p.product_id, p.weight AS rank FROM search_posting p"
    " WHERE p.store_id = :store_id AND p.locale = :locale AND p.term = :term"
)
_OF_WORDS = (
    "SELECT m.product_id, CAST(sum(m.best) AS bigint) * count(*) AS rank FROM ("
    "SELECT g.word, p.product_id, max(p.weight * CAST(g.sureness AS bigint)) AS best"
    " FROM unnest(CAST(:terms AS text[]), CAST(:word_numbers AS int[]),"
    " CAST(:surenesses AS int[])) AS g(term, word, sureness)"
    " CROSS JOIN LATERAL (SELECT o.product_id, o.weight FROM search_posting o"
    " WHERE o.store_id = :store_id AND o.locale = :locale AND o.term = g.term OFFSET 0) p"
    " GROUP BY g.word, p.product_id) m GROUP BY m.product_id HAVING count(*) >= :least_words"
)
_OF_FILTER = (
    "SELECT DISTINCT p.product_id, CAST(0 AS bigint) AS rank FROM search_posting p"
    " WHERE p.store_id = :store_id AND p.locale = :locale AND p.weight = 0"
    " AND p.term = ANY(CAST(:filter_0 AS text[]))"
)
_OF_ALL = (
    "SELECT a.product_id, CAST(0 AS bigint) AS rank FROM search_document a"
    " WHERE a.store_id = :store_id AND a.locale = :locale"
)
_PASSES = (
    "(SELECT true FROM search_posting f WHERE f.store_id = :store_id AND f.locale = :locale"
    " AND f.term = ANY(CAST(:{name} AS text[])) AND f.weight = 0"
    " AND f.product_id = b.product_id LIMIT 1)"
)
_COSTS = (
    "(SELECT true FROM search_document c WHERE c.store_id = :store_id AND c.locale = :locale"
    " AND c.product_id = b.product_id"
    " AND c.price_minor BETWEEN CAST(:price_min AS bigint) AND CAST(:price_max AS bigint) LIMIT 1)"
)
MOST = 2**62


def hits(store_id: int, wanted: Wanted) -> tuple[str, dict[str, Any]]:
    """The query and its parameters."""
    given: dict[str, Any] = {"store_id": store_id, "locale": wanted.locale}
    filters = list(wanted.filters.values())
    given |= {f"filter_{number}": list(terms) for number, terms in enumerate(filters)}
    base, used = _base(wanted, given)
    conditions = [_PASSES.format(name=f"filter_{number}") for number in range(used, len(filters))]
    if "price" in wanted.narrowed:
        conditions.append(_COSTS)
        given["price_min"] = wanted.price_min or 0
        given["price_max"] = MOST if wanted.price_max is None else wanted.price_max
    if not conditions:
        return base, given
    # OFFSET 0: otherwise each posting is asked, before those of one product are put together.
    where, once = " AND ".join(conditions), "" if base == _OF_TERM else "OFFSET 0"
    return f"SELECT b.* FROM ({base} {once}) b WHERE {where}", given  # noqa: S608


def _base(wanted: Wanted, given: dict[str, Any]) -> tuple[str, int]:
    """What the products are found by, and how many of the filters that has used up."""
    meant = [(number, each) for number, word in enumerate(wanted.words) for each in word]
    if len(meant) == 1:
        given["term"] = meant[0][1].term
        return _OF_TERM, 0
    if meant:
        given |= {
            "terms": [each.term for _, each in meant],
            "word_numbers": [number for number, _ in meant],
            "surenesses": [each.sureness for _, each in meant],
            "least_words": 1 if wanted.any_word else len(wanted.words),
        }
        return _OF_WORDS, 0
    return (_OF_FILTER, 1) if wanted.filters else (_OF_ALL, 0)
