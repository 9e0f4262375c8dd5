"""The catalogue and the stock that are installed, read through their contracts."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kernel.clock import utc_now
from app.kernel.database.scope import enter_store
from app.modules.contracts.catalog import (
    CATALOG_INTAKE,
    CATALOG_READER,
    NoCatalog,
    ProductIn,
    VariantIn,
)
from app.modules.contracts.stock import NoStock
from app.modules.core.services.module_switches import Actor, ModuleSwitches
from app.modules.registry import registry
from app.modules.search.models import IndexedVariant
from app.modules.search.services.indexing import Sources, index_products
from app.modules.search.services.search_products import Asked, search
from tests.factories import make_platform, make_store

LONG_AGO = datetime(2024, 1, 1, tzinfo=UTC)


def product(ref: str, title: str, **values: object) -> ProductIn:
    variant = VariantIn(f"SKU-{ref}", title, 1500, "EUR")
    fields = {"created_at": LONG_AGO, "published_at": LONG_AGO, "variants": (variant,)}
    return ProductIn("test", ref, title, **{**fields, **values})  # type: ignore[arg-type]  # fields differ by name


class TestWithCatalog:
    def test_what_is_published_is_found_and_nothing_else(
        self, db: Session, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.undo()
        intake = registry().find(CATALOG_INTAKE)
        reader = registry().find(CATALOG_READER)
        assert intake is not None
        assert reader is not None
        store_id = make_store(db, platforms=[make_platform(db)]).id
        enter_store(db, store_id)
        taken = intake.take_products(
            db,
            store_id,
            [product("a", "Walnut desk"), product("b", "Walnut shelf", published_at=None)],
        )

        sellables = reader.sellables(
            db,
            store_id,
            taken.variant_ids.values(),
            currency="EUR",
            locale="en",
            at=utc_now(),
        )
        index_products(db, store_id, [each.product_id for each in sellables.values()])
        found = search(db, store_id, "en", "EUR", Asked("walnut", facets={"all"}))

        assert [(hit.card["title"], hit.price_minor) for hit in found.hits] == [
            ("Walnut desk", 1500)
        ]
        assert found.hits[0].is_available
        assert found.total == 1
        variants = set(db.scalars(select(IndexedVariant.variant_id)))
        assert variants == {taken.variant_ids["SKU-a"]}

    def test_asks_every_platform_that_the_store_sells_on(
        self, db: Session, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.undo()
        first, second = make_platform(db), make_platform(db)
        store_id = make_store(db, platforms=[first, second]).id

        assert not isinstance(Sources.of(db, store_id).catalog, NoCatalog)
        for platform, is_on in ((first, True), (second, False)):
            switches = ModuleSwitches(db, platform.id)
            switches.disable("catalog", Actor("test"), with_dependants=True)
            sources = Sources.of(db, store_id)
            assert isinstance(sources.catalog, NoCatalog) is not is_on
            assert isinstance(sources.stock, NoStock) is not is_on
