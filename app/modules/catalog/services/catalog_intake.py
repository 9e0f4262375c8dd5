"""Takes products from outside into a store's catalogue."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from app.kernel.clock import utc_now
from app.kernel.database.upsert import Upserted
from app.modules.catalog.repositories.catalog_facts import CATALOG_FIGURES
from app.modules.catalog.repositories.price_rows import PriceRows
from app.modules.catalog.repositories.product_details import ProductDetails
from app.modules.catalog.repositories.product_intake import ProductIntake, ProductKey
from app.modules.catalog.services.category_intake import lock_tree_to_place
from app.modules.catalog.services.renew_cards import renew_cards, show_later
from app.modules.catalog.services.tell_products import shown_price, tell_products
from app.modules.contracts.catalog import ProductIn, ProductsTaken
from app.modules.contracts.intake import IntakeCount
from app.modules.core.services.figure_change import FigureChange


class StoreCatalogIntake:
    """The catalogue's side of `CatalogIntake`: as many statements, whatever the batch's size."""

    def take_products(
        self, db: Session, store_id: int, products: Sequence[ProductIn]
    ) -> ProductsTaken:
        """See the contract. A product whose variants alone changed counts as updated.

        What a batch says twice is taken once: the later one wins, its variants join the earlier.
        A SKU that another product had before moves to the product that names it now.
        """
        intake, change = ProductIntake(db, store_id), FigureChange(db, store_id, CATALOG_FIGURES)
        merged = _merged(_recognised(intake, products))
        rows = [_product_row(product) for product in merged.values()]
        skus = [variant.sku for product in merged.values() for variant in product.variants]
        _lock_with_owners(change, intake, merged, skus)
        lock_tree_to_place(db, store_id, merged.values())
        known, known_variants = intake.lock_known(rows), intake.lock_variants(skus)
        change.before(product=list(known.values()), variant=known_variants)
        stating = intake.write_products(_rows_of(merged, keeps_state=False))
        keeping = intake.write_products(_rows_of(merged, keeps_state=True), keeps_state=True)
        product_ids = {**known, **_by_name(stating), **_by_name(keeping)}
        variants = _variant_rows(merged.values(), product_ids)
        left = intake.losing(variants)
        touched = intake.write_variants(list(variants.values()))
        variant_ids = intake.variant_ids(variants)
        created = {*stating.created, *keeping.created}
        later = all(product.may_show_later for product in merged.values())
        told = (
            set()
            if later
            else tell_products(
                db,
                store_id,
                merged,
                product_ids=product_ids,
                variant_ids=variant_ids,
                created=created,
            )
        )
        change.after(product=list(product_ids.values()), variant=known_variants)
        rewritten = {*stating.updated, *keeping.updated}
        updated = {*rewritten, *((touched | told) & set(product_ids.values()))} - created
        ProductDetails(db, store_id).raise_versions(sorted({*updated, *left}), utc_now())
        shown = sorted({*created, *updated, *left})
        if later:
            PriceRows(db, store_id).note_taken(list(variant_ids.values()), shown)
            show_later(db, store_id, shown)
        else:
            renew_cards(db, store_id, shown)
        unchanged = len(merged) - len(created) - len(updated)
        return ProductsTaken(variant_ids, IntakeCount(len(created), len(updated), unchanged))


def _lock_with_owners(
    change: FigureChange, intake: ProductIntake, products: Iterable[ProductKey], skus: Sequence[str]
) -> None:
    """Locks the products, their SKUs, and the products that have those SKUs and count them now.

    Only if another transaction has just moved one of them, there is another lock to take.
    """
    wanted = {*products, *intake.owners(skus)}
    change.lock([*map(product_name, wanted), *map(sku_name, skus)])
    change.lock(map(product_name, intake.owners(skus) - wanted))


def _recognised(intake: ProductIntake, products: Sequence[ProductIn]) -> Sequence[ProductIn]:
    """With the references of those that are there under another one."""
    unsure = {(one.source, one.external_ref): one for one in products if one.is_known_by_skus}
    unknown = unsure.keys() - intake.existing(unsure) if unsure else set()
    if not unknown:
        return products
    owners = intake.owner_by_sku(variant.sku for key in unknown for variant in unsure[key].variants)
    return [
        replace(one, external_ref=_owner_of(one, owners)[1])
        if (one.source, one.external_ref) in unknown
        else one
        for one in products
    ]


def _owner_of(product: ProductIn, owners: Mapping[str, ProductKey]) -> ProductKey:
    """The product of the same source that has the first of its SKUs that one has; else itself."""
    itself = product.source, product.external_ref
    found = (owners.get(variant.sku, itself) for variant in product.variants)
    return next((key for key in found if key[0] == product.source and key != itself), itself)


def product_name(product: ProductKey) -> str:
    """What a product is locked by."""
    return " ".join(product)


def sku_name(sku: str) -> str:
    """What a SKU is locked by."""
    return f"sku {sku}"


def _by_name(written: Upserted) -> dict[ProductKey, int]:
    return {(source, ref): product_id for (_, source, ref), product_id in written.by_key.items()}


def _merged(products: Iterable[ProductIn]) -> dict[ProductKey, ProductIn]:
    merged: dict[ProductKey, ProductIn] = {}
    for product in products:
        key = (product.source, product.external_ref)
        earlier = merged.get(key)
        merged[key] = product if earlier is None else _joined(earlier, product)
    return merged


def _joined(earlier: ProductIn, later: ProductIn) -> ProductIn:
    by_sku = {variant.sku: variant for variant in (*earlier.variants, *later.variants)}
    created_at = min(earlier.created_at, later.created_at)
    return replace(later, created_at=created_at, variants=tuple(by_sku.values()))


def _rows_of(
    products: Mapping[ProductKey, ProductIn], *, keeps_state: bool
) -> list[dict[str, Any]]:
    return [_product_row(one) for one in products.values() if one.keeps_state is keeps_state]


def _product_row(product: ProductIn) -> dict[str, Any]:
    return {
        "source": product.source,
        "external_ref": product.external_ref,
        "title": product.title,
        "created_at": product.created_at,
        "published_at": product.published_at,
        "archived_at": product.archived_at,
        "featured_at": product.featured_at,
        "unfeatured_at": product.unfeatured_at,
    }


def _variant_rows(
    products: Iterable[ProductIn], product_ids: dict[ProductKey, int]
) -> dict[str, dict[str, Any]]:
    return {
        variant.sku: {
            "product_id": product_ids[product.source, product.external_ref],
            "sku": variant.sku,
            "title": variant.title,
            **shown_price(variant),
            "created_at": product.created_at,
        }
        for product in products
        for variant in product.variants
    }


catalog_intake = StoreCatalogIntake()
