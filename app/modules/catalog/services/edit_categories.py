"""What a store's team does with the tree of categories."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Row
from sqlalchemy.orm import Session

from app.kernel.clock import utc_now
from app.modules.catalog.exceptions import (
    CategoryInCircle,
    CategoryInUse,
    ReferenceUnknown,
    UnknownCategory,
)
from app.modules.catalog.models import Category
from app.modules.catalog.repositories.category_rows import CategoryRows
from app.modules.catalog.repositories.store_row import own_language
from app.modules.catalog.schemas.store_categories import (
    CategoriesOut,
    CategoryIn,
    CategoryOut,
    CategoryPatch,
    MoveIn,
    NamesIn,
)
from app.modules.catalog.services.category_intake import DEEPEST, lock_tree
from app.modules.catalog.services.category_labels import renew_labels
from app.modules.catalog.services.edit_products import VersionCheck
from app.modules.catalog.services.give_slugs import WantedSlug, check_slugs, give_slugs
from app.modules.catalog.services.renew_cards import renew_cards, tell_changed
from app.modules.catalog.services.slugs import slug_of
from app.modules.core.services.storefront_memory import note_change

_TEXTS = ("name", "description", "image_url", "is_shown", "position")


class CategoryEditor:
    """Changes the tree of one store; whoever changes its shape does so alone."""

    def __init__(self, db: Session, store_id: int) -> None:
        self._db = db
        self._store_id = store_id
        self._rows = CategoryRows(db, store_id)

    def all(self) -> CategoriesOut:
        """The whole tree; one statement and one for the store."""
        own = own_language(self._db, self._store_id)
        return CategoriesOut(items=[_out(row, own) for row in self._rows.all()])

    def see(self, category_id: int) -> CategoryOut:
        """One category. Raises UnknownCategory."""
        for category in self.all().items:
            if category.id == category_id:
                return category
        raise UnknownCategory

    def create(self, body: CategoryIn) -> CategoryOut:
        """A new one. Raises ReferenceUnknown, CategoryInCircle, SlugTaken."""
        lock_tree(self._db, self._store_id)
        above = self._above(body.parent_id)
        own = own_language(self._db, self._store_id)
        asked = asked_slugs(body.slug, body.translations, own)
        check_slugs(self._db, self._store_id, "category", None, asked)
        if len(above) >= DEEPEST:
            raise CategoryInCircle
        category_id = self._rows.add(body.name, body.parent_id, utc_now())
        self._write(self._locked(category_id), body)
        slugs = {own: slug_of(body.name, own), **asked}
        self._give(category_id, slugs)
        return self.see(category_id)

    def change(self, category_id: int, body: CategoryPatch, check: VersionCheck) -> CategoryOut:
        """Other texts. Raises UnknownCategory, SlugTaken, and what `check` does."""
        row = self._locked(category_id)
        check(row.version)
        own = own_language(self._db, self._store_id)
        asked = asked_slugs(body.slug, body.translations, own)
        check_slugs(self._db, self._store_id, "category", category_id, asked)
        self._write(row, body)
        row.version += 1
        self._give(category_id, asked)
        self._tell(category_id)
        return self.see(category_id)

    def move(self, category_id: int, body: MoveIn, check: VersionCheck) -> CategoryOut:
        """Under another one. Raises CategoryInCircle, ReferenceUnknown."""
        lock_tree(self._db, self._store_id)
        row = self._locked(category_id)
        check(row.version)
        above = self._above(body.parent_id)
        depth = max(len(each.path) - len(row.path) for each in self._below(category_id)) + 1
        if category_id in above or len(above) + depth > DEEPEST:
            raise CategoryInCircle
        row.parent_id = body.parent_id
        row.position = row.position if body.position is None else body.position
        row.version += 1
        self._db.flush()
        self._rows.move(category_id, above)
        renew_labels(self._db, self._store_id)
        renew_cards(self._db, self._store_id, self._rows.products_below(category_id))
        note_change(self._db, self._store_id)
        return self.see(category_id)

    def remove(self, category_id: int, check: VersionCheck) -> None:
        """Its products stay, and leave it. Raises CategoryInUse where others stand below."""
        lock_tree(self._db, self._store_id)
        row = self._locked(category_id)
        check(row.version)
        if len(self._below(category_id)) > 1:
            raise CategoryInUse
        products = self._rows.products_below(category_id)
        self._rows.remove(category_id)
        renew_cards(self._db, self._store_id, products)
        note_change(self._db, self._store_id)

    def _locked(self, category_id: int) -> Category:
        row = self._rows.lock(category_id)
        if row is None:
            raise UnknownCategory
        return row

    def _above(self, parent_id: int | None) -> list[int]:
        if parent_id is None:
            return []
        for category in self._rows.all():
            if category.id == parent_id:
                return list(category.path)
        raise ReferenceUnknown(kind="category", name=str(parent_id))

    def _below(self, category_id: int) -> list[Any]:
        return [row for row in self._rows.all() if category_id in row.path]

    def _write(self, row: Category, body: CategoryPatch) -> None:
        for name in _TEXTS:
            if (value := getattr(body, name)) is not None:
                setattr(row, name, value)
        if body.seo is not None:
            row.seo_title, row.seo_description = body.seo.title, body.seo.description
        if body.translations is not None:
            row.translations = translated(body.translations)
        self._db.flush()

    def _give(self, category_id: int, slugs: Mapping[str, str]) -> None:
        wanted = [WantedSlug(category_id, locale, slug) for locale, slug in slugs.items()]
        give_slugs(self._db, self._store_id, "category", wanted)
        renew_labels(self._db, self._store_id)
        note_change(self._db, self._store_id)

    def _tell(self, category_id: int) -> None:
        """A search finds products by the names of their categories."""
        tell_changed(self._db, self._store_id, self._rows.products_below(category_id))


def asked_slugs(
    slug: str | None, translations: Mapping[Any, NamesIn] | None, own: str
) -> dict[str, str]:
    """The slugs that are asked for, by locale."""
    named = {str(locale): t.slug for locale, t in (translations or {}).items() if t.slug}
    return named if slug is None else {**named, own: slug}


def translated(given: Mapping[Any, NamesIn]) -> dict[str, dict[str, str]]:
    """The texts that are said, by locale."""
    names = ("name", "description", "seo_title", "seo_description")
    said = {
        str(locale): {name: getattr(texts, name) for name in names if getattr(texts, name)}
        for locale, texts in given.items()
    }
    return {locale: texts for locale, texts in said.items() if texts}


def _out(row: Row[*tuple[Any, ...]], own: str) -> CategoryOut:
    slugs = row.slugs or {}
    made = ("slug", "slugs")
    plain = {name: getattr(row, name) for name in CategoryOut.model_fields if name not in made}
    return CategoryOut(**plain, slugs=slugs, slug=slugs.get(own, ""))
