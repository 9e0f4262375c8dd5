"""What a cart costs at one moment, and what is different from what its shopper saw."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from app.modules.contracts.carts import (
    Buyer,
    Cart,
    CartChange,
    CartLine,
    ChangeKind,
    PricedCart,
    PricedLine,
)
from app.modules.contracts.catalog import CATALOG_READER, NoCatalog, Sellable
from app.modules.contracts.promotions import (
    PROMOTION_ENGINE,
    Basket,
    BasketLine,
    Discounts,
    NoPromotions,
)
from app.modules.contracts.stock import STOCK_RESERVER, Availability, NoStock
from app.modules.core.services.module_services import service_on


def price_cart(
    db: Session,
    store_id: int,
    cart: Cart,
    *,
    buyer: Buyer,
    locale: str,
    at: datetime,
    shipping_minor: int = 0,
) -> PricedCart:
    """The cart at today's prices; amounts in minor units of its currency.

    A handful of statements whatever the number of lines; what other modules do not provide is left
    out: without a catalogue nothing can be bought, without inventory nothing is ever short.
    """
    ids = [line.variant_id for line in cart.lines]
    if not ids:
        return PricedCart(cart, (), Discounts(), ())
    catalog = service_on(db, cart.platform_id, CATALOG_READER, NoCatalog())
    items = catalog.sellables(db, store_id, ids, currency=cart.currency, locale=locale, at=at)
    items = {id_: item for id_, item in items.items() if is_for_sale(item)}
    stock = service_on(db, cart.platform_id, STOCK_RESERVER, NoStock())
    levels = stock.availability(db, store_id, ids)
    basket = _basket(cart, items, buyer, at, shipping_minor)
    engine = service_on(db, cart.platform_id, PROMOTION_ENGINE, NoPromotions())
    discounts = engine.discounts(db, store_id, basket) if basket.lines else Discounts()
    lines = [_priced(line, items, levels, discounts) for line in cart.lines]
    return PricedCart(cart, lines, discounts, tuple(_changes(lines)))


def is_for_sale(item: Sellable) -> bool:
    """Whether the variant is published and has a price in the currency asked for."""
    return item.is_available and item.price_minor is not None


def line_key(variant_id: int) -> str:
    """How a line is called in baskets: a cart has each variant once."""
    return str(variant_id)


def _basket(
    cart: Cart, items: Mapping[int, Sellable], buyer: Buyer, at: datetime, shipping_minor: int
) -> Basket:
    lines = [
        BasketLine(
            key=line_key(line.variant_id),
            variant_id=line.variant_id,
            product_id=item.product_id,
            quantity=line.quantity,
            unit_price_minor=item.price_minor or 0,
            category_ids=item.category_ids,
            collection_ids=item.collection_ids,
        )
        for line in cart.lines
        if (item := items.get(line.variant_id)) is not None
    ]
    return Basket(
        currency=cart.currency,
        lines=lines,
        at=at,
        codes=cart.codes,
        shipping_minor=shipping_minor,
        customer_key=buyer.customer_key,
        group_codes=buyer.group_codes,
        country=buyer.country,
    )


def _priced(
    line: CartLine,
    items: Mapping[int, Sellable],
    levels: Mapping[int, Availability],
    discounts: Discounts,
) -> PricedLine:
    item = items.get(line.variant_id)
    price = (item.price_minor or 0) if item is not None else 0
    level = levels.get(line.variant_id) or Availability(line.variant_id, 0, is_tracked=False)
    return PricedLine(line, item, price, discounts.of_line(line_key(line.variant_id)), level)


def _changes(lines: list[PricedLine]) -> Iterator[CartChange]:
    for priced in lines:
        line = priced.line
        if priced.item is None:
            yield CartChange(ChangeKind.GONE, line.line_id, line.quantity, 0)
            continue
        seen = line.seen_price_minor
        if seen is not None and seen != priced.unit_price_minor:
            yield CartChange(ChangeKind.PRICE, line.line_id, seen, priced.unit_price_minor)
        if not priced.availability.covers(line.quantity):
            left = max(priced.availability.available, 0)
            yield CartChange(ChangeKind.SHORT, line.line_id, line.quantity, left)
