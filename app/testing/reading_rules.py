"""A provider answers always, only reads, costs two statements, and says the same twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.orm import Session

from app.kernel.database.guarded import GuardedSession, StatementGuard, StatementRefused
from app.modules.contracts.metric_description import MetricKind
from app.modules.contracts.metrics import MetricsContext, MetricsProviderProtocol, MetricValue
from app.testing.moments import DAY, days, local
from app.testing.subject import ADDITIVE, Subject, hold, numbers
from app.testing.world import NOBODY, make_platform, make_store

MOST_STATEMENTS = 2
Ask = Callable[[], list[MetricValue]]
ALL = MetricsContext(period="all")
WITH_TRENDS = MetricsContext(period="90d", include_trends=True)


class ReadingRules(Subject):
    """The shape of a provider, and how it behaves towards the database."""

    def test_fulfils_the_protocol(self) -> None:
        code, provider = self.module.code, self.provider

        hold(
            isinstance(provider, MetricsProviderProtocol),
            f"{type(provider).__name__} is no metrics provider. It needs metrics_category, "
            "get_store_metrics and get_platform_metrics (app/modules/contracts/metrics.py).",
        )
        hold(
            provider.metrics_category == code,
            f"metrics_category is {provider.metrics_category!r}. Return the module's code, "
            f"{code!r}.",
        )

    def test_an_empty_store_has_zeros_and_nothing_to_divide(self, db: Session) -> None:
        platform_id = make_platform(db)
        store_id = make_store(db, currency=self.currencies[0], on=[platform_id])

        for where, values in (
            ("a store", self.ask_store(db, store_id)),
            ("a store, with trends", self.ask_store(db, store_id, WITH_TRENDS)),
            ("a platform", self.ask_platform(db, platform_id, [store_id])),
            ("a store, without a context", self.provider.get_store_metrics(db, store_id)),
            ("a platform, without one", self.provider.get_platform_metrics(db, platform_id)),
        ):
            self._refuse_things(values, f"where nothing happened ({where})", self.always_there)

    def test_an_unknown_store_has_nothing(self, db: Session) -> None:
        where = "in a store that does not exist"
        asks: list[Ask] = [
            lambda: self.provider.get_store_metrics(db, NOBODY, ALL),
            lambda: self.provider.get_platform_metrics(db, NOBODY, ALL),
            lambda: self.ask_store(db, NOBODY),
            lambda: self.ask_platform(db, NOBODY, []),
        ]
        for ask in asks:
            try:
                values = ask()
            except Exception as error:  # noqa: BLE001 - whatever it raises is wrong here
                hold(
                    None,
                    f"{type(error).__name__} {where}: {error}. Answer with zeros or an empty list; "
                    "whether a store exists is not a provider's question.",
                )
            self._refuse_things(values, where, frozenset())

    def test_what_happens_shows_at_the_next_request(self, db: Session) -> None:
        store_id = make_store(db, currency=self.currencies[0])
        before = numbers(self.ask_store(db, store_id))

        self.do(db, store_id, local(DAY, "12:00"))

        hold(
            numbers(self.ask_store(db, store_id)) != before,
            "act() happened and no number moved. Count it at once, in the transaction of the "
            "change (no cache), or let act() do something that the module counts.",
        )

    def test_asked_twice_it_answers_the_same(self, db: Session) -> None:
        store_id = make_store(db, currency=self.currencies[0])
        for currency in self.currencies:
            self.do(db, store_id, local(DAY, "12:00"), currency)

        first, second = (self.ask_store(db, store_id, days(DAY, 2, trends=True)) for _ in "12")

        hold(
            first == second,
            "Asked twice, the answers differ in value or order. Sort what the database returns "
            "unsorted, and use neither chance nor a clock other than context.now.",
        )

    def test_only_reads(self, db: Session) -> None:
        platform_id = make_platform(db)
        store_id = make_store(db, currency=self.currencies[0], on=[platform_id])
        connection = db.connection()
        guarded = GuardedSession(connection, StatementGuard(seconds=5))
        try:
            for context in (ALL, WITH_TRENDS):
                asked = self.filled(context, (store_id,))
                self.provider.get_store_metrics(guarded, store_id, asked)
                self.provider.get_platform_metrics(guarded, platform_id, asked)
        except StatementRefused as refused:
            hold(
                None,
                f"It does more than read: {refused}. A provider neither writes nor commits, and "
                "leaves the scope and all settings as it found them.",
            )
        finally:
            guarded.release()

    def test_needs_at_most_two_statements(self, db: Session) -> None:
        platform_id = make_platform(db)
        stores = [make_store(db, currency=self.currencies[0], on=[platform_id]) for _ in range(3)]
        for store_id in stores:
            self.do(db, store_id, local(DAY, "12:00"))
        asked = self.filled(replace(WITH_TRENDS, now=local(DAY, "13:00")), tuple(stores))

        asks: dict[str, Ask] = {
            "a store": lambda: self.provider.get_store_metrics(db, stores[0], asked),
            "three stores": lambda: self.provider.get_platform_metrics(db, platform_id, asked),
        }
        for what, ask in asks.items():
            with _statements() as sent:
                ask()
            hold(
                len(sent) <= MOST_STATEMENTS,
                f"{len(sent)} statements for {what}, at most {MOST_STATEMENTS} are allowed. Read "
                "everything in one (facts and MetricScope.sheet do), never one per store or "
                "number. The last was: " + (sent[-1][:120] if sent else ""),
            )

    def _refuse_things(
        self, values: list[MetricValue], where: str, always_there: frozenset[str]
    ) -> None:
        found = self.of_kinds(values, *ADDITIVE)
        wrong = [key for (key, _), value in found.items() if value and key not in always_there]
        hold(not wrong, f"{', '.join(wrong)} is not 0 {where}. Count only the store's own rows.")
        ratios = self.of_kinds(values, MetricKind.RATIO)
        wrong = [key for (key, _unit), value in ratios.items() if value is not None]
        hold(
            not wrong,
            f"{', '.join(wrong)} has a value {where}. A ratio with nothing to divide by is None: "
            "not applicable is not 0.",
        )


@contextmanager
def _statements() -> Iterator[list[str]]:
    """Collects every statement that is sent meanwhile, on whatever connection."""
    sent: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:  # noqa: ANN401
        sent.append(" ".join(statement.split()))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(Engine, "before_cursor_execute", note)
