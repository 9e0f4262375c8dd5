"""Descriptions are HTML: whoever brings them, shoppers get no script."""

from __future__ import annotations

from typing import Any

from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kernel.clock import utc_now
from app.kernel.database.migrate import alembic_config
from app.kernel.database.scope import enter_store
from app.modules.catalog.models import Category, Collection, Product
from app.modules.catalog.services.catalog_intake import catalog_intake
from app.modules.catalog.services.catalog_reader import catalog_reader
from app.modules.registry import migration_folders, registry
from tests.factories import make_store
from tests.modules.catalog.factories import LONG_AGO, make_product, product_in
from tests.modules.catalog.selling import Selling

BAD = '<p onclick="x()">Soft</p><script>alert(1)</script>'
GOOD = "<p>Soft</p>"
PLAIN = "a < b & c\nd"
OTHERS = {"de": {"description": BAD}, "fr": {"description": PLAIN}}
TEXTS = {"description": BAD, "translations": OTHERS}
CLEAN = {"de": {"description": GOOD}, "fr": {"description": PLAIN}}


class TestOverTheApi:
    def test_of_products(self, selling: Selling) -> None:
        made = selling.product("Shirt", **TEXTS)
        path = f"/products/{made['id']}"

        assert (made["description"], made["translations"]) == (GOOD, CLEAN)
        assert selling.seen("/products/shirt")["description"] == GOOD
        assert selling.shop("/products/shirt", Accept_Language="fr").json()["description"] == PLAIN
        seen = selling.team("GET", path).headers["ETag"]
        patched = selling.done("PATCH", path, {"description": f"{BAD}!"}, If_Match=seen)
        assert patched["description"] == f"{GOOD}!"

    def test_of_categories_and_collections(self, selling: Selling) -> None:
        for kind in ("categories", "collections"):
            made = selling.done("POST", f"/{kind}", {"name": "Tops", **TEXTS})
            path = f"/{kind}/{made['id']}"

            assert (made["description"], made["translations"]) == (GOOD, CLEAN)
            assert selling.seen(f"/{kind}/tops")["description"] == GOOD
            seen = selling.team("GET", path).headers["ETag"]
            patched = selling.done("PATCH", path, {"description": PLAIN}, If_Match=seen)
            assert patched["description"] == PLAIN


def test_of_what_files_bring(db: Session) -> None:
    store = make_store(db)
    enter_store(db, store.id)
    product = product_in("shirt", "S-1", published_at=LONG_AGO, **TEXTS)

    first = catalog_intake.take_products(db, store.id, [product])
    again = catalog_intake.take_products(db, store.id, [product])

    row = db.scalars(select(Product)).one()
    assert (row.description, row.translations) == (GOOD, CLEAN)
    assert (first.count.created, again.count.unchanged) == (1, 1)


def test_of_those_from_before(db: Session) -> None:
    store = make_store(db)
    texts: dict[str, Any] = {
        "description": BAD,
        "translations": {"de": {"name": "<b>", "description": BAD}},
    }
    late = utc_now().replace(year=2100)
    bad = make_product(db, store, cards_due_at=late, **texts)
    good = make_product(db, store, cards_due_at=late, description=GOOD)
    own = {"store_id": store.id, "created_at": LONG_AGO, "name": "<b>"}
    category, collection = Category(**own, path=[], **texts), Collection(**own, **texts)
    db.add_all([category, collection])
    db.flush()
    script = ScriptDirectory.from_config(alembic_config(migration_folders(registry())))

    with Operations.context(MigrationContext.configure(db.connection())):
        script.get_revision("catalog_0007").module.upgrade()

    enter_store(db, store.id)
    db.expire_all()
    rows: tuple[Product | Category | Collection, ...] = (bad, category, collection)
    for row in rows:
        assert row.description == GOOD
        assert row.translations == {"de": {"name": "<b>", "description": GOOD}}
        assert row.version == 2
    assert (good.description, good.version, good.cards_due_at) == (GOOD, 1, late)
    assert bad.cards_due_at < utc_now()
    assert category.name == "<b>"


def test_searches_look_at_the_words_only(db: Session) -> None:
    store = make_store(db)
    enter_store(db, store.id)
    html = "<ul><li>Wool</li><li>R&amp;D</li></ul>"
    shown = product_in("shirt", "S-1", published_at=LONG_AGO, description=html)
    catalog_intake.take_products(db, store.id, [shown])

    found = catalog_reader.documents(db, store.id, [db.scalars(select(Product.id)).one()])

    assert {tuple(each.description.split()) for each in found} == {("Wool", "R&D")}
