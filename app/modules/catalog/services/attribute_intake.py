"""Attributes that a batch of products names: those that the store has, and new ones."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from itertools import chain, count

from sqlalchemy.orm import Session

from app.kernel.clock import utc_now
from app.kernel.database.locks import lock_names
from app.modules.catalog.repositories.attribute_rows import AttributeRows
from app.modules.catalog.services.slugs import NOTHING_LEFT, numbered, slug_of
from app.modules.contracts.catalog import ProductIn


def known_attributes(db: Session, store_id: int, products: Iterable[ProductIn]) -> dict[str, str]:
    """The code of every attribute that the products name, by the name that they use.

    Unknown ones come to be as attributes of the kind "text".
    """
    named = {name for product in products for name in product.attributes or ()}
    if not named:
        return {}
    rows = AttributeRows(db, store_id)
    if named - rows.names().keys():
        lock_names(db, f"catalog:attributes:{store_id}", ["attributes"])
    by_name = {name.casefold(): code for code, name in rows.names().items()}
    codes = set(by_name.values())
    found: dict[str, str] = {}
    fresh: dict[str, str] = {}
    for name in sorted(named):
        code = name if name in codes else by_name.get(name.casefold())
        if code is None:
            code = _code_of(name, codes, fresh)
            if code not in codes:
                fresh[code] = name
                by_name[name.casefold()] = code
        found[name] = code
    rows.add(fresh, utc_now())
    return found


def _code_of(name: str, codes: Collection[str], fresh: Collection[str]) -> str:
    """What the name gives, which may be the code of one that was renamed since.

    Where that tells nothing, as of names in other letters than Latin ones, or is another new one's,
    a code of its own.
    """
    slug = slug_of(name)
    if slug in codes and slug != NOTHING_LEFT:
        return slug
    candidates = chain([slug], (numbered(slug, number) for number in count(2)))
    return next(code for code in candidates if code not in codes and code not in fresh)
