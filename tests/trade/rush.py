"""Many shoppers want the same things at once."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from time import monotonic
from typing import Any

import httpx

from app.kernel.database.engine import Database
from app.modules.core.services.laws import breaches
from app.modules.registry import registry
from tests.races import differences
from tests.trade.market import Place, Shopper, Team, new_key
from tests.trade.serving import at_once

PREPARING = 8
UNITS = 10
# Longer than a rush takes, shorter than the server keeps them: the client closes connections that
# rest for a while, also one that another of its threads has just taken.
KEPT_SECONDS = 60
Answers = Counter[tuple[int, str]]


@dataclass
class Rush:
    """A store at a server of several processes, and many connections to it."""

    team: Team
    shopper: Shopper

    def for_units(self, shoppers: int) -> Answers:
        """Shoppers whose carts are ready each buy one of ten units, all at once."""
        variant = self.team.product(1999, stock=UNITS)
        tokens = self._ready(shoppers, variant)
        return Counter(at_once([partial(self._buy, token) for token in tokens]))

    def for_a_code(self, shoppers: int) -> Answers:
        """The same with goods without end and a code that is good ten times."""
        variant, code = self.team.product(1999), new_key()[:8].upper()
        promotion = self.team.post(
            "/promotions",
            {
                "name": "Ten times",
                "kind": "percent_off",
                "is_automatic": False,
                "percent": "10",
                "total_limit": UNITS,
            },
        )
        self.team.post(f"/promotions/{promotion['id']}/codes", {"code": code})
        tokens = self._ready(shoppers, variant, codes=[code])
        return Counter(at_once([partial(self._buy, token) for token in tokens]))

    def with_keys(self, keys: int, *, times: int) -> list[set[str]]:
        """Each key is posted several times at once; the order numbers that each was answered."""
        tokens = self._ready(keys, self.team.product(1999))
        given = [(token, new_key()) for token in tokens]
        answers: list[set[str]] = []
        for start in range(0, keys, PREPARING):
            part = given[start : start + PREPARING]
            posts = [partial(self._number, token, key) for token, key in part for _ in range(times)]
            found = at_once(posts)
            answers += [set(found[n : n + times]) for n in range(0, len(found), times)]
        return answers

    def with_overlapping_carts(self, shoppers: int, *, seconds: float) -> Answers:
        """Carts of three of the same six variants, in whatever order, again and again."""
        variants = [self.team.product(500, stock=1_000_000) for _ in range(6)]
        until = monotonic() + seconds
        found = at_once([partial(self._go_on, variants, until, n) for n in range(shoppers)])
        return sum(found, Answers())

    def _go_on(self, variants: list[int], until: float, seed: int) -> Answers:
        chance, seen = random.Random(seed), Answers()  # noqa: S311
        while monotonic() < until or not seen:
            chosen = chance.sample(variants, 3)
            token = self.shopper.cart(*((variant, 1) for variant in chosen))
            self.shopper.ready(token)
            seen[self._buy(token)] += 1
        return seen

    def _ready(self, shoppers: int, variant: int, **given: Any) -> list[str]:
        return at_once([partial(self._cart, variant, given)] * shoppers, threads=PREPARING)

    def _cart(self, variant: int, given: dict[str, Any]) -> str:
        token = self.shopper.cart((variant, 1), **given)
        self.shopper.ready(token)
        return token

    def _buy(self, token: str) -> tuple[int, str]:
        answer = self.shopper.ask("POST", f"/checkouts/{token}/order", {}, key=new_key())
        body = answer.json()
        if answer.status_code == 201:
            return 201, body["order"]["payment_state"]
        return answer.status_code, body["code"]

    def _number(self, token: str, key: str) -> str:
        answer = self.shopper.ask("POST", f"/checkouts/{token}/order", {}, key=key)
        assert answer.status_code == 201, answer.text
        number: str = answer.json()["order"]["number"]
        return number


@contextmanager
def rush_at(address: str, place: Place, *, clients: int) -> Iterator[Rush]:
    """Connections for so many clients, and the owner of the store signed in."""
    limits = httpx.Limits(
        max_connections=clients,
        max_keepalive_connections=clients,
        keepalive_expiry=KEPT_SECONDS,
    )
    with httpx.Client(base_url=address, timeout=60, limits=limits) as client:
        yield Rush(Team.sign_in(client, place), Shopper.at(client, place))


def wrongs(database: Database) -> list[str]:
    """Every broken law and every kept figure that is not what its facts add up to."""
    laws = [f"{one.law.code}: {one.example}" for one in breaches(database, registry().invariants())]
    return laws + [str(one) for one in differences(database)]
