"""Calls made up from the description of the API, sent with the rows that a store really has."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import httpx
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.generation.modes import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.trade.market import new_key

EXAMPLES = int(os.environ.get("STOA_FUZZ", "3"))
IS_DEEP = "STOA_FUZZ" in os.environ
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
# What ends a sign-in or an account comes after everything that needs them, and so do removals.
ENDING = ("/archive", "/erase", "/email/confirm", "/password/change", "/sign-out", "/erasure")
AUDIENCES = ("public", "storefront", "account", "admin", "store")
ORDER = ("GET", "POST", "PATCH", "PUT", "DELETE")
PICKS = 12
MOST_KEPT = 5
Body = Any


@dataclass
class Rows:
    """What the parameters of addresses stand for in the store; learns from every answer."""

    values: dict[str, list[Any]]
    bodies: Mapping[str, Body]
    lists: Mapping[str, str]

    def learn(self, path: str, answer: httpx.Response) -> None:
        name = self.lists.get(path)
        if name is None or not answer.is_success or not answer.content:
            return
        body = answer.json()
        for row in body.get("items", [body]) if isinstance(body, dict) else []:
            for key in (name, name.removesuffix("_id"), "id", "code", "token"):
                if isinstance(row, dict) and isinstance(row.get(key), (int, str)):
                    self._keep(name, row[key])
                    break

    def _keep(self, name: str, value: Any) -> None:
        kept = self.values.setdefault(name, [])
        if value not in kept and len(kept) < MOST_KEPT:
            kept.append(value)

    def around(self, path: str, body: Body, pick: int) -> Body:
        """Where a body that is accepted is known, that one with one field of the made-up one."""
        good = self.bodies.get(path)
        if good is None or not isinstance(body, dict):
            return body
        names = sorted(body, key=str)
        other = names[pick // 2 % (len(names) + 1) :][:1]
        return {**good, **{name: body[name] for name in other}}

    def named(self, made_up: Mapping[str, Any], pick: int) -> dict[str, Any]:
        """The parameters with rows that exist."""
        return {name: self._one(name, value, pick) for name, value in made_up.items()}

    def _one(self, name: str, value: Any, pick: int) -> Any:
        kept = self.values.get(name)
        return kept[max(pick - PICKS // 2, 0) % len(kept)] if kept else value

    def within(self, body: Body, pick: int) -> Body:
        """A body whose numbers of rows are those of rows that exist."""
        if isinstance(body, list):
            return [self.within(part, pick) for part in body]
        if not isinstance(body, dict):
            return body
        return {name: self._field(name, value, pick) for name, value in body.items()}

    def _field(self, name: str, value: Any, pick: int) -> Any:
        one = f"{name.removesuffix('s')}"
        if isinstance(value, int) and not isinstance(value, bool):
            return self._one(name, value, pick) if name.endswith("_id") else value
        if isinstance(value, list) and one.endswith("_id"):
            return [self._one(one, part, pick + n) for n, part in enumerate(value)]
        return self.within(value, pick)


@dataclass
class Caller:
    """One kind of caller: where its addresses begin, and what it sends with each call."""

    client: httpx.Client
    base: str
    rows: Rows
    headers: dict[str, str] = field(default_factory=dict)

    def send(self, case: Any, pick: int) -> httpx.Response:
        """Sends what the case says, mostly with headers that let a call through."""
        made = case.as_transport_kwargs(base_url=self.base, headers=self.headers)
        request = requests.Request(**made).prepare()
        request.headers.update(self._usual() if pick % PICKS else {})
        sent: Any = {"content": request.body, "headers": dict(request.headers)}
        answer = self.client.request(str(request.method), str(request.url), **sent)
        answer.elapsed = timedelta()
        return answer

    def _usual(self) -> dict[str, str]:
        """A new key, any version, and the proof that an order is one's own."""
        proofs = self.rows.values.get("order_token", [])
        proof = {"X-Order-Token": str(proofs[0])} if proofs else {}
        return {"Idempotency-Key": new_key(), "If-Match": "*", **proof}


def operations(schema: Any) -> list[Any]:
    """All that is described, in an order in which little is gone before it is used."""
    found = [result.ok() for result in schema.get_all_operations()]
    return sorted(found, key=_place)


def _place(operation: Any) -> tuple[int, int, int]:
    path, method = operation.path, operation.method.upper()
    ends = [path.endswith(ending) for ending in ENDING]
    rank = ends.index(True) + 1 if any(ends) else 0
    return rank, AUDIENCES.index(audience_of(path)), ORDER.index(method)


def audience_of(path: str) -> str:
    """Who calls an address."""
    first, _, rest = path.removeprefix("/api/v1/").partition("/")
    if first == "storefront" and rest.startswith(("me", "account")):
        return "account"
    if first == "metrics":
        return "admin"
    return first if first in AUDIENCES else "public"


def lists_of(schema: Any) -> dict[str, str]:
    """The address of each list, and what the address of one of its rows calls the row."""
    found = {}
    for operation in operations(schema):
        start, _, last = operation.path.rpartition("/")
        if last.startswith("{"):
            found[start] = last.strip("{}")
    return found


def described(client: httpx.Client) -> Any:
    """The description as every client gets it."""
    schema = schemathesis.openapi.from_dict(client.get("/api/v1/openapi.json").json())
    schema.config.generation.update(with_security_parameters=False)
    return schema


def wrongs(operation: Any, caller: Caller, sent: Counter[str]) -> Iterator[str]:
    """What made-up calls of an operation found: each kind once, with a call that shows it."""
    found: dict[str, str] = {}
    for mode in GenerationMode:
        with suppress(Unsatisfiable):  # what takes nothing cannot be called wrongly
            _run(operation, caller, mode, found, sent)()
    yield from found.values()


def _run(
    operation: Any, caller: Caller, mode: GenerationMode, found: dict[str, str], sent: Counter[str]
) -> Callable[[], None]:
    rows = caller.rows

    @settings(
        max_examples=EXAMPLES if mode is GenerationMode.POSITIVE else (EXAMPLES + 2) // 3,
        deadline=None,
        database=None,
        derandomize=not IS_DEEP,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode), pick=st.integers(0, PICKS - 1))
    def run(case: Any, pick: int) -> None:
        if pick % 4:
            case.path_parameters = rows.named(case.path_parameters or {}, pick)
            case.body = rows.within(case.body, pick)
            if pick % 2 and mode is GenerationMode.POSITIVE:
                case.body = rows.around(operation.path, case.body, pick)
        answer = caller.send(case, pick)
        sent[f"{operation.method.upper()} {operation.path} {answer.status_code}"] += 1
        rows.learn(operation.path, answer)
        try:
            case.validate_response(answer, checks=CHECKS)
        except FailureGroup as group:
            for wrong in group.exceptions:
                found.setdefault(f"{type(wrong)}{answer.status_code}", f"{wrong}\n{group}")

    return run
