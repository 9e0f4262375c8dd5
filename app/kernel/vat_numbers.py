"""The numbers under which businesses of the European Union are registered for value added tax."""

from __future__ import annotations

from stdnum.eu import vat

LONGEST = 32
# Given to businesses outside the Union that declare in one state for all.
_OF_NO_STATE = "EU"


def eu_vat_number(written: str) -> str | None:
    """The number with its state and without signs between, such as "LU26375245"; None for others.

    Form and check digits are those of the member state, or of Northern Ireland ("XI"). Whether the
    number is in use is not asked: that is what the VIES of the Union knows. Numbers that begin with
    EU prove nothing of their owner.
    """
    if len(written) > LONGEST or not written.isascii():
        return None
    try:
        number = str(vat.validate(written))
    except ValueError:
        return None
    return None if number.startswith(_OF_NO_STATE) else number
