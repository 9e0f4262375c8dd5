from __future__ import annotations

import pytest

from app.kernel.vat_numbers import eu_vat_number


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("LU26375245", "LU26375245"),
        (" de 136.695-976 ", "DE136695976"),
        ("EL094259216", "EL094259216"),
        ("XI110305878", "XI110305878"),
        ("ATU13585627", "ATU13585627"),
    ],
)
def test_is_written_in_one_way(written: str, number: str) -> None:
    assert eu_vat_number(written) == number


@pytest.mark.parametrize(
    "written",
    [
        "",
        " ",
        "DE136695977",
        "GB110305878",
        "CHE123456788",
        "EU372000041",
        "LU",
        "LU²²²²²²²²",
        "DE" + "1" * 500,
        "DE13669597\u0666",
        "\x00",
        "<script>",
    ],
)
def test_is_nothing_else(written: str) -> None:
    assert eu_vat_number(written) is None
