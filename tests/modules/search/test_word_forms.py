"""Words without case and accents, and words that are slips apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.modules.search.word_forms import (
    condensed,
    deletions,
    distance,
    folded,
    slips_allowed,
    words_of,
)

words = st.text("abcdefghi", min_size=4, max_size=12)


class TestWords:
    @pytest.mark.parametrize(
        ("text", "plain"),
        [
            ("Crème Brûlée", "creme brulee"),
            ("STRASSE straße", "strasse strasse"),
            ("Œuvre Ærø Łódź", "oeuvre aero lodz"),
            ("ｆｕｌｌ", "full"),
            ("İstanbul", "istanbul"),
        ],
    )
    def test_are_folded(self, text: str, plain: str) -> None:
        assert folded(text) == plain

    def test_are_taken_apart_at_whatever_is_no_letter(self) -> None:
        assert words_of("L’eau-de-vie, 70cl\x00 (50%)") == ["l", "eau", "de", "vie", "70cl", "50"]
        assert words_of("x" * 100) == ["x" * 40]
        assert condensed("AB-12/3 x") == "ab123x"

    @pytest.mark.parametrize(
        ("one", "other", "slips"),
        [
            ("chair", "chair", 0),
            ("chiar", "chair", 1),
            ("char", "chair", 1),
            ("", "ab", 2),
            ("kitten", "sitting", 3),
            ("ca", "abc", 3),
        ],
    )
    def test_are_slips_apart(self, one: str, other: str, slips: int) -> None:
        assert distance(one, other) == distance(other, one) == slips


class TestDeletions:
    @given(words, st.data())
    def test_words_one_slip_apart_have_one_in_common(self, word: str, data: st.DataObject) -> None:
        at = data.draw(st.integers(0, len(word) - 1))
        letter = data.draw(st.sampled_from("abcz"))
        kind = data.draw(st.sampled_from(["missing", "added", "other", "exchanged"]))
        slipped = {
            "missing": word[:at] + word[at + 1 :],
            "added": word[:at] + letter + word[at:],
            "other": word[:at] + letter + word[at + 1 :],
            "exchanged": word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :],
        }[kind]

        assert distance(word, slipped) <= 1
        if slips_allowed(slipped):
            assert deletions(word) & deletions(slipped)

    def test_short_words_and_numbers_are_meant_as_they_are(self) -> None:
        assert [slips_allowed(word) for word in ("tea", "1234567", "teas", "teapots1")] == [
            0,
            0,
            1,
            2,
        ]
