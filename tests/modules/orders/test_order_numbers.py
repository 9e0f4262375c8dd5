from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest

from app.modules.orders.services.order_numbers import ALPHABET, new_number, read_number

MANY = 5000


class TestOrderNumbers:
    def test_are_short_and_without_vowels(self) -> None:
        number = new_number()

        assert len(number) == 9
        assert set(number) <= {*ALPHABET, "-"}
        assert not set(number) & set("AEIOUY01")

    def test_consecutive_numbers_tell_nothing(self) -> None:
        """Neither order nor distance: half of the pairs rise, and each sign is as likely anywhere.

        The bounds are six standard deviations wide.
        """
        drawn = [new_number() for _ in range(MANY)]

        rising = sum(first < second for first, second in pairwise(drawn))
        assert abs(rising - MANY / 2) < 6 * (MANY / 4) ** 0.5
        for place in (0, 1, 2, 3, 5, 6, 7):
            often = Counter(number[place] for number in drawn)
            expected = MANY / len(ALPHABET)
            assert set(often) == set(ALPHABET)
            assert all(abs(times - expected) < 6 * expected**0.5 for times in often.values())

    def test_the_same_would_find_a_counter(self) -> None:
        counted = [f"{number:08d}" for number in range(MANY)]

        rising = sum(first < second for first, second in pairwise(counted))
        assert abs(rising - MANY / 2) > 6 * (MANY / 4) ** 0.5

    @pytest.mark.parametrize("form", [str.lower, lambda number: f" {number.replace('-', ' ')} "])
    def test_are_read_however_they_are_typed(self, form: object) -> None:
        number = new_number()

        assert read_number(form(number)) == number  # type: ignore[operator]

    def test_every_wrong_sign_and_every_swap_is_noticed(self) -> None:
        signs = list(new_number().replace("-", ""))
        for place, right in enumerate(signs):
            for wrong in set(ALPHABET) - {right}:
                assert read_number("".join([*signs[:place], wrong, *signs[place + 1 :]])) is None
        for place in range(len(signs) - 1):
            swapped = [*signs]
            swapped[place : place + 2] = reversed(signs[place : place + 2])
            if swapped != signs:
                assert read_number("".join(swapped)) is None

    @pytest.mark.parametrize("typed", ["", "A", "0000-0000", "7KFM-R29", "ß" * 8, "\x00" * 8])
    def test_what_cannot_be_one_is_none(self, typed: str) -> None:
        assert read_number(typed) is None
