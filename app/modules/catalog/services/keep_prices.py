"""Writes down what variants cost from when on, and what they cost before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

from sqlalchemy.orm import Session

from app.kernel.clock import utc_now
from app.modules.catalog.repositories.price_rows import PriceKey, PriceRows
from app.modules.catalog.services.price_plan import (
    PriceStep,
    planned,
    prior_price,
    regular_at,
    regular_steps,
    steps_of,
)
from app.modules.contracts.catalog import PriceIn, VariantIn

NEW_FOR = timedelta(days=1)


@dataclass(frozen=True)
class Said:
    """What is said of a variant, and since when its product is there."""

    product_id: int
    variant: VariantIn
    since: datetime


Owners = Mapping[int, Said]


def keep_prices(db: Session, store_id: int, owners: Owners) -> set[int]:
    """Carries out what is said of prices; the ids of the products whose prices change by it."""
    now, rows = utc_now(), PriceRows(db, store_id)
    known = _by_key(rows.known(owners, now))
    plans: dict[PriceKey, list[PriceStep]] = {}
    for variant_id, said in owners.items():
        for price, is_full in _said(said.variant):
            key = (variant_id, price.currency)
            plan = _changed(known.get(key, []), price, now, is_full=is_full)
            if plan and key not in known:
                plan = _begun(plan, price, said.since)
            if plan is not None:
                plans[key] = plan
    rows.put_plans(plans, list(_rows(plans)), now)
    return {owners[variant_id].product_id for variant_id, _ in plans}


def keep_taken(db: Session, store_id: int, product_ids: Sequence[int]) -> None:
    """Writes down the plain prices that imports brought since."""
    owners = {
        row.id: Said(
            row.product_id,
            VariantIn(row.sku, "", row.taken_minor, row.currency),
            row.created_at,
        )
        for row in PriceRows(db, store_id).taken(product_ids)
    }
    if owners:
        keep_prices(db, store_id, owners)


def _said(variant: VariantIn) -> Iterable[tuple[PriceIn, bool]]:
    """The prices that are said, and whether in full or only the regular one."""
    if variant.prices:
        return [(price, True) for price in variant.prices]
    if variant.price_minor is None or variant.currency is None:
        return []
    return [(PriceIn(variant.currency, variant.price_minor), False)]


def _changed(
    known: Sequence[PriceStep], price: PriceIn, now: datetime, *, is_full: bool
) -> list[PriceStep] | None:
    """The new plan, None where it is the old one. A price that is not in full ends no sale."""
    if is_full or price.amount_minor is None:
        wanted = steps_of(price, now)
    else:
        regular = regular_at(known, now)
        if regular is not None and regular.amount_minor == price.amount_minor:
            return None
        wanted = regular_steps(known, price.amount_minor, now)
    plan = planned(known, wanted, now)
    return None if plan == [step for step in known if step.valid_from >= now] else plan


def _begun(plan: list[PriceStep], price: PriceIn, since: datetime) -> list[PriceStep]:
    """What was there before and comes with a sale had the regular price until now, as they say.

    What came within the last day was on sale from the beginning: nobody was asked for more.
    """
    first = plan[0]
    if not first.is_reduced or first.valid_from - since < NEW_FOR:
        return plan
    before = PriceStep(since, price.amount_minor)
    return [before, replace(first, prior_minor=prior_price([before], first.valid_from)), *plan[1:]]


def _by_key(rows: Sequence[Any]) -> dict[PriceKey, list[PriceStep]]:
    grouped = groupby(rows, key=lambda row: (row.variant_id, row.currency))
    return {
        key: [
            PriceStep(row.valid_from, row.amount_minor, row.is_reduced, row.prior_minor)
            for row in group
        ]
        for key, group in grouped
    }


def _rows(plans: Mapping[PriceKey, list[PriceStep]]) -> Iterable[dict[str, Any]]:
    for (variant_id, currency), plan in plans.items():
        for step in plan:
            yield {
                "variant_id": variant_id,
                "currency": currency,
                "valid_from": step.valid_from.isoformat(),
                "amount_minor": step.amount_minor,
                "is_reduced": step.is_reduced,
                "prior_minor": step.prior_minor,
            }
