from __future__ import annotations

from datetime import UTC, datetime

import pytest
from pydantic import TypeAdapter, ValidationError

from app.kernel.http.schemas import Moment

FAR = "2116-07-22T09:16:02+18:23"
moments = TypeAdapter(Moment)


class TestMoment:
    def test_is_kept_in_utc(self) -> None:
        found = moments.validate_python(FAR)

        assert found == datetime(2116, 7, 21, 14, 53, 2, tzinfo=UTC)
        assert found.tzinfo is UTC

    @pytest.mark.parametrize(
        "given",
        [
            "1970-12-31T23:59:59Z",
            "2200-01-01T00:00:00Z",
            "9999-12-31T23:59:59-12:00",
            "0001-01-01T00:00:00+14:00",
            "2026-01-01T00:00:00",
            "noon",
        ],
    )
    def test_is_refused_without_a_zone_or_out_of_reach(self, given: str) -> None:
        with pytest.raises(ValidationError):
            moments.validate_python(given)
