"""What may break while people buy: twelve faults, each with a name that the report counts by."""

from __future__ import annotations

from enum import StrEnum


class Fault(StrEnum):
    """One thing that goes wrong in the middle of a few purchases."""

    WEB_KILLED = "a process that answers is killed"
    WORKER_KILLED = "the process that does the jobs is killed"
    CONNECTIONS_CUT = "the database ends connections"
    DATABASE_STOPPED = "the database stops at once and recovers"
    CALLER_GONE = "callers hang up before they are answered"
    TIMEOUT_BEFORE = "the bank does not answer and has not charged"
    TIMEOUT_AFTER = "the bank does not answer and has charged"
    CALLBACK_TWICE = "the bank says the same twice"
    CALLBACKS_REVERSED = "the bank says what came last first"
    CLOCK_JUMPED = "the clock of the jobs jumps"
    MAIL_DOWN = "no mail can be handed over"
    DISK_FULL = "no file can be written by the jobs"


# The bank misbehaves by card; all other faults strike while cards of any kind are charged.
CARDS = {
    Fault.TIMEOUT_BEFORE: ("timeout_before",),
    Fault.TIMEOUT_AFTER: ("timeout_after",),
    Fault.CALLBACK_TWICE: ("duplicate_callback",),
    Fault.CALLBACKS_REVERSED: ("out_of_order",),
}
ANY_CARD = ("ok", "ok", "decline", "delay")
