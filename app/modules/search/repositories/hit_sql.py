"""The products that are wanted, as a query of (product_id, rank); all by comparing keys.

The text is put together from constants only; what somebody typed is always a parameter. Two forms
leave the planner one way, by the key: LATERAL with OFFSET 0 for a handful of keys, and
`= ANY(ARRAY(...))` for thousands, which PostgreSQL reads in the order of the index, each page once.
Nothing is joined: without statistics, as after a rebuilding, a join would compare each row with
each. What has to be in several sets is counted instead.
"""

from __future__ import annotations

from typing import Any

from app.modules.search.asked import Wanted

_OF_TERM = (
    "SELECT p.product_id, p.weight AS rank FROM search_posting p"
    " WHERE p.store_id = :store_id AND p.locale = :locale AND p.term = :term"
)
_MEANT = (
    "SELECT g.word, p.product_id, p.weight * CAST(g.sureness AS bigint) AS best"
    " FROM unnest(CAST(:terms AS text[]), CAST(:word_numbers AS int[]),"
    " CAST(:surenesses AS int[])) AS g(term, word, sureness)"
    " CROSS JOIN LATERAL (SELECT o.product_id, o.weight FROM search_posting o"
    " WHERE o.store_id = :store_id AND o.locale = :locale AND o.term = g.term {best} OFFSET 0) p"
)
_BEST_OF_TERM = "ORDER BY o.weight DESC, o.product_id DESC LIMIT :most"
_OF_ONE_WORD = "SELECT m.product_id, max(m.best) AS rank FROM ({meant}) m GROUP BY m.product_id"
_EACH_WORD = (
    "SELECT e.word, e.product_id, max(e.best) AS best FROM ({meant}) e"
    " GROUP BY e.word, e.product_id"
)
_OF_WORDS = (
    "SELECT m.product_id, CAST(sum(m.best) AS bigint) * count(*) AS rank FROM ({each}) m"
    " GROUP BY m.product_id HAVING count(*) >= :least_words"
)
_OF_FILTER = (
    "SELECT {once} p.product_id, CAST(0 AS bigint) AS rank FROM search_posting p"
    " WHERE p.store_id = :store_id AND p.locale = :locale AND p.weight = 0"
    " AND p.term = ANY(CAST(:{name} AS text[]))"
)
_OF_ALL = (
    "SELECT p.product_id, CAST(0 AS bigint) AS rank FROM search_document p"
    " WHERE p.store_id = :store_id AND p.locale = :locale"
)
_OF_PRICE = (
    f"{_OF_ALL} AND p.price_minor BETWEEN CAST(:price_min AS bigint) AND CAST(:price_max AS bigint)"
)
_AMONG = " AND p.product_id = ANY(ARRAY(SELECT product_id FROM base))"
MOST = 2**62
MOST_COUNTED = 10_000
BEST = "ORDER BY rank DESC, product_id DESC LIMIT"
_IN = " AND c.product_id = ANY(ARRAY(SELECT product_id FROM {found})) OFFSET 0"
ALL_DOCUMENTS = (
    "SELECT c.product_id, c.price_minor, c.currency, c.is_available, c.published_at, c.filters"
    " FROM search_document c WHERE c.store_id = :store_id AND c.locale = :locale"
)


def hits(store_id: int, wanted: Wanted, most: int | None = None) -> tuple[str, dict[str, Any]]:
    """The query and its parameters; where only the best `most` matter, others may be missing."""
    given: dict[str, Any] = {"store_id": store_id, "locale": wanted.locale, "most": most}
    sets = [*_words(wanted, given), *_filters(wanted, given), *_prices(wanted, given)]
    base, *others = sets or [_OF_ALL]
    if not others:
        return base, given
    united = " UNION ALL ".join(f"{each}{_AMONG}" for each in others)
    return (
        f"WITH base AS MATERIALIZED ({base})"  # noqa: S608
        " SELECT u.product_id, max(u.rank) AS rank"
        f" FROM (SELECT product_id, rank FROM base UNION ALL {united}) u"
        f" GROUP BY u.product_id HAVING count(*) = {len(sets)}"
    ), given


def documents_in(found: str) -> str:
    """The documents of the products in `found`, a query that stands before."""
    return ALL_DOCUMENTS + _IN.format(found=found)


def _words(wanted: Wanted, given: dict[str, Any]) -> list[str]:
    """What the words find, if there are any."""
    meant = [(number, each) for number, word in enumerate(wanted.words) for each in word]
    if len(meant) == 1:
        given["term"] = meant[0][1].term
        return [_OF_TERM]
    if not meant:
        return []
    given |= {
        "terms": [each.term for _, each in meant],
        "word_numbers": [number for number, _ in meant],
        "surenesses": [each.sureness for _, each in meant],
        "least_words": 1 if wanted.any_word else len(wanted.words),
    }
    if len(wanted.words) == 1:
        # The best of a word are among the best of each of its meanings.
        best = _BEST_OF_TERM if given["most"] and not wanted.narrowed else ""
        return [_OF_ONE_WORD.format(meant=_MEANT.format(best=best))]
    each = _MEANT.format(best="")
    if len(meant) > len(wanted.words):
        each = _EACH_WORD.format(meant=each)
    return [_OF_WORDS.format(each=each)]


def _filters(wanted: Wanted, given: dict[str, Any]) -> list[str]:
    """What has one of the values, for each facet that is narrowed to some."""
    found = []
    for number, terms in enumerate(wanted.filters.values()):
        given[f"filter_{number}"] = list(terms)
        once = "DISTINCT" if len(terms) > 1 else ""
        found.append(_OF_FILTER.format(name=f"filter_{number}", once=once))
    return found


def _prices(wanted: Wanted, given: dict[str, Any]) -> list[str]:
    if wanted.price_min is None and wanted.price_max is None:
        return []
    given["price_min"] = wanted.price_min or 0
    given["price_max"] = MOST if wanted.price_max is None else wanted.price_max
    return [_OF_PRICE]
