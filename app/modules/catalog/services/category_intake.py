"""Puts a batch of products into categories, which are made where they are missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy.orm import Session

from app.kernel.clock import utc_now
from app.kernel.database.locks import lock_names
from app.modules.catalog.repositories.category_rows import CategoryRows
from app.modules.catalog.repositories.store_row import own_language
from app.modules.catalog.services.category_labels import renew_labels
from app.modules.catalog.services.give_slugs import WantedSlug, give_slugs
from app.modules.catalog.services.slugs import slug_of
from app.modules.contracts.catalog import ProductIn

Path = tuple[str, ...]
DEEPEST = 10


def lock_tree(db: Session, store_id: int) -> None:
    """Nobody else changes the tree, or what stands in it, until the transaction ends.

    To be called before products are locked: who moves a category locks the products in it.
    """
    lock_names(db, f"catalog:categories:{store_id}", ["tree"])


def lock_tree_to_place(db: Session, store_id: int, products: Iterable[ProductIn]) -> None:
    """The same, if any of these products is to stand in a category."""
    if any(product.categories or product.category_ids for product in products):
        lock_tree(db, store_id)


def place_products(db: Session, store_id: int, products: Mapping[int, ProductIn]) -> set[int]:
    """The products stand where they say from now on; the ids of those that moved.

    The tree is locked, and so are the products.
    """
    said = {
        product_id: product
        for product_id, product in products.items()
        if product.categories is not None or product.category_ids is not None
    }
    if not said:
        return set()
    rows = CategoryRows(db, store_id)
    by_path = category_ids(
        db, store_id, {path for product in said.values() for path in product.categories or ()}
    )
    known = rows.ids()
    places = {
        product_id: list(
            dict.fromkeys(
                [
                    *(each for each in product.category_ids or () if each in known),
                    *(by_path[path[:DEEPEST]] for path in product.categories or () if path),
                ]
            )
        )
        for product_id, product in said.items()
    }
    return rows.place(places)


def category_ids(db: Session, store_id: int, paths: Iterable[Path]) -> dict[Path, int]:
    """The ids of the categories of these paths of names, and of all above them.

    The tree is locked.
    """
    wanted = {path[:end] for path in paths for end in range(1, min(len(path), DEEPEST) + 1)}
    if not wanted:
        return {}
    rows = CategoryRows(db, store_id)
    children = rows.children()
    found: dict[Path, int] = {}
    fresh: dict[int, str] = {}
    for path in sorted(wanted, key=lambda path: (len(path), path)):
        parent = found.get(path[:-1])
        key = (parent, path[-1].casefold())
        if key not in children:
            children[key] = rows.add(path[-1], parent, utc_now())
            fresh[children[key]] = path[-1]
        found[path] = children[key]
    if fresh:
        own = own_language(db, store_id)
        slugs = [WantedSlug(one, own, slug_of(name, own)) for one, name in fresh.items()]
        give_slugs(db, store_id, "category", slugs)
        renew_labels(db, store_id)
    return found
