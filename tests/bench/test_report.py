"""What a page of results says about how it was made."""

from __future__ import annotations

import pytest

from bench.report import without_folder


@pytest.mark.parametrize(
    "arguments",
    [
        ["series", "--data", "/somewhere/of/mine", "--rounds", "3"],
        ["series", "--data=/somewhere/of/mine", "--rounds", "3"],
        ["series", "--rounds", "3"],
    ],
)
def test_names_no_folder_of_the_machine(arguments: list[str]) -> None:
    assert without_folder(arguments) == ["series", "--rounds", "3"]
