"""Gives products, categories and collections their names in addresses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.kernel.clock import utc_now
from app.kernel.database.locks import lock_names
from app.modules.catalog.exceptions import SlugTaken
from app.modules.catalog.repositories.slug_rows import SlugRows
from app.modules.catalog.repositories.store_row import own_language
from app.modules.catalog.services.slugs import numbered, slug_of


@dataclass(frozen=True)
class WantedSlug:
    """That a thing is to have a slug in a language, or one like it where another has it."""

    owner_id: int
    locale: str
    slug: str


def give_slugs(db: Session, store_id: int, kind: str, wanted: Sequence[WantedSlug]) -> set[int]:
    """Gives each its slug; where another thing has it, with its id behind.

    The ids of those whose slugs changed.
    """
    if not wanted:
        return set()
    rows = SlugRows(db, store_id, kind)
    lock_names(db, f"catalog:slugs:{store_id}:{kind}", (one.slug for one in wanted))
    taken = rows.taken({one.slug for one in wanted})
    given: dict[tuple[str, str], WantedSlug] = {}
    for one in wanted:
        slug = one.slug
        holder = taken.get((slug, one.locale))
        rival = given.get((slug, one.locale))
        is_rivalled = rival is not None and rival.owner_id != one.owner_id
        if is_rivalled or holder not in {None, one.owner_id}:
            slug = numbered(slug, one.owner_id)
        given[slug, one.locale] = one
    written = [
        {"owner_id": one.owner_id, "locale": locale, "slug": slug}
        for (slug, locale), one in given.items()
    ]
    return rows.give(written, utc_now())


def check_slugs(
    db: Session, store_id: int, kind: str, owner_id: int | None, slugs: Mapping[str, str]
) -> None:
    """Raises SlugTaken where another thing has one of these, by locale ("" is the store's own).

    Until the transaction ends nobody else takes them. `owner_id` None is a thing to be.
    """
    if not slugs:
        return
    own = own_language(db, store_id)
    lock_names(db, f"catalog:slugs:{store_id}:{kind}", slugs.values())
    taken = SlugRows(db, store_id, kind).taken(slugs.values())
    for locale, slug in slugs.items():
        if taken.get((slug, locale or own), owner_id) != owner_id:
            raise SlugTaken(slug=slug)


def give_missing_slugs(db: Session, store_id: int, product_ids: Sequence[int], locale: str) -> None:
    """Products without a slug in the store's own language get one from their title."""
    missing = SlugRows(db, store_id, "product").without(product_ids, locale)
    wanted = [WantedSlug(owner, locale, slug_of(title, locale)) for owner, title in missing.items()]
    give_slugs(db, store_id, "product", wanted)
