"""Order numbers: short, easy to read out, and silent about how much a store sells.

A number is drawn at random, so two of them tell nothing, whatever lies between; the database
refuses one that is taken. The last sign is a check digit: the alphabet has a prime number of signs,
so that every single wrong sign and every swap of two is noticed.
"""

from __future__ import annotations

import secrets

# No vowels, so no words; no signs that are taken for another (0 O, 1 I L, 5 S, 2 Z, U V, Y).
ALPHABET = "23456789BCDFGHJKMNPRTVX"
_DRAWN = 7
_HALF = 4
LENGTH = _DRAWN + 1


def new_number() -> str:
    """One of 3.4 thousand million numbers, such as "7KFM-R29C"."""
    drawn = "".join(secrets.choice(ALPHABET) for _ in range(_DRAWN))
    return _written(drawn + _check_sign(drawn))


def read_number(typed: str) -> str | None:
    """The number as it is kept, whatever case, blanks or hyphens; None when it cannot be one."""
    signs = "".join(sign for sign in typed.upper() if sign not in " -")
    is_possible = len(signs) == LENGTH and set(signs) <= set(ALPHABET)
    if not is_possible or _check_sign(signs[:-1]) != signs[-1]:
        return None
    return _written(signs)


def _written(signs: str) -> str:
    return f"{signs[:_HALF]}-{signs[_HALF:]}"


def _check_sign(drawn: str) -> str:
    total = sum(place * ALPHABET.index(sign) for place, sign in enumerate(drawn, 1))
    return ALPHABET[total % len(ALPHABET)]
