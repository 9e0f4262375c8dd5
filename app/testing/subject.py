"""What an author supplies about his provider, and how the rules ask it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import ClassVar, TypeAlias

import pytest
from sqlalchemy.orm import Session

from app.kernel.database.scope import enter_store, enter_stores
from app.modules.base import ModuleDefinition
from app.modules.contracts.metric_description import MetricDescription, MetricKind
from app.modules.contracts.metrics import MetricsContext, MetricsProviderProtocol, MetricValue
from app.testing.moments import NOW, ZONE

Number: TypeAlias = Decimal | str | None
Numbers: TypeAlias = dict[tuple[str, str | None], Number]
ADDITIVE = (MetricKind.FLOW, MetricKind.STOCK)


class NotConform(AssertionError):
    """A provider breaks a rule; the message says which, and what to do."""


def hold(condition: object, sentence: str) -> None:
    """Raises NotConform with the sentence unless the condition is true."""
    __tracebackhide__ = True
    if not condition:
        raise NotConform(sentence)


class Subject:
    """The provider under test: the one thing to fill in is `module` and `act`.

    `currencies` are two ISO codes that things happen in; a module without money ignores what it is
    handed. `always_there` names numbers that are not 0 in a store where nothing ever happened (the
    store itself). `shared` names stocks and flows that stores share, such as a person in two teams,
    so that stores need not sum to their platform. `of_links` names those that count links to a
    platform, and so are no sum over any other set of stores.
    """

    module: ClassVar[ModuleDefinition]
    currencies: ClassVar[tuple[str, str]] = ("EUR", "JPY")
    always_there: ClassVar[frozenset[str]] = frozenset()
    shared: ClassVar[frozenset[str]] = frozenset()
    of_links: ClassVar[frozenset[str]] = frozenset()

    def act(self, db: Session, store_id: int, at: datetime, currency: str) -> object:
        """Makes one of the module's things happen in the store, all of it at the moment `at`.

        It must move at least one number, by the same amount each time. The session is in the
        store's scope. What is returned is handed to `undo`.
        """
        raise NotImplementedError("say with act() how one of the module's things happens")

    def undo(self, db: Session, store_id: int, at: datetime, done: object) -> None:
        """Takes back at the moment `at` what `act` did earlier: a refund, a withdrawal, a removal.

        A module whose things cannot be taken back leaves it out, and two tests are skipped.
        """
        raise NotImplementedError

    @property
    def provider(self) -> MetricsProviderProtocol:
        """The provider, as the aggregator gets it."""
        hold(
            self.module.metrics_provider,
            f"{self.module.code} has no metrics_provider. Name it in the ModuleDefinition.",
        )
        assert self.module.metrics_provider is not None  # noqa: S101 - for the type checker
        return self.module.metrics_provider()

    @property
    def descriptions(self) -> dict[str, MetricDescription]:
        """The module's descriptions by key."""
        given = self.module.metric_descriptions
        return {} if given is None else {metric.key: metric for metric in given()}

    def do(self, db: Session, store_id: int, at: datetime, currency: str | None = None) -> object:
        """Lets one thing happen, in the first currency unless another is named."""
        enter_store(db, store_id)
        done = self.act(db, store_id, at, currency or self.currencies[0])
        db.flush()
        return done

    def take_back(self, db: Session, store_id: int, at: datetime, done: object) -> None:
        """Undoes it; skips the test of a module that cannot."""
        enter_store(db, store_id)
        try:
            self.undo(db, store_id, at, done)
        except NotImplementedError:
            pytest.skip(f"nothing of {self.module.code} can be taken back: there is no undo()")
        db.flush()

    def ask_store(
        self, db: Session, store_id: int, context: MetricsContext | None = None
    ) -> list[MetricValue]:
        """Asks as the aggregator does: in the store's scope, with a filled context."""
        enter_store(db, store_id)
        asked = self.filled(context, (store_id,))
        return self.provider.get_store_metrics(db, store_id, asked)

    def ask_platform(
        self,
        db: Session,
        platform_id: int,
        store_ids: Iterable[int],
        context: MetricsContext | None = None,
    ) -> list[MetricValue]:
        """Asks as the aggregator does: in the scope of these stores, with a filled context."""
        enter_stores(db, store_ids)
        asked = self.filled(context, tuple(store_ids))
        return self.provider.get_platform_metrics(db, platform_id, asked)

    def filled(self, context: MetricsContext | None, store_ids: tuple[int, ...]) -> MetricsContext:
        """The context with the zone, stores and moment that the aggregator would add."""
        asked = context or MetricsContext(period="all")
        return replace(asked, time_zone=ZONE.key, store_ids=store_ids, now=asked.now or NOW)

    def additive(
        self, values: Iterable[MetricValue], *, without: frozenset[str] = frozenset()
    ) -> Numbers:
        """The flows and stocks that are not 0, by key and unit."""
        kept = self.of_kinds(values, *ADDITIVE)
        return {
            place: number for place, number in kept.items() if number and place[0] not in without
        }

    def of_kinds(self, values: Iterable[MetricValue], *kinds: MetricKind) -> Numbers:
        """The numbers whose description is of one of the kinds."""
        described = self.descriptions
        return {
            place: number
            for place, number in numbers(values).items()
            if place[0] in described and described[place[0]].kind in kinds
        }


def numbers(values: Iterable[MetricValue]) -> Numbers:
    """The values by key and unit; numbers as they are written, so that they add up exactly."""
    return {(value.key, value.unit): exact(value.value) for value in values}


def exact(value: object) -> Number:
    """A number as a decimal; texts and None as they are."""
    return value if value is None or isinstance(value, str) else Decimal(str(value))


def total(*parts: Numbers) -> Numbers:
    """The sum of numbers, place by place, without what is 0."""
    sums: dict[tuple[str, str | None], Decimal] = {}
    for part in parts:
        for place, number in part.items():
            if isinstance(number, Decimal):
                sums[place] = sums.get(place, Decimal(0)) + number
    return {place: number for place, number in sums.items() if number}


def difference(found: Numbers, wanted: Numbers) -> str:
    """Which numbers differ, for a sentence: "orders.total: 3 instead of 2"; "" when none does."""
    places = sorted(found.keys() | wanted.keys(), key=str)
    return ", ".join(
        f"{key}{f' ({unit})' if unit else ''}: {found.get((key, unit))}"
        f" instead of {wanted.get((key, unit))}"
        for key, unit in places
        if found.get((key, unit)) != wanted.get((key, unit))
    )
