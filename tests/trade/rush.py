"""Many shoppers want the last units at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

import httpx

from app.kernel.database.engine import Database
from app.modules.core.services.laws import breaches
from app.modules.registry import registry
from tests.races import differences
from tests.trade.market import Place, Shopper, Team, new_key
from tests.trade.serving import at_once

PREPARING = 8


@dataclass(frozen=True)
class Rush:
    """What came of it: how many calls were answered how, by status and code."""

    answers: Counter[tuple[int, str]]

    @property
    def paid(self) -> int:
        return self.answers[201, "paid"]

    @property
    def broken(self) -> int:
        """Answers that are no clean yes or no."""
        return sum(count for (status, _), count in self.answers.items() if status >= 500)


@contextmanager
def client_of(address: str, clients: int) -> Iterator[httpx.Client]:
    limits = httpx.Limits(max_connections=clients, max_keepalive_connections=clients)
    with httpx.Client(base_url=address, timeout=60, limits=limits) as client:
        yield client


def rush(address: str, place: Place, *, shoppers: int, units: int) -> Rush:
    """So many shoppers with a cart that is ready each buy one of so many units, all at once."""
    with client_of(address, shoppers) as client:
        team, shopper = Team.sign_in(client, place), Shopper.at(client, place)
        variant = team.product(1999, stock=units)
        tokens = at_once(
            [partial(_ready, shopper, variant)] * shoppers, threads=min(PREPARING, shoppers)
        )
        answers = at_once([partial(_buy, shopper, token) for token in tokens])
    return Rush(Counter(answers))


def wrongs(database: Database) -> list[str]:
    """Every broken law and every kept figure that is not what its facts add up to."""
    laws = [f"{one.law.code}: {one.example}" for one in breaches(database, registry().invariants())]
    return laws + [str(one) for one in differences(database)]


def _ready(shopper: Shopper, variant: int) -> str:
    token = shopper.cart((variant, 1))
    shopper.ready(token)
    return token


def _buy(shopper: Shopper, token: str) -> tuple[int, str]:
    answer = shopper.ask("POST", f"/checkouts/{token}/order", {}, key=new_key())
    body = answer.json()
    if answer.status_code == 201:
        return 201, body["order"]["payment_state"]
    return answer.status_code, body["code"]
