"""What a store's team does with products: makes, changes, publishes and archives them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import uuid4

from sqlalchemy.orm import Session

from app.kernel.clock import utc_now
from app.modules.catalog.exceptions import NameTaken, SkuTaken, UnknownProduct, UnknownVariant
from app.modules.catalog.models import Product, Variant
from app.modules.catalog.repositories.catalog_facts import CATALOG_FIGURES
from app.modules.catalog.repositories.category_rows import CategoryRows
from app.modules.catalog.repositories.product_details import ProductDetails
from app.modules.catalog.repositories.product_facts import FactRows
from app.modules.catalog.repositories.product_rows import ProductRows
from app.modules.catalog.schemas.store_products import ProductIn, ProductPatch
from app.modules.catalog.services.catalog_intake import catalog_intake, product_name, sku_name
from app.modules.catalog.services.category_intake import lock_tree, lock_tree_to_place
from app.modules.catalog.services.give_slugs import check_slugs
from app.modules.catalog.services.product_checks import (
    check_attributes,
    check_categories,
    check_choices,
)
from app.modules.catalog.services.product_input import SOURCE, details, new_product, variant_of
from app.modules.catalog.services.renew_cards import renew_cards
from app.modules.contracts import catalog as contract
from app.modules.core.services.figure_change import FigureChange

# Says whether the version that the caller saw is the present one, or raises.
VersionCheck = Callable[[int], None]


class ProductEditor:
    """Changes products of one store, each in the caller's transaction.

    Names are locked first, then the tree of categories where a product is to stand in one, then
    rows, as imports do it: nobody waits in a ring.
    """

    def __init__(self, db: Session, store_id: int) -> None:
        self._db = db
        self._store_id = store_id
        self._rows = ProductRows(db, store_id)

    def create(self, body: ProductIn) -> int:
        """The id of the new product.

        Raises:
            SkuTaken, SlugTaken, NameTaken: something of it is another product's.
            ChoicesWrong, ReferenceUnknown, AttributeValueWrong: it does not hold together.
        """
        ref = body.external_ref or uuid4().hex
        product = new_product(body, ref, utc_now())
        self._lock_names(ref, [variant.sku for variant in product.variants])
        if self._rows.ids_of_refs(SOURCE, [ref]):
            raise NameTaken(name=ref)
        lock_tree_to_place(self._db, self._store_id, [product])
        self._check(product, None)
        check_choices(
            [option.values for option in product.options or ()],
            [(variant.sku, variant.choices or ()) for variant in product.variants],
        )
        self._take(product)
        return self._rows.ids_of_refs(SOURCE, [ref])[ref]

    def change(self, product_id: int, body: ProductPatch, check: VersionCheck) -> None:
        """Carries out what is said. Raises what `create` and `check` do, and UnknownProduct."""
        wanted = {variant.sku: variant for variant in body.variants or ()}
        row = self._locked(product_id, list(wanted), check, is_placed=bool(body.category_ids))
        known = {variant.sku: variant for variant in self._rows.variants(product_id)}
        product = replace(
            as_it_is(row),
            title=body.title or row.title,
            variants=tuple(
                variant_of(one, known[sku].title, None)
                if sku in known
                else variant_of(one, "", len(known) + place)
                for place, (sku, one) in enumerate(wanted.items())
            ),
            **details(body),  # type: ignore[arg-type]  # named as the contract names them
        )
        if body.is_featured is not None:
            product = featured(product, is_featured=body.is_featured)
        self._check(product, product_id)
        _check_choices_of(row, known, product)
        returning = [known[sku].id for sku in wanted if _is_retired(known.get(sku))]
        self._set_retired(returning, None)
        self._take(product)
        if returning:
            self._shown(product_id)

    def publish(self, product_id: int, at: datetime | None, check: VersionCheck) -> None:
        """Shoppers see it from then on; one that was archived comes back."""
        row = self._locked(product_id, [], check)
        self._take(replace(as_it_is(row), published_at=at or utc_now(), archived_at=None))

    def unpublish(self, product_id: int, check: VersionCheck) -> None:
        """A draft again, which no shopper sees."""
        row = self._locked(product_id, [], check)
        self._take(replace(as_it_is(row), published_at=None))

    def archive(self, product_id: int, at: datetime | None, check: VersionCheck) -> None:
        """Out of the catalogue from then on; its rows stay, since orders speak of them."""
        row = self._locked(product_id, [], check)
        self._take(replace(as_it_is(row), archived_at=at or utc_now()))

    def retire(self, product_id: int, variant_id: int, check: VersionCheck) -> None:
        """The variant is no longer offered; what was sold of it stays what it was."""
        self._variant(product_id, variant_id)
        self._locked(product_id, [], check)
        self._set_retired([variant_id], utc_now())
        self._shown(product_id)

    def rename(self, product_id: int, variant_id: int, sku: str, check: VersionCheck) -> None:
        """A new SKU for the variant. Raises SkuTaken."""
        former = self._variant(product_id, variant_id).sku
        self._locked(product_id, [former, sku], check)
        if sku != former and self._rows.owners_of_skus([sku]):
            raise SkuTaken(sku=sku)
        self._rows.set_sku(variant_id, sku)
        self._shown(product_id)

    def _variant(self, product_id: int, variant_id: int) -> Variant:
        variant = self._rows.variant(variant_id)
        if variant is None or variant.product_id != product_id:
            raise UnknownVariant
        return variant

    def _locked(
        self,
        product_id: int,
        skus: Sequence[str],
        check: VersionCheck,
        *,
        is_placed: bool = False,
    ) -> Product:
        seen = self._rows.find(product_id)
        if seen is None:
            raise UnknownProduct
        self._lock_names(seen.external_ref, skus, seen.source)
        if is_placed:
            lock_tree(self._db, self._store_id)
        row = self._rows.lock(product_id)
        if row is None:
            raise UnknownProduct
        check(row.version)
        return row

    def _lock_names(self, ref: str, skus: Sequence[str], source: str = SOURCE) -> None:
        change = FigureChange(self._db, self._store_id, CATALOG_FIGURES)
        change.lock([product_name((source, ref)), *map(sku_name, skus)])

    def _check(self, product: contract.ProductIn, product_id: int | None) -> None:
        owners = self._rows.owners_of_skus([variant.sku for variant in product.variants])
        for sku, owner in owners.items():
            if owner != product_id:
                raise SkuTaken(sku=sku)
        facts = FactRows(self._db, self._store_id)
        if product.attributes:
            check_attributes(facts.store().attributes, product.attributes)
        if product.category_ids:
            check_categories(CategoryRows(self._db, self._store_id).ids(), product.category_ids)
        check_slugs(self._db, self._store_id, "product", product_id, product.slugs or {})

    def _take(self, product: contract.ProductIn) -> None:
        catalog_intake.take_products(self._db, self._store_id, [product])

    def _set_retired(self, variant_ids: Sequence[int], at: datetime | None) -> None:
        if not variant_ids:
            return
        change = FigureChange(self._db, self._store_id, CATALOG_FIGURES)
        change.before(variant=variant_ids)
        self._rows.retire(variant_ids, at)
        change.after(variant=variant_ids)

    def _shown(self, product_id: int) -> None:
        ProductDetails(self._db, self._store_id).raise_versions([product_id], utc_now())
        renew_cards(self._db, self._store_id, [product_id])


def as_it_is(row: Product) -> contract.ProductIn:
    """The product without anything to say about it."""
    return contract.ProductIn(
        source=row.source,
        external_ref=row.external_ref,
        title=row.title,
        created_at=row.created_at,
        variants=(),
        published_at=row.published_at,
        archived_at=row.archived_at,
        featured_at=row.featured_at,
        unfeatured_at=row.unfeatured_at,
    )


def featured(product: contract.ProductIn, *, is_featured: bool) -> contract.ProductIn:
    """Put in front, or no longer; nothing changes for one that is so already."""
    now = utc_now()
    is_over = product.unfeatured_at is not None and product.unfeatured_at <= now
    is_so = product.featured_at is not None and product.featured_at <= now and not is_over
    if is_so is is_featured:
        return product
    if is_featured:
        return replace(product, featured_at=now, unfeatured_at=None)
    return replace(product, unfeatured_at=now)


def _is_retired(variant: Variant | None) -> bool:
    return variant is not None and variant.retired_at is not None


def _check_choices_of(
    row: Product, known: Mapping[str, Variant], product: contract.ProductIn
) -> None:
    """Whatever was said: what stands in the end must hold together."""
    said = {variant.sku: variant.choices for variant in product.variants}
    options = product.options
    values = [o["values"] for o in row.options] if options is None else [o.values for o in options]
    offered = {sku: one for sku, one in known.items() if sku in said or one.retired_at is None}
    chosen = {sku: tuple(one.choices) for sku, one in offered.items()}
    for sku, choices in said.items():
        chosen[sku] = chosen.get(sku, ()) if choices is None else choices
    check_choices(values, chosen.items())
