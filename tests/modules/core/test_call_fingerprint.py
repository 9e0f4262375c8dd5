"""Two calls are the same when their bodies say the same, however they are written."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.modules.core.services.call_fingerprint import call_fingerprint

_leaves = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text()
_values = st.recursive(
    _leaves,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


def of(body: bytes | str, method: str = "POST", path: str = "/orders", query: str = "") -> str:
    given = body.encode() if isinstance(body, str) else body
    return call_fingerprint(method, path, query, given)


def turned(value: Any) -> Any:
    """The same value with the members of every object the other way round."""
    if isinstance(value, dict):
        return {name: turned(value[name]) for name in reversed(value)}
    return [turned(each) for each in value] if isinstance(value, list) else value


@given(_values)
def test_order_of_members_space_and_escapes_do_not_count(value: Any) -> None:
    plain = json.dumps(value)
    other = json.dumps(turned(value), indent=2, ensure_ascii=False).encode("utf-8", "surrogatepass")

    assert of(plain) == of(other)


@given(_values, _values)
def test_other_values_are_other_calls(one: Any, other: Any) -> None:
    is_same = json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)

    assert (of(json.dumps(one)) == of(json.dumps(other))) is is_same


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('{"amount": 1}', '{"amount": 1.0}'),
        ('{"amount": 1}', '{"amount": true}'),
        ('{"lines": [1, 2]}', '{"lines": [2, 1]}'),
        ('{"a": 1, "a": 2}', '{"a": 2}'),
        ('{"a": 1, "a": 2}', '{"a": 1,"a": 2}'),
        ('{"in": {"a": 1, "a": 2}}', '{"in": {"a": 2}}'),
        ("{", "{ "),
        ("", "null"),
        (b"\xff", b"\xfe"),
        ("[" * 100_000, "[" * 100_001),
        ("9" * 5000, "8" * 5000),
    ],
)
def test_what_differs_or_cannot_be_read_is_told_apart(one: bytes | str, other: bytes | str) -> None:
    assert of(one) == of(one)
    assert of(one) != of(other)


def test_method_path_and_query_count() -> None:
    calls = {
        of("{}"),
        of("{}", method="PUT"),
        of("{}", path="/orders/1"),
        of("{}", query="dry_run=true"),
        of("{}", path="/orders?dry_run=true"),
    }

    assert len(calls) == 5
