"""Breaks each of twelve things again and again while people buy, and counts what is wrong.

`python -m tests.trade.fault_runs RUNS [FAULT ...]`, in a process of its own: it prints a line for
each fault and the sums, and ends with 1 if anything was found.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any

import httpx

from app.modules.registry import registry
from tests.trade.fault_points import ANY_CARD, CARDS, Fault
from tests.trade.findings import LOOKS
from tests.trade.installation import Installation, installation
from tests.trade.market import Refused, Shopper, new_key
from tests.trade.rush import wrongs
from tests.trade.serving import at_once

SHOPPERS = 4
STOCK = 1_000_000
ANSWERED_WITHIN_SECONDS = 60.0
PAUSE_SECONDS = 0.05
HANGS_UP_AFTER_SECONDS = 0.04


def main() -> int:
    """1 if anything was wrong in the end."""
    count, named = int(sys.argv[1]), sys.argv[2:]
    faults = [Fault[name] for name in named] or list(Fault)
    registry().load_models()
    with installation() as place:
        runs = Runs(place)
        laws = [law for fault in faults for law in runs.of(fault, count)]
    found = {kind: len(runs.found[kind]) for kind in LOOKS}
    print(f"F={count * len(faults)} {found} broken laws: {laws}", flush=True)  # noqa: T201
    return int(any(found.values()) or bool(laws))


class Runs:
    """All runs in one installation, one after the other; what was found stays in `found`."""

    def __init__(self, place: Installation) -> None:
        self.found: dict[str, frozenset[str]] = dict.fromkeys(LOOKS, frozenset())
        self._place = place
        team = place.crowd.team
        self._variants = [team.product(1999, stock=STOCK) for _ in range(3)]

    def of(self, fault: Fault, count: int) -> list[str]:
        """Runs it so many times and says how it went; the broken laws afterwards."""
        seen, began = Counter[str](), time.monotonic()
        before = sum(map(len, self.found.values()))
        for number in range(count):
            seen += self._run(fault, random.Random(f"{fault} {number}"))  # noqa: S311
        laws = wrongs(self._place.database)
        new = sum(map(len, self.found.values())) - before
        print(  # noqa: T201
            f"{fault.name}: {count} runs, {new} found, {len(laws)} laws broken,"
            f" {time.monotonic() - began:.0f} s, {dict(seen)}",
            flush=True,
        )
        return laws

    def _run(self, fault: Fault, chance: random.Random) -> Counter[str]:
        """A few shoppers buy at once, something breaks, a day passes."""
        place = self._place
        place.start_worker(fault, chance)
        shopper = place.crowd.shopper
        cards = [chance.choice(CARDS.get(fault, ANY_CARD)) for _ in range(SHOPPERS)]
        tokens = [_cart(shopper, chance.choice(self._variants)) for _ in cards]
        buy = partial(_buy, shopper, is_impatient=fault is Fault.CALLER_GONE)
        strike = partial(place.strike, fault, chance)
        work: list[Callable[[], str | None]] = [strike]
        work += [partial(buy, token, card) for token, card in zip(tokens, cards, strict=True)]
        answers = at_once(work)
        place.let_a_day_pass()
        for kind, ids in place.findings().items():
            self.found[kind] |= ids
        return Counter(answer for answer in answers if answer)


def _cart(shopper: Shopper, variant: int) -> str:
    """A cart that is ready; what broke in the run before may still be felt."""
    until = time.monotonic() + ANSWERED_WITHIN_SECONDS
    while True:
        try:
            token = shopper.cart((variant, 1))
            shopper.ready(token)
        except (Refused, httpx.HTTPError):
            if time.monotonic() > until:
                raise
            time.sleep(PAUSE_SECONDS)
        else:
            return token


def _buy(shopper: Shopper, token: str, card: str, *, is_impatient: bool) -> str:
    """Sends the order until it is answered, each time under its key; how its payment stands."""
    key, body = new_key(), {"payment_details": {"card": card}}
    path, until = f"/checkouts/{token}/order", time.monotonic() + ANSWERED_WITHIN_SECONDS
    if is_impatient:
        with suppress(httpx.HTTPError):
            _hang_up(shopper, path, body, key)
    while time.monotonic() < until:
        try:
            answer = shopper.ask("POST", path, body, key=key)
        except httpx.HTTPError:
            time.sleep(PAUSE_SECONDS)
            continue
        if answer.status_code == 201:
            state: str = answer.json()["order"]["payment_state"]
            return state
        time.sleep(PAUSE_SECONDS)
    return "no answer"


def _hang_up(shopper: Shopper, path: str, body: dict[str, Any], key: str) -> None:
    shopper.client.post(
        f"{shopper.prefix}{path}",
        json=body,
        headers={"Idempotency-Key": key},
        timeout=HANGS_UP_AFTER_SECONDS,
    )


if __name__ == "__main__":
    sys.exit(main())
