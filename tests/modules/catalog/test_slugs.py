"""What titles become in addresses."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.modules.catalog.services.slugs import LONGEST_SLUG, numbered, slug_of, sort_key


class TestSlugOf:
    @pytest.mark.parametrize(
        ("title", "locale", "slug"),
        [
            ("Café Crème, 250 g", "fr", "cafe-creme-250-g"),
            ("Größe Ü", "de", "groesse-ue"),
            ("Größe Ü", "en", "grosse-u"),
            ("2024", "en", "item-2024"),
            ("日本", "en", "item"),
            ("", "en", "item"),
        ],
    )
    def test_reads_well(self, title: str, locale: str, slug: str) -> None:
        assert slug_of(title, locale) == slug

    @given(st.text(max_size=300), st.sampled_from(["en", "fr", "de", "lb"]))
    def test_is_always_an_address(self, title: str, locale: str) -> None:
        slug = slug_of(title, locale)

        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)
        assert not slug.isdigit()
        assert len(slug) <= LONGEST_SLUG + len("item-")

    def test_a_number_fits_behind_the_longest(self) -> None:
        assert numbered("x" * LONGEST_SLUG, 42).endswith("xx-42")
        assert len(numbered("x" * LONGEST_SLUG, 42)) == LONGEST_SLUG

    def test_titles_sort_without_accents_and_capitals(self) -> None:
        titles = ["Zebra", "éclair", "Apple", "Eclair B"]

        assert sorted(titles, key=sort_key) == ["Apple", "éclair", "Eclair B", "Zebra"]
