"""Refunds, withdrawals and removals are facts with a time of their own."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy.orm import Session

from app.modules.contracts.metrics import MetricsContext
from app.testing.moments import DAY, day_after, days, local
from app.testing.subject import Subject, difference, hold, numbers
from app.testing.world import make_store


class UndoRules(Subject):
    """What is taken back counts when that happened, or on request when the thing did."""

    def test_what_is_taken_back_counts_when_that_happened(self, db: Session) -> None:
        undone, left = (make_store(db, currency=self.currencies[0]) for _ in "12")
        done = self.do(db, undone, local(DAY, "12:00"))
        self.do(db, left, local(DAY, "12:00"))
        self.take_back(db, undone, local(day_after(DAY, 2), "12:00"), done)

        first, later = days(DAY), days(day_after(DAY, 2))
        wrong = difference(
            numbers(self.ask_store(db, undone, first)), numbers(self.ask_store(db, left, first))
        )
        hold(
            not wrong,
            f"{wrong}, on a day that was over when undo() happened. On the event basis a closed "
            "day never changes: date what is taken back by its own moment.",
        )
        hold(
            numbers(self.ask_store(db, undone, later)) != numbers(self.ask_store(db, left, later)),
            "undo() happened and no number of its day moved. Count it on the day it happened.",
        )

    def test_both_bases_agree_over_all_time(self, db: Session) -> None:
        store_id = make_store(db, currency=self.currencies[0])
        done = self.do(db, store_id, local(DAY, "12:00"))
        self.do(db, store_id, local(day_after(DAY), "12:00"))
        self.take_back(db, store_id, local(day_after(DAY, 2), "12:00"), done)
        whole = MetricsContext(period="all")

        wrong = difference(
            numbers(self.ask_store(db, store_id, replace(whole, basis="order"))),
            numbers(self.ask_store(db, store_id, whole)),
        )

        hold(
            not wrong,
            f"{wrong}: the order basis and the event basis differ over all time. They may only "
            "differ in when a thing counts, never in whether.",
        )
