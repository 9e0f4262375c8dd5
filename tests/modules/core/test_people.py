"""How people are written down in what the API takes."""

from __future__ import annotations

import pytest
from pydantic import TypeAdapter, ValidationError

from app.modules.core.schemas.people import Email

EMAIL: TypeAdapter[str] = TypeAdapter(Email)


def test_an_address_is_kept_in_its_one_form() -> None:
    assert EMAIL.validate_python(" Lea@Example.COM ") == "lea@example.com"


@pytest.mark.parametrize("written", ["", "lea", "lea@example", "lea@@example.com", "a b@c.example"])
def test_what_is_none_is_said_to_be_none(written: str) -> None:
    with pytest.raises(ValidationError, match=r"error\.not_an_email_address"):
        EMAIL.validate_python(written)
