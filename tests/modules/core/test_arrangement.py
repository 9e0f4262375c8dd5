"""A person's order over a default one: nothing lost, nothing doubled, what is gone does no harm."""

from __future__ import annotations

from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.modules.core.services.arrangement import (
    Layout,
    arranged,
    default_layout,
    laid,
    merged,
    moved,
    placed,
    rearranged,
    stepped,
)

KNOWN = {"sales": ("s.a", "s.b", "s.c"), "stock": ("k.a", "k.b")}
NAMES = st.lists(st.sampled_from(["s.a", "s.b", "s.c", "k.a", "k.b", "gone.a", "gone.b"]))
MODULES = st.lists(st.sampled_from(["sales", "stock", "gone"]))
LAYOUTS = st.builds(
    Layout,
    sections=MODULES.map(tuple),
    cards=NAMES.map(tuple),
    pinned=NAMES.map(tuple),
    hidden=NAMES.map(tuple),
)


class TestMerged:
    @pytest.mark.parametrize(
        ("chosen", "others", "result"),
        [
            ("ca", "abc", "cab"),
            ("", "abc", "abc"),
            ("cba", "abc", "cba"),
            ("b", "abc", "abc"),
            ("cc", "abc", "abc"),
        ],
    )
    def test_puts_new_ones_behind_what_they_follow(
        self, chosen: str, others: str, result: str
    ) -> None:
        assert "".join(merged(chosen, others)) == result


class TestArranged:
    @given(LAYOUTS)
    def test_shows_every_card_exactly_once(self, layout: Layout) -> None:
        board = arranged(KNOWN, layout)

        everywhere = [*board.pinned, *board.hidden, *chain.from_iterable(board.sections.values())]
        assert sorted(everywhere) == sorted(key for keys in KNOWN.values() for key in keys)
        assert sorted(board.sections) == sorted(KNOWN)

    @given(LAYOUTS)
    def test_keeping_what_is_shown_changes_nothing(self, layout: Layout) -> None:
        board = arranged(KNOWN, layout)

        kept = rearranged(board, layout)

        assert arranged(KNOWN, kept) == board
        assert rearranged(arranged(KNOWN, kept), kept) == kept

    def test_a_module_that_comes_back_finds_its_cards_where_they_were(self) -> None:
        layout = rearranged(
            laid(moved(arranged(KNOWN, Layout()), "stock", by=-1), "k.b", where="pin"), Layout()
        )
        without = {"sales": KNOWN["sales"]}

        meanwhile = rearranged(moved(arranged(without, layout), "s.b", by=-1), layout)
        board = arranged(KNOWN, meanwhile)

        assert list(board.sections) == ["stock", "sales"]
        assert board.pinned == ["k.b"]
        assert board.sections["sales"] == ["s.b", "s.a", "s.c"]

    def test_a_new_card_stands_at_its_default_place(self) -> None:
        layout = rearranged(moved(arranged(KNOWN, Layout()), "s.c", by=-2), Layout())
        grown = {"sales": ("s.a", "s.new", "s.b", "s.c"), "fresh": ("f.a",), "stock": ("k.a",)}

        board = arranged(grown, layout)

        assert board.sections["sales"] == ["s.c", "s.a", "s.new", "s.b"]
        assert list(board.sections) == ["sales", "fresh", "stock"]


class TestMoves:
    def test_steps_stop_at_the_ends(self) -> None:
        assert stepped("abc", "a", -1) == ["a", "b", "c"]
        assert stepped("abc", "c", 1) == ["a", "b", "c"]
        assert stepped("abc", "b", 1) == ["a", "c", "b"]

    def test_places_before_another_or_at_the_end(self) -> None:
        assert placed("abc", "c", "a") == ["c", "a", "b"]
        assert placed("abc", "a", None) == ["b", "c", "a"]
        assert placed("abc", "a", "gone") == ["b", "c", "a"]

    def test_a_card_stays_in_its_own_list(self) -> None:
        board = laid(arranged(KNOWN, Layout()), "s.b", where="pin")
        board = laid(board, "k.a", where="pin")

        assert moved(board, "k.a", by=-1).pinned == ["k.a", "s.b"]
        assert moved(board, "s.c", before="s.a").sections["sales"] == ["s.c", "s.a"]
        assert moved(board, "s.c", before="s.a").sections["stock"] == ["k.b"]

    def test_hiding_unpins_and_coming_back_is_to_its_section(self) -> None:
        board = laid(arranged(KNOWN, Layout()), "s.b", where="pin")

        hidden = laid(board, "s.b", where="hide")
        back = laid(hidden, "s.b", where="back")

        assert (hidden.pinned, hidden.hidden) == ([], ["s.b"])
        assert back.sections["sales"] == ["s.a", "s.b", "s.c"]


class TestDefaultLayout:
    WORK = ("s.c", "k.b")

    def shown(self, role: str | None) -> list[str]:
        board = arranged(KNOWN, default_layout(role, KNOWN, self.WORK))
        return [*board.pinned, *chain.from_iterable(board.sections.values())]

    def test_staff_begin_with_their_work(self) -> None:
        assert self.shown("staff") == ["s.c", "k.b", "s.a", "s.b", "k.a"]

    def test_managers_and_operators_have_it_first_in_each_section(self) -> None:
        assert self.shown("manager") == self.shown(None) == ["s.c", "s.a", "s.b", "k.b", "k.a"]

    def test_owners_see_sections_as_modules_give_them(self) -> None:
        assert self.shown("owner") == ["s.a", "s.b", "s.c", "k.a", "k.b"]

    def test_viewers_end_with_what_they_cannot_do(self) -> None:
        assert self.shown("viewer") == ["s.a", "s.b", "s.c", "k.a", "k.b"]
        assert arranged(
            {"k": ("k.b", "k.a")}, default_layout("viewer", {"k": ("k.b", "k.a")}, ("k.b",))
        ).sections == {"k": ["k.a", "k.b"]}
