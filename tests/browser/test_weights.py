"""What a first visit downloads."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

STATIC = Path(__file__).resolve().parents[2] / "app" / "static"
KIB = 1024


class TestWeights:
    """Compressed as a server sends them."""

    @pytest.mark.parametrize(("ending", "most"), [("js", 60 * KIB), ("css", 30 * KIB)])
    def test_stays_light(self, ending: str, most: int) -> None:
        sizes = [len(gzip.compress(path.read_bytes())) for path in STATIC.rglob(f"*.{ending}")]

        assert 0 < sum(sizes) <= most
