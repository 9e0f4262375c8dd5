"""What a whole store has in common, counted once for as long as nothing of the store has changed.

Every page of a category asks for it, since a facet does not narrow itself.
"""

from __future__ import annotations

import json

from sqlalchemy.orm import Session

from app.modules.core.services.storefront_memory import Key, Remembered, shelf, state_in
from app.modules.search.asked import Wanted
from app.modules.search.repositories.count_rows import Counting, CountRows, Counts

NO_PLATFORM = 0


def counts_of(db: Session, store_id: int, wanted: Wanted, counting: Counting) -> Counts:
    """What the products that are wanted have in common; one statement."""
    rows = CountRows(db, store_id)
    if not wanted.is_everything:
        return counting.read(rows.counted(wanted, counting))
    key = _key(store_id, wanted.locale, counting)
    # Read before the counts, so these are never older than it says.
    state = state_in(db, store_id)
    known = shelf.find(key, state)
    if known is None:
        known = Remembered(state, json.dumps(rows.counted(wanted, counting)).encode(), ())
        shelf.keep(key, known)
    return counting.read(json.loads(known.body))


def _key(store_id: int, locale: str, counting: Counting) -> Key:
    what = " ".join((*counting.parts, *map(str, counting.bounds)))
    return store_id, NO_PLATFORM, locale, "search.counts", what
