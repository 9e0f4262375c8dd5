"""Whose rows a number counts: one store's, or those of every store on a platform, once each."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.kernel.database.scope import enter_stores
from app.modules.contracts.metrics import MetricsContext
from app.testing.moments import DAY, days, local
from app.testing.subject import Numbers, Subject, difference, hold, numbers, total
from app.testing.world import make_platform, make_store

ALL = MetricsContext(period="all")


class ScopeRules(Subject):
    """Stores apart, and stores together."""

    def test_another_store_moves_nothing(self, db: Session) -> None:
        platform_id = make_platform(db)
        mine, other = (make_store(db, currency=self.currencies[0], on=[platform_id]) for _ in "12")
        self.do(db, mine, local(DAY, "12:00"))
        before = numbers(self.ask_store(db, mine))

        for _ in range(2):
            self.do(db, other, local(DAY, "12:00"))

        wrong = difference(numbers(self.ask_store(db, mine)), before)
        hold(not wrong, f"{wrong}, after another store traded. Count the store's own rows only.")
        enter_stores(db, [mine, other])
        asked = self.filled(ALL, (mine,))
        wrong = difference(numbers(self.provider.get_store_metrics(db, mine, asked)), before)
        hold(
            not wrong,
            f"{wrong}, in a scope that covers another store too. Filter every statement by the "
            "store; row level security is the net, not the filter.",
        )

    def test_stores_sum_to_their_platform(self, db: Session) -> None:
        platform_id = make_platform(db)
        stores = [make_store(db, currency=self.currencies[0], on=[platform_id]) for _ in range(3)]
        for turns, store_id in enumerate(stores):
            for _ in range(turns + 1):
                self.do(db, store_id, local(DAY, "12:00"))

        for context in (days(DAY), ALL):
            apart = [
                self.additive(self.ask_store(db, store_id, context), without=self.shared)
                for store_id in stores
            ]
            together = self.ask_platform(db, platform_id, stores, context)
            wrong = difference(self.additive(together, without=self.shared), total(*apart))
            hold(
                not wrong,
                f"{wrong}: three stores do not sum to their platform. Count the rows of all of "
                "context.store_ids.",
            )

    def test_a_store_counts_on_each_of_its_platforms_and_once_in_all(self, db: Session) -> None:
        first, second = make_platform(db), make_platform(db)
        currency = self.currencies[0]
        shared = make_store(db, currency=currency, on=[first, second])
        gone = make_store(db, currency=currency, on=[first], formerly_on=[second])
        for store_id in (shared, gone):
            self.do(db, store_id, local(DAY, "12:00"))
        of_shared, of_gone = (
            self.additive(self.ask_store(db, store_id), without=self.shared)
            for store_id in (shared, gone)
        )

        for platform_id, store_ids, wanted in (
            (first, [shared, gone], total(of_shared, of_gone)),
            (second, [shared], total(of_shared)),
        ):
            for asked in (self.filled(ALL, tuple(store_ids)), ALL):
                enter_stores(db, store_ids)
                found = self.provider.get_platform_metrics(db, platform_id, asked)
                wrong = difference(self.additive(found, without=self.shared), wanted)
                hold(
                    not wrong,
                    f"{wrong}, for a store on two platforms and one whose link to one of them "
                    "ended. A store counts on every platform that it is actively linked to.",
                )
        without = self.shared | self.of_links
        everywhere = self.ask_platform(db, second, [shared, gone])
        parts = (_without(part, without) for part in (of_shared, of_gone))
        wrong = difference(self.additive(everywhere, without=without), total(*parts))
        hold(
            not wrong,
            f"{wrong}, over all stores of the installation. Count context.store_ids, each once, "
            "whatever platforms they are on.",
        )


def _without(found: Numbers, keys: frozenset[str]) -> Numbers:
    return {place: number for place, number in found.items() if place[0] not in keys}
