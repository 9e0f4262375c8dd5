"""Begins to keep the stock of variants, and says how it is kept.

A variant of which nobody ever said how many there are has no stock item: any number of it can be
sold, as of a service or of what is made to order. Its stock is kept from the first count on.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy.orm import Session

from app.kernel.clock import utc_now
from app.modules.contracts.catalog import CATALOG_READER, NoCatalog, Sellable
from app.modules.contracts.events import ProductsChanged
from app.modules.contracts.periods import BEGINNING
from app.modules.core.services.figure_change import FigureChange
from app.modules.inventory.exceptions import UnknownVariant
from app.modules.inventory.repositories.catalog_variants import CatalogVariants
from app.modules.inventory.repositories.item_locks import ItemLocks
from app.modules.inventory.repositories.stock_facts import STOCK_FIGURES
from app.modules.inventory.repositories.stock_records import StockRecords
from app.modules.inventory.repositories.store_words import currency_and_locale
from app.modules.inventory.services.locations import CheckVersion
from app.modules.inventory.services.stock_change import announce_flips
from app.modules.registry import registry


def begin_to_keep(db: Session, store_id: int, skus: Mapping[int, str]) -> set[int]:
    """Makes the items that are missing among these variants of the catalogue; which they are.

    To be called before items are locked: names of new records are locked first everywhere.
    """
    records = StockRecords(db, store_id)
    missing = sorted(skus.keys() - records.kept_among(skus))
    if not missing:
        return set()
    change = FigureChange(db, store_id, STOCK_FIGURES)
    change.lock(f"item {variant_id}" for variant_id in missing)
    now = utc_now()
    titles = _titles(db, store_id, missing)
    rows = [
        {
            "variant_id": variant_id,
            "sku": skus[variant_id],
            "title": titles.get(variant_id, skus[variant_id]),
            "created_at": now,
            "moved_at": BEGINNING,
        }
        for variant_id in missing
    ]
    created = set(records.add_items(rows))
    change.after(variant=sorted(created))
    return created


def change_how_kept(
    db: Session,
    store_id: int,
    variant_id: int,
    values: Mapping[str, Any],
    check_version: CheckVersion,
) -> None:
    """Tracking, threshold and backorders of a variant, whose stock is kept from now on.

    Version 0 is that of a variant whose stock was not kept before. Raises UnknownVariant.
    """
    skus = CatalogVariants(db, store_id).skus_of_ids([variant_id])
    if variant_id not in skus:
        raise UnknownVariant
    created = begin_to_keep(db, store_id, skus)
    locks, records = ItemLocks(db, store_id), StockRecords(db, store_id)
    before = locks.lock([variant_id])
    check_version(0 if created else before[variant_id].version)
    if not values:
        return
    change = FigureChange(db, store_id, STOCK_FIGURES)
    change.before(variant=[variant_id])
    records.change_item(variant_id, values)
    change.after(variant=[variant_id])
    announce_flips(db, store_id, {} if created else before, locks.lock([variant_id]))


def follow_products(db: Session, event: ProductsChanged) -> None:
    """Items bear the SKU and title that their variants have now."""
    catalog = CatalogVariants(db, event.store_id)
    skus = catalog.skus_of_ids(catalog.ids_of_products(event.product_ids))
    kept = ItemLocks(db, event.store_id).lock(skus)
    titles = _titles(db, event.store_id, kept)
    names = {each: (skus[each], titles.get(each, skus[each])) for each in kept}
    StockRecords(db, event.store_id).rename(names)


def _titles(db: Session, store_id: int, variant_ids: Collection[int]) -> dict[int, str]:
    """What the store itself calls these variants, as far as the catalogue knows them."""
    reader = registry().find(CATALOG_READER) or NoCatalog()
    currency, locale = currency_and_locale(db, store_id)
    found = reader.sellables(
        db, store_id, variant_ids, currency=currency, locale=locale, at=utc_now()
    )
    return {variant_id: _title(sellable) for variant_id, sellable in found.items()}


def _title(sellable: Sellable) -> str:
    if not sellable.variant_title:
        return sellable.title
    return f"{sellable.title} ({sellable.variant_title})"
