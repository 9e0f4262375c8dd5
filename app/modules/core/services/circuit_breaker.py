"""Parks a provider that keeps failing for one store or platform, and tries it again later."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

MOST_FAILURES = 3
WITHIN_SECONDS = 300.0
PAUSE_SECONDS = 60.0
MOST_KEPT = 10_000

Key = TypeVar("Key", bound=Hashable)
Failure = TypeVar("Failure")


@dataclass
class _Circuit(Generic[Failure]):
    failure: Failure
    failed_at: deque[float] = field(default_factory=lambda: deque(maxlen=MOST_FAILURES))
    parked_until: float | None = None


class CircuitBreaker(Generic[Key, Failure]):
    """Three failures within five minutes park a key for a minute; then one try decides.

    State of this process: another process finds out by itself. Bounded: the key that failed
    longest ago is forgotten first. A key that never failed has no entry at all.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._circuits: OrderedDict[Key, _Circuit[Failure]] = OrderedDict()

    def parked(self, key: Key) -> Failure | None:
        """The last failure of a key that is not to be asked now; None when it may be.

        After the pause the first caller may ask; until that try ends, or for another pause, the
        others may not.
        """
        if key not in self._circuits:
            return None
        with self._lock:
            circuit = self._circuits.get(key)
            if circuit is None or circuit.parked_until is None:
                return None
            now = self._clock()
            if now < circuit.parked_until:
                return circuit.failure
            circuit.parked_until = now + PAUSE_SECONDS
            return None

    def failed(self, key: Key, failure: Failure) -> None:
        """Counts a failure."""
        with self._lock:
            now = self._clock()
            circuit = self._circuits.setdefault(key, _Circuit(failure))
            self._circuits.move_to_end(key)
            circuit.failure = failure
            circuit.failed_at.append(now)
            is_full = len(circuit.failed_at) == MOST_FAILURES
            is_again = circuit.parked_until is not None
            if is_again or (is_full and now - circuit.failed_at[0] <= WITHIN_SECONDS):
                circuit.parked_until = now + PAUSE_SECONDS
            while len(self._circuits) > MOST_KEPT:
                self._circuits.popitem(last=False)

    def worked(self, key: Key) -> None:
        """Ends the pause of a key whose try answered; failures among answers still count."""
        if key not in self._circuits:
            return
        with self._lock:
            circuit = self._circuits.get(key)
            if circuit is not None and circuit.parked_until is not None:
                del self._circuits[key]

    def parked_keys(self) -> list[Key]:
        """The keys that are parked now."""
        with self._lock:
            return [key for key, one in self._circuits.items() if one.parked_until is not None]
