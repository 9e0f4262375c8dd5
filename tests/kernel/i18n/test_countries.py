"""An address names a country that there is."""

from __future__ import annotations

import pytest
from pydantic import TypeAdapter, ValidationError

from app.kernel.http.schemas import CountryCode
from app.kernel.i18n.countries import COUNTRIES
from app.modules.shipping.schemas.zones import PlaceIn

country = TypeAdapter(CountryCode)


@pytest.mark.parametrize("code", ["LU", "GB", "XI", "XK", "IC", "GF"])
def test_countries_and_territories_are_known(code: str) -> None:
    assert country.validate_python(code) == code


@pytest.mark.parametrize("code", ["ZZ", "EU", "UN", "XA", "lu", "LUX", "", "419"])
def test_what_is_none_is_refused(code: str) -> None:
    with pytest.raises(ValidationError, match=r"error\.unknown_country"):
        country.validate_python(code)


def test_the_description_lists_them() -> None:
    assert country.json_schema()["enum"] == sorted(COUNTRIES)


def test_a_zone_may_also_be_everywhere() -> None:
    assert PlaceIn(country="*").country == "*"
    with pytest.raises(ValidationError, match=r"error\.unknown_country"):
        PlaceIn(country="ZZ")
