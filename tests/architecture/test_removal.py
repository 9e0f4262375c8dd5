"""Each optional module can be taken out, and all together: the house stands and answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.modules.registry import registry
from tests.architecture.house import ask_dashboards, copy_house

OPTIONAL = [module.code for module in registry() if not module.is_core]
EVERYTHING = ",".join(OPTIONAL)


@pytest.mark.slow
@pytest.mark.usefixtures("committed")
class TestRemoval:
    @pytest.mark.parametrize("codes", [*OPTIONAL, EVERYTHING])
    def test_leaves_dashboards_that_answer(self, tmp_path: Path, codes: str) -> None:
        gone = set(codes.split(","))
        gone |= {other.code for code in set(gone) for other in registry().dependants_of(code)}

        answers, _log = ask_dashboards(copy_house(tmp_path, without=gone))

        staying = {module.code for module in registry()} - gone
        assert set(answers["modules"]) == staying
        with_numbers = {module.code for module in registry() if module.metrics_provider}
        assert set(answers["direct"]["categories"]) == with_numbers - gone
        for audience in ("store", "admin"):
            assert answers[audience]["status"] == 200
            states = {item["state"] for item in answers[audience]["providers"]}
            assert states <= {"ok", "empty"}
            assert set(answers[audience]["metrics"]) & gone == set()
            assert "tenancy" in answers[audience]["metrics"]

    def test_is_no_illusion(self, tmp_path: Path) -> None:
        answers, _log = ask_dashboards(copy_house(tmp_path))

        with_numbers = {one.code for one in registry() if one.metrics_provider and not one.is_core}
        assert with_numbers <= set(answers["direct"]["categories"])
        assert with_numbers <= set(answers["store"]["metrics"])
