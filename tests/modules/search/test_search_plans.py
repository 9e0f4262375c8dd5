"""Under row level security every look-up goes by its key, whatever somebody looks for.

A condition that calls a function which is not leakproof may not look into an index before the
policy has seen the row: it would read every row of the store.
"""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import event, text
from sqlalchemy.orm import Session

from app.modules.search.asked import Sort
from app.modules.search.services.document_terms import AVAILABLE, category_term
from app.modules.search.services.search_products import Asked, search
from tests.modules.search.factories import FakeCatalog, document
from tests.modules.search.test_search_products import CHAIRS, fill

KEYS = {
    "search_posting": "term",
    "search_word": "word",
    "search_spelling": "deletion",
    "search_card": "product_id",
    "search_document": "product_id",
}
SEARCHES = (
    Asked("chair "),
    Asked("red cha"),
    Asked("chiar tabel "),
    Asked("red chair ", filters=(("category", (category_term(1),)),), facets={"all"}),
    Asked(filters=(("category", (category_term(1),)),), price_max=99, sort=Sort.PRICE_ASC),
    Asked(
        "red chair ",
        filters=(
            ("category", (category_term(1), category_term(2))),
            ("availability", (AVAILABLE,)),
        ),
        price_min=1,
        sort=Sort.NEWEST,
        facets={"all"},
    ),
)


def plans(db: Session, store_id: int, asked: Asked) -> list[str]:
    """The plan of every statement of the search, when whole tables are the last resort."""
    seen: list[tuple[str, Any]] = []

    def note(*given: Any) -> None:
        seen.append((given[2], given[3]))

    connection = db.connection()
    event.listen(connection, "before_cursor_execute", note)
    search(db, store_id, "en", "EUR", asked)
    event.remove(connection, "before_cursor_execute", note)
    db.execute(text("SET LOCAL enable_seqscan = off"))
    db.execute(text("SET LOCAL enable_bitmapscan = off"))
    return ["\n".join(lines(db, *statement)) for statement in seen]


def lines(db: Session, statement: str, parameters: Any) -> list[str]:
    rows = db.connection().exec_driver_sql(f"EXPLAIN {statement}", parameters)
    return [str(row[0]) for row in rows]


def read_whole(plan: str) -> list[str]:
    """The scans of the plan that do not go by the key that matters."""
    scans = re.findall(r"Scan[^\n]* on (search_\w+)[^\n]*\n([^\n]*)", plan)
    return [
        f"{table}: {condition.strip()}"
        for table, condition in scans
        if table in KEYS and f"({KEYS[table]} " not in condition
    ]


class TestPlans:
    def test_every_look_up_goes_by_its_key(
        self, db: Session, catalog: FakeCatalog, store_id: int
    ) -> None:
        documents = [document(n, f"Red chair {n}", categories=(CHAIRS,)) for n in range(1, 40)]
        fill(db, catalog, store_id, *documents)
        looked_up = 0
        for asked in SEARCHES:
            for plan in plans(db, store_id, asked):
                assert read_whole(plan) == [], plan
                looked_up += sum(plan.count(f" on {table}") for table in KEYS)
        assert looked_up >= 40

    def test_a_function_in_the_condition_would_be_seen(self, db: Session, store_id: int) -> None:
        db.execute(text("SET LOCAL enable_seqscan = off"))
        statement = (
            "SELECT 1 FROM search_posting p, unnest(ARRAY['chairs', 'tables']) u(word)"
            " WHERE p.store_id = 1 AND p.locale = 'en'"
            " AND p.term = (ts_lexize('english_stem', u.word))[1]"
        )

        assert read_whole("\n".join(lines(db, statement, {}))) != []
