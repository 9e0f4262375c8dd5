"""Two transactions at once, in an order that a test decides."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from typing import Any

import pytest

from app.kernel.database.engine import Database
from app.modules.core.services.figure_proof import Span
from app.modules.core.services.figure_proofs import Proofs

HEAD_START_SECONDS = 1.0


@contextmanager
def once_after(
    monkeypatch: pytest.MonkeyPatch, owner: type[Any], method: str, work: Callable[[], object]
) -> Iterator[None]:
    """When the method was first called, another thread works and has a second to be done.

    If it has to wait for a lock, it is done after the transaction that called the method.
    """
    whole = getattr(owner, method)
    started: list[Future[object]] = []

    def called(self: Any, *given: Any, **named: Any) -> Any:
        answer = whole(self, *given, **named)
        if not started:
            started.append(pool.submit(work))
            wait(started, timeout=HEAD_START_SECONDS)
        return answer

    with ThreadPoolExecutor(1) as pool:
        monkeypatch.setattr(owner, method, called)
        yield
        started[0].result()


def differences(database: Database) -> list[Any]:
    """Every kept figure that is not what its facts add up to."""
    return [proof.found for proof in Proofs(database).each(Span()) if proof.found]
