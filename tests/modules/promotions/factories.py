"""Makes promotions, codes and baskets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from datetime import UTC, datetime
from decimal import Decimal
from itertools import count
from typing import Any

from sqlalchemy.orm import Session

from app.kernel.database.scope import enter_store
from app.modules.contracts.promotions import Basket, BasketLine
from app.modules.core.services.setup_memory import note_setup
from app.modules.promotions.codes import code_key
from app.modules.promotions.models import Promotion, PromotionCode
from app.modules.promotions.rules import (
    Candidate,
    CandidatesFound,
    Conditions,
    Effect,
    GivenCode,
    PromotionKind,
    PromotionRule,
)

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
ALL = ["product", "order", "shipping"]
_numbers = count(1)


def make_promotion(db: Session, store_id: int, **values: Any) -> Promotion:
    """Ten per cent off everything by a code, with everything, since long ago; enters the store."""
    enter_store(db, store_id)
    usual = {"name": f"Promotion {next(_numbers)}", "kind": "percent_off", "percent": Decimal(10)}
    usual |= {"is_automatic": False, "starts_at": LONG_AGO, "created_at": LONG_AGO}
    promotion = Promotion(store_id=store_id, **{"combines_with": ALL, **usual, **values})
    if "amount_minor" in values or "min_amount_minor" in values:
        promotion.currency = values.get("currency", "EUR")
    db.add(promotion)
    db.flush()
    note_setup(db, store_id)
    return promotion


def make_code(db: Session, promotion: Promotion, code: str, **values: Any) -> PromotionCode:
    row = PromotionCode(
        store_id=promotion.store_id,
        promotion_id=promotion.id,
        code=code,
        code_key=code_key(code),
        created_at=LONG_AGO,
        **values,
    )
    db.add(row)
    db.flush()
    return row


def line(key: str, unit_price_minor: int, quantity: int = 1, **values: Any) -> BasketLine:
    """A line whose variant and product have the number that ends its key, else 1."""
    number = int("".join(sign for sign in key if sign.isdigit()) or 1)
    ids = {"variant_id": number, "product_id": number}
    return BasketLine(key, quantity=quantity, unit_price_minor=unit_price_minor, **ids | values)


def basket(*lines: BasketLine, codes: Sequence[str] = (), **values: Any) -> Basket:
    return Basket(**{"currency": "EUR", "at": NOW, "lines": lines, "codes": codes, **values})


def rule(number: int, kind: PromotionKind | str, **values: Any) -> PromotionRule:
    """A rule in euro; fields of the effect and the conditions may be given as they are called."""
    parts: dict[Any, dict[str, Any]] = {Effect: {}, Conditions: {}, PromotionRule: {}}
    for name, value in values.items():
        owner = next(part for part in parts if name in {field.name for field in fields(part)})
        parts[owner][name] = value
    if "percent" in parts[Effect]:
        parts[Effect]["percent"] = Decimal(parts[Effect]["percent"])
    has_amount = "amount_minor" in values or "min_amount_minor" in values
    own = {"currency": "EUR" if has_amount else None, **parts[PromotionRule]}
    return PromotionRule(
        number,
        f"Promotion {number}",
        Effect(PromotionKind(kind), **parts[Effect]),
        Conditions(**parts[Conditions]),
        **own,
    )


def found(*rules: PromotionRule, **by_code: PromotionRule) -> CandidatesFound:
    """Automatic rules, then those of codes as they were typed."""
    given = [Candidate(rule, GivenCode(code, rule.promotion_id)) for code, rule in by_code.items()]
    return CandidatesFound([*(Candidate(each) for each in rules), *given])
