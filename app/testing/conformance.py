"""One test class that any metrics provider is run through, ours and a third party's."""

from __future__ import annotations

from app.testing.description_rules import DescriptionRules
from app.testing.fault_rules import FaultRules
from app.testing.money_rules import MoneyRules
from app.testing.reading_rules import ReadingRules
from app.testing.scope_rules import ScopeRules
from app.testing.trend_rules import TrendRules
from app.testing.undo_rules import UndoRules
from app.testing.window_rules import WindowRules


class ProviderConformance(
    ReadingRules,
    DescriptionRules,
    WindowRules,
    TrendRules,
    UndoRules,
    MoneyRules,
    ScopeRules,
    FaultRules,
):
    """Subclass it, name the module and say how one of its things happens; pytest does the rest.

        class TestReviewConformance(ProviderConformance):
            module = reviews_module

            def act(self, db, store_id, at, currency):
                db.add(Review(store_id=store_id, stars=4, written_at=at))

    Every test takes one fixture, `db`: a session of the app role in a transaction that is rolled
    back. `app.testing.plugin` brings it. What the author supplies is described in
    `app.testing.subject.Subject`; each failure says what is wrong and what to do about it.
    """
