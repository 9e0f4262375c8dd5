"""What a search may find of products: one document for each in each language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from app.kernel.clock import utc_now
from app.kernel.i18n.languages import SUPPORTED_LOCALES
from app.kernel.rich_text import words_of_html
from app.modules.catalog.models import Category
from app.modules.catalog.repositories.product_facts import FactRows, ProductFacts, StoreFacts
from app.modules.catalog.services.card_json import amount_of, attributes_of, card_of, lowest
from app.modules.catalog.services.card_stretches import is_featured_at, prices_at, shown_from
from app.modules.catalog.services.localised import Words
from app.modules.contracts.catalog import ProductDocument

AT_ONCE = 500
Tree = Mapping[int, Category]


def documents(db: Session, store_id: int, product_ids: Iterable[int]) -> Iterator[ProductDocument]:
    """Of those of the products that shoppers see now, in each of the four languages."""
    rows, now = FactRows(db, store_id), utc_now()
    store, tree = rows.store(), rows.categories()
    wanted = sorted(set(product_ids))
    for at in range(0, len(wanted), AT_ONCE):
        for product in rows.products(wanted[at : at + AT_ONCE], now):
            if not is_shown_at(product, now):
                continue
            for locale in SUPPORTED_LOCALES:
                yield _document(product, store, tree, Words(locale, store.locale), now)


def is_shown_at(product: ProductFacts, moment: datetime) -> bool:
    """Whether shoppers see it then."""
    is_gone = product.archived_at is not None and product.archived_at <= moment
    return shown_from(product) <= moment and not is_gone


def _document(
    product: ProductFacts, store: StoreFacts, tree: Tree, words: Words, now: datetime
) -> ProductDocument:
    prices = prices_at(product, store.currency, now)
    cheapest, is_featured = lowest(product, prices), is_featured_at(product, now)
    main = tree.get(product.category_ids[0]) if product.category_ids else None
    card = card_of(product, prices, words, is_featured=is_featured)
    return ProductDocument(
        product_id=product.id,
        locale=words.locale,
        slug=card["slug"],
        title=card["title"],
        description=words_of_html(
            words.text(product.description, product.translations, "description")
        ),
        skus=tuple(one.sku for one in product.variants),
        variant_ids=tuple(one.id for one in product.variants),
        categories=_categories(product, tree, words),
        options=_options(product, words),
        attributes=tuple(
            (one["name"], one["label"]) for one in attributes_of(product, words, store)
        ),
        brand=product.brand or None,
        currency=store.currency,
        price_minor=None if cheapest is None else amount_of(prices, cheapest),
        is_featured=is_featured,
        published_at=shown_from(product),
        card={**card, "category": None if main is None else main.label.get(words.locale)},
    )


def _categories(product: ProductFacts, tree: Tree, words: Words) -> tuple[tuple[int, str], ...]:
    """Those shown that it stands in and all above them, from the root down, each once."""
    paths = [tree[key].path for key in product.category_ids if key in tree]
    ids = dict.fromkeys(key for path in paths for key in path if key in tree and tree[key].label)
    return tuple((key, words.text(tree[key].name, tree[key].translations, "name")) for key in ids)


def _options(product: ProductFacts, words: Words) -> tuple[tuple[str, str], ...]:
    """Name and value of what the variants that are offered choose, each once."""
    found: dict[tuple[str, str], Any] = {}
    for variant in product.variants:
        for option, choice in zip(product.options, variant.choices, strict=False):
            translations = option.get("translations", {})
            name = words.text(option["name"], translations, "name")
            found[name, words.value(choice, translations, choice)] = None
    return tuple(found)
