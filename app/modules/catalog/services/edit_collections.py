"""What a store's team does with collections."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row
from sqlalchemy.orm import Session

from app.kernel.clock import utc_now
from app.modules.catalog.exceptions import ReferenceUnknown, RuleWrong, UnknownCollection
from app.modules.catalog.models import Collection
from app.modules.catalog.repositories.category_rows import CategoryRows
from app.modules.catalog.repositories.collection_rows import CollectionRows
from app.modules.catalog.repositories.known_things import KnownThings
from app.modules.catalog.repositories.product_facts import FactRows
from app.modules.catalog.repositories.store_row import own_language
from app.modules.catalog.schemas.store_collections import (
    CollectionIn,
    CollectionOut,
    CollectionPatch,
    CollectionsOut,
    MembersIn,
)
from app.modules.catalog.services.edit_categories import asked_slugs, translated
from app.modules.catalog.services.edit_products import VersionCheck
from app.modules.catalog.services.give_slugs import WantedSlug, check_slugs, give_slugs
from app.modules.catalog.services.slugs import slug_of
from app.modules.contracts.catalog import CatalogThing
from app.modules.core.services.storefront_memory import note_change

_PLAIN = ("name", "description", "image_url", "is_shown", "position", "sort", "matches_any")


class CollectionEditor:
    """Changes collections of one store."""

    def __init__(self, db: Session, store_id: int) -> None:
        self._db = db
        self._store_id = store_id
        self._rows = CollectionRows(db, store_id)

    def all(self) -> CollectionsOut:
        """Every collection; one statement and one for the store."""
        own = own_language(self._db, self._store_id)
        return CollectionsOut(items=[_out(row, own) for row in self._rows.all()])

    def see(self, collection_id: int) -> CollectionOut:
        """One collection. Raises UnknownCollection."""
        for collection in self.all().items:
            if collection.id == collection_id:
                return collection
        raise UnknownCollection

    def create(self, body: CollectionIn) -> CollectionOut:
        """A new one. Raises SlugTaken, ReferenceUnknown, RuleWrong."""
        self._check(body)
        if body.rules and body.product_ids:
            raise RuleWrong(field="product_ids")
        own = own_language(self._db, self._store_id)
        asked = asked_slugs(body.slug, body.translations, own)
        check_slugs(self._db, self._store_id, "collection", None, asked)
        sort = "newest" if body.rules else "position"
        row = Collection(
            store_id=self._store_id, name=body.name, sort=body.sort or sort, created_at=utc_now()
        )
        self._rows.add(row)
        self._write(row, body)
        self._give(row.id, {own: slug_of(body.name, own), **asked})
        self._fill(row, body.product_ids)
        return self.see(row.id)

    def change(
        self, collection_id: int, body: CollectionPatch, check: VersionCheck
    ) -> CollectionOut:
        """Other texts or rules. Raises UnknownCollection and what `create` does."""
        row = self._locked(collection_id, check)
        self._check(body)
        own = own_language(self._db, self._store_id)
        asked = asked_slugs(body.slug, body.translations, own)
        check_slugs(self._db, self._store_id, "collection", collection_id, asked)
        self._write(row, body)
        row.version += 1
        self._db.flush()
        self._give(collection_id, asked)
        if body.rules or (body.matches_any is not None and row.rules):
            self._fill(row, None)
        return self.see(collection_id)

    def put(self, collection_id: int, body: MembersIn, check: VersionCheck) -> CollectionOut:
        """These products, in this order. Raises RuleWrong where rules say who belongs to it."""
        row = self._locked(collection_id, check)
        if row.rules:
            raise RuleWrong(field="product_ids")
        row.version += 1
        self._db.flush()
        self._fill(row, body.product_ids)
        return self.see(collection_id)

    def remove(self, collection_id: int, check: VersionCheck) -> None:
        """Its products stay."""
        self._locked(collection_id, check)
        self._rows.remove(collection_id)
        note_change(self._db, self._store_id)

    def _locked(self, collection_id: int, check: VersionCheck) -> Collection:
        row = self._rows.lock(collection_id)
        if row is None:
            raise UnknownCollection
        check(row.version)
        return row

    def _check(self, body: CollectionPatch) -> None:
        rules = body.rules or []
        categories = {rule.value for rule in rules if rule.field == "category"}
        if categories:
            for unknown in categories - CategoryRows(self._db, self._store_id).ids():
                raise ReferenceUnknown(kind="category", name=str(unknown))
        codes = {rule.attribute for rule in rules if rule.field == "attribute"}
        if codes:
            known = FactRows(self._db, self._store_id).store().attributes
            for code in codes - known.keys():
                raise ReferenceUnknown(kind="attribute", name=code)

    def _write(self, row: Collection, body: CollectionPatch) -> None:
        for name in _PLAIN:
            if (value := getattr(body, name)) is not None:
                setattr(row, name, value)
        if body.seo is not None:
            row.seo_title, row.seo_description = body.seo.title, body.seo.description
        if body.translations is not None:
            row.translations = translated(body.translations)
        if body.rules is not None:
            row.rules = [rule.model_dump(mode="json") for rule in body.rules]
        self._db.flush()

    def _fill(self, row: Collection, product_ids: Sequence[int] | None) -> None:
        if row.rules:
            self._rows.follow_rules(row, utc_now())
        elif product_ids is not None:
            wanted = list(dict.fromkeys(product_ids))
            known = KnownThings(self._db, self._store_id).of(CatalogThing.PRODUCTS, wanted)
            for unknown in set(wanted) - known:
                raise ReferenceUnknown(kind="product", name=str(unknown))
            self._rows.put(row.id, wanted)
        note_change(self._db, self._store_id)

    def _give(self, collection_id: int, slugs: dict[str, str]) -> None:
        wanted = [WantedSlug(collection_id, locale, slug) for locale, slug in slugs.items()]
        give_slugs(self._db, self._store_id, "collection", wanted)
        note_change(self._db, self._store_id)


def _out(row: Row[*tuple[Any, ...]], own: str) -> CollectionOut:
    slugs = row.slugs or {}
    made = ("slug", "slugs")
    plain = {name: getattr(row, name) for name in CollectionOut.model_fields if name not in made}
    return CollectionOut(**plain, slugs=slugs, slug=slugs.get(own, ""))
