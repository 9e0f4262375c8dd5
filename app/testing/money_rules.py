"""Totals are per currency, counts are over all of them."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.modules.contracts.metric_description import MetricUnit
from app.testing.moments import DAY, days, local
from app.testing.subject import Numbers, Subject, difference, hold, numbers, total
from app.testing.world import make_store


class MoneyRules(Subject):
    """Two stores that trade in one currency each, and one that trades in both."""

    def test_money_is_never_added_over_currencies(self, db: Session) -> None:
        both, apart = self._trade(db)
        money = {key for key, metric in self._metrics() if metric is MetricUnit.MONEY}

        wanted = {
            place: number for part in apart for place, number in part.items() if place[0] in money
        }
        wrong = difference(_some(both, money), _some(wanted, money))

        hold(
            not wrong,
            f"{wrong}, where the same was sold in {' and '.join(self.currencies)}. Give money once "
            "per currency, under the same key, and never add different ones.",
        )

    def test_counts_are_over_all_currencies(self, db: Session) -> None:
        both, apart = self._trade(db)
        counts = {key for key, metric in self._metrics() if metric is not MetricUnit.MONEY}
        additive = {key for key in counts if self.descriptions[key].kind in ("flow", "stock")}
        own = additive - self.always_there

        wrong = difference(total(_some(both, own)), total(*(_some(part, own) for part in apart)))

        hold(
            not wrong,
            f"{wrong}, where one thing happened in each currency. A count is over everything; no "
            "currency narrows it.",
        )

    def _trade(self, db: Session) -> tuple[Numbers, list[Numbers]]:
        """The numbers of the store that trades in both, and of those that trade in one each."""
        mixed = make_store(db, currency=self.currencies[0])
        apart = []
        for currency in self.currencies:
            plain = make_store(db, currency=currency)
            self.do(db, plain, local(DAY, "12:00"), currency)
            self.do(db, mixed, local(DAY, "12:00"), currency)
            apart.append(numbers(self.ask_store(db, plain, days(DAY))))
        return numbers(self.ask_store(db, mixed, days(DAY))), apart

    def _metrics(self) -> list[tuple[str, MetricUnit]]:
        return [(key, metric.unit) for key, metric in self.descriptions.items()]


def _some(found: Numbers, keys: set[str]) -> Numbers:
    """The numbers of these keys that are there and not 0."""
    return {place: number for place, number in found.items() if place[0] in keys and number}
