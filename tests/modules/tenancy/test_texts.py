"""The texts of tenancy: complete, and there for everything that asks for one."""

from __future__ import annotations

import pytest

from app.kernel.errors import StoaError
from app.kernel.i18n.catalog import KERNEL_LOCALE_FOLDERS, Catalog
from app.kernel.i18n.languages import SUPPORTED_LOCALES
from app.modules.contracts.listings import ColumnKind
from app.modules.contracts.permissions import STORE_ROLES
from app.modules.registry import module_folder, registry
from app.modules.tenancy import exceptions
from app.modules.tenancy.definition import tenancy_module
from app.modules.tenancy.listings import LISTINGS
from app.modules.tenancy.metric_descriptions import DESCRIPTIONS


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    tenancy = registry().get("tenancy")
    assert tenancy is not None
    folder = module_folder(tenancy, "locales")
    assert folder is not None
    return Catalog([*KERNEL_LOCALE_FOLDERS, folder], strict=True)


def wanted() -> set[str]:
    texts = {"tenancy-module-name", "tenancy-module-description"}
    texts |= {entry.text for entry in tenancy_module.menus}
    texts |= {f"permission-{dashed(item.code)}" for item in tenancy_module.permissions}
    for metric in DESCRIPTIONS:
        texts |= {f"metric-{dashed(metric.key)}", f"metric-{dashed(metric.key)}.definition"}
    for listing in LISTINGS:
        texts |= {listing.text, *(view.text for view in listing.views)}
        texts |= {column.text for column in listing.columns}
        for column in listing.columns:
            if column.kind is ColumnKind.BADGE:
                texts |= {f"{column.text}-{role}" for role in STORE_ROLES}
    for refusal in vars(exceptions).values():
        if isinstance(refusal, type) and issubclass(refusal, StoaError):
            texts.add(refusal.message_key)
    return texts - {"error-too-many-attempts", "error-unexpected"}


def dashed(code: str) -> str:
    return code.replace(".", "-").replace("_", "-")


class TestTexts:
    @pytest.mark.parametrize("text_id", sorted(wanted()))
    def test_exist(self, catalog: Catalog, text_id: str) -> None:
        assert catalog.text("en", text_id, reason="it is so")

    def test_are_complete_in_every_language(self, catalog: Catalog) -> None:
        gaps = catalog.gaps()

        assert [text for texts in gaps.values() for text in texts if "tenancy" in text] == []

    def test_of_english_definitions_say_what_the_descriptions_say(self, catalog: Catalog) -> None:
        for metric in DESCRIPTIONS:
            assert catalog.text("en", f"metric-{dashed(metric.key)}") == metric.label
            text = catalog.text("en", f"metric-{dashed(metric.key)}.definition")
            assert text == metric.definition

    def test_name_the_place_to_sign_in_to(self, catalog: Catalog) -> None:
        for locale in SUPPORTED_LOCALES:
            assert "Alpha" in catalog.text(locale, "tenancy-sign-in-note", place="Alpha")
