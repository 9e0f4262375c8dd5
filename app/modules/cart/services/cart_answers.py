"""Carts as the storefront's API answers them."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request

from app.kernel.http.schemas import MoneyOut
from app.modules.cart.schemas.carts import (
    CartOut,
    ChangeOut,
    CodeOut,
    LineOut,
    PromotionOut,
    StockOut,
)
from app.modules.cart.services.change_cart import CartChanges
from app.modules.contracts.carts import PricedCart, PricedLine
from app.modules.contracts.promotions import CodeRefusal
from app.modules.contracts.stock import Availability
from app.modules.tenancy.dependencies import Db, get_current_storefront_api
from app.modules.tenancy.services.shoppers import ShopperContext

OF_ITEM = ("product_id", "sku", "title", "variant_title", "slug", "image_url")
Shopper = Annotated[ShopperContext, Depends(get_current_storefront_api)]


def cart_changes(request: Request, db: Db, shopper: Shopper) -> CartChanges:
    """Changes by this shopper, with texts in the language of the request."""
    return CartChanges(db, shopper, request.state.locale)


def cart_out(token: str, priced: PricedCart) -> CartOut:
    """The whole cart; what is off and what is due before shipping."""
    cart, currency = priced.cart, priced.cart.currency
    subtotal = sum(line.amount_minor for line in priced.lines)
    refused = {one.code: one.reason for one in priced.discounts.refused}
    if not priced.lines:
        refused = dict.fromkeys(cart.codes, CodeRefusal.CONDITIONS)
    return CartOut(
        token=token,
        version=cart.version,
        currency=currency,
        is_ordered=cart.order_id is not None,
        lines=[line_out(line, currency) for line in priced.lines],
        codes=[
            CodeOut(code=code, is_applied=code not in refused, reason=refused.get(code))
            for code in cart.codes
        ],
        promotions=[
            PromotionOut(
                name=one.name, code=one.code, amount=MoneyOut.of(one.amount_minor, currency)
            )
            for one in priced.discounts.applied
        ],
        changes=changes_out(priced),
        units=sum(line.line.quantity for line in priced.lines),
        subtotal=MoneyOut.of(subtotal, currency),
        discount=MoneyOut.of(subtotal - priced.goods_minor, currency),
        total=MoneyOut.of(priced.goods_minor, currency),
    )


def changes_out(priced: PricedCart) -> list[ChangeOut]:
    """What is different from what the shopper saw."""
    return [ChangeOut.model_validate(change) for change in priced.changes]


def line_out(priced: PricedLine, currency: str) -> LineOut:
    item, line = priced.item, priced.line
    reduced = None if item is None else item.compare_at_minor
    return LineOut(
        line_id=line.line_id,
        variant_id=line.variant_id,
        **{name: getattr(item, name, None) for name in OF_ITEM},
        quantity=line.quantity,
        unit_price=MoneyOut.of(priced.unit_price_minor, currency),
        compare_at=None if reduced is None else MoneyOut.of(reduced, currency),
        amount=MoneyOut.of(priced.amount_minor, currency),
        discount=MoneyOut.of(priced.discount_minor, currency),
        total=MoneyOut.of(priced.charge_minor, currency),
        stock=_stock_out(priced.availability, line.quantity, is_sold=item is not None),
    )


def _stock_out(level: Availability, quantity: int, *, is_sold: bool) -> StockOut:
    return StockOut(
        is_enough=is_sold and level.covers(quantity),
        available=max(level.available, 0) if level.is_tracked else None,
        is_backorder=level.is_tracked and level.may_backorder and level.available < quantity,
    )
