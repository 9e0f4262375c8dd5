"""Tries the store's promotions on a basket that nobody has; nothing is counted."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.kernel.clock import utc_now
from app.modules.contracts.promotions import Basket, BasketLine, Discounts, account_key
from app.modules.promotions.schemas.previews import (
    AppliedOut,
    LineDiscountOut,
    PreviewIn,
    PreviewOut,
    RefusedOut,
)
from app.modules.promotions.services.engine import promotion_engine


def preview(db: Session, store_id: int, given: PreviewIn) -> PreviewOut:
    """What the basket would cost less."""
    basket = _basket(given)
    discounts = promotion_engine.discounts(db, store_id, basket)
    return _shown(basket, discounts)


def _basket(given: PreviewIn) -> Basket:
    lines = [
        BasketLine(
            line.key,
            line.variant_id,
            line.product_id,
            line.quantity,
            line.unit_price_minor,
            tuple(line.category_ids),
            tuple(line.collection_ids),
        )
        for line in given.lines
    ]
    return Basket(
        currency=given.currency,
        lines=lines,
        at=given.at or utc_now(),
        codes=given.codes,
        shipping_minor=given.shipping_minor,
        customer_key=None if given.customer_id is None else account_key(given.customer_id),
        group_codes=tuple(given.group_codes),
        country=given.country,
    )


def _shown(basket: Basket, discounts: Discounts) -> PreviewOut:
    goods = sum(line.amount_minor for line in basket.lines)
    off = sum(each.amount_minor for each in discounts.applied)
    return PreviewOut(
        currency=basket.currency,
        goods_minor=goods,
        shipping_minor=basket.shipping_minor,
        discount_minor=off,
        total_minor=goods + basket.shipping_minor - off,
        lines=[LineDiscountOut.model_validate(each) for each in discounts.lines],
        applied=[AppliedOut.model_validate(each) for each in discounts.applied],
        refused=[RefusedOut.model_validate(each) for each in discounts.refused],
    )
