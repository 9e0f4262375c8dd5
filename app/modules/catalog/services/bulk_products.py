"""Many products or prices with one call."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import uuid4

from sqlalchemy.orm import Session

from app.kernel.clock import utc_now
from app.modules.catalog.exceptions import ReferenceUnknown, SkuTaken
from app.modules.catalog.repositories.catalog_facts import CATALOG_FIGURES
from app.modules.catalog.repositories.category_rows import CategoryRows
from app.modules.catalog.repositories.product_details import ProductDetails
from app.modules.catalog.repositories.product_facts import FactRows
from app.modules.catalog.repositories.product_rows import ProductRows
from app.modules.catalog.schemas.store_bulk import PricesIn, PricesSetOut
from app.modules.catalog.schemas.store_products import (
    ProductKeyOut,
    ProductsIn,
    ProductsTakenOut,
)
from app.modules.catalog.services.catalog_intake import catalog_intake, product_name, sku_name
from app.modules.catalog.services.keep_prices import Said, keep_prices, keep_taken
from app.modules.catalog.services.product_checks import (
    check_attributes,
    check_categories,
    check_choices,
)
from app.modules.catalog.services.product_input import SOURCE, new_product, price_of
from app.modules.catalog.services.renew_cards import renew_cards
from app.modules.contracts.catalog import PriceIn, ProductIn, VariantIn
from app.modules.core.services.figure_change import FigureChange


def take_many(db: Session, store_id: int, body: ProductsIn) -> ProductsTakenOut:
    """All of them or none; those whose `external_ref` is known are changed.

    What is taken by another product's slug gets a number. Raises SkuTaken, ChoicesWrong,
    ReferenceUnknown, AttributeValueWrong.
    """
    now = utc_now()
    refs = [one.external_ref or uuid4().hex for one in body.products]
    products = [new_product(one, ref, now) for one, ref in zip(body.products, refs, strict=True)]
    skus = [variant.sku for product in products for variant in product.variants]
    change = FigureChange(db, store_id, CATALOG_FIGURES)
    change.lock([*(product_name((SOURCE, ref)) for ref in refs), *map(sku_name, skus)])
    rows = ProductRows(db, store_id)
    _check(db, store_id, products, rows)
    taken = catalog_intake.take_products(db, store_id, products)
    ids = rows.ids_of_refs(SOURCE, refs)
    by_ref = {product.external_ref: product.variants for product in products}
    return ProductsTakenOut(
        created=taken.count.created,
        updated=taken.count.updated,
        unchanged=taken.count.unchanged,
        products=[
            ProductKeyOut(
                id=ids[ref],
                external_ref=ref,
                variants={one.sku: taken.variant_ids[one.sku] for one in by_ref[ref]},
            )
            for ref in dict.fromkeys(refs)
        ],
    )


def set_prices(db: Session, store_id: int, body: PricesIn) -> PricesSetOut:
    """Prices of many variants by SKU, all of them or none. Raises ReferenceUnknown."""
    rows = ProductRows(db, store_id)
    skus = sorted({price.sku for price in body.prices})
    FigureChange(db, store_id, CATALOG_FIGURES).lock(map(sku_name, skus))
    owners = rows.owners_of_skus(skus)
    for sku in skus:
        if sku not in owners:
            raise ReferenceUnknown(kind="variant", name=sku)
    FactRows(db, store_id).lock(sorted(set(owners.values())))
    ids = rows.ids_of_skus(skus)
    now = utc_now()
    prices: dict[str, list[PriceIn]] = {}
    for price in body.prices:
        prices.setdefault(price.sku, []).append(price_of(price))
    said = {
        ids[sku]: Said(owners[sku], VariantIn(sku, "", prices=tuple(prices[sku])), now)
        for sku in skus
    }
    keep_taken(db, store_id, sorted(set(owners.values())))
    changed = sorted(keep_prices(db, store_id, said))
    ProductDetails(db, store_id).raise_versions(changed, now)
    renew_cards(db, store_id, changed)
    return PricesSetOut(changed_products=len(changed))


def _check(db: Session, store_id: int, products: Sequence[ProductIn], rows: ProductRows) -> None:
    """A SKU belongs to one product, in the batch and in the store; what is named is there."""
    known = rows.ids_of_refs(SOURCE, [product.external_ref for product in products])
    named: dict[str, str] = {}
    for product in products:
        for variant in product.variants:
            if named.setdefault(variant.sku, product.external_ref) != product.external_ref:
                raise SkuTaken(sku=variant.sku)
        values = [option.values for option in product.options or ()]
        check_choices(values, [(one.sku, one.choices or ()) for one in product.variants])
    for sku, owner in rows.owners_of_skus(list(named)).items():
        if owner != known.get(named[sku]):
            raise SkuTaken(sku=sku)
    attributes = FactRows(db, store_id).store().attributes
    categories = CategoryRows(db, store_id).ids()
    for product in products:
        check_attributes(attributes, product.attributes or {})
        check_categories(categories, product.category_ids or ())
