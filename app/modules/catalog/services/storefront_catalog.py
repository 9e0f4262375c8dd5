"""What shoppers see of the catalogue, as the bytes that are sent: two statements a page."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row
from sqlalchemy.orm import Session

from app.kernel.clock import utc_now
from app.kernel.http.cursors import CursorInvalid, moment_of, read_cursor, write_cursor
from app.modules.catalog.exceptions import UnknownProduct
from app.modules.catalog.repositories.storefront_rows import SORTINGS, CardQuery, StorefrontRows
from app.modules.catalog.schemas.queries import is_keepable
from app.modules.contracts.stock import STOCK_RESERVER, Availability, NoStock
from app.modules.core.services.module_services import service_on

_NO_STOCK = NoStock()
# Digits of the largest id that a bigint surely takes.
LONGEST_ID = 18
_HAD, _GONE = '{"is_available":true}', '{"is_available":false}'
_SLUG = re.compile(r'"slug":"([^"]*)"')
_MARK = re.compile(r'"availability":"@(\d+)"')


@dataclass(frozen=True)
class Looking:
    """Who looks: in which store, through which platform, in which currency and language."""

    store_id: int
    platform_id: int
    currency: str
    locale: str


@dataclass(frozen=True)
class FoundProduct:
    """A product's page; `slug` is what it is called now where it was asked for by a former name."""

    body: bytes
    moved_to: str | None = None


def list_products(
    db: Session,
    looking: Looking,
    *,
    sort: str,
    limit: int,
    cursor: str | None,
    filters: Mapping[str, Any],
) -> bytes:
    """One page of published products; `category` (an id or slug) counts with all below it.

    Two statements, one more with a category. Raises CursorInvalid.
    """
    rows_of = StorefrontRows(db)
    narrowed = dict(filters)
    if "category" in narrowed:
        narrowed["categories"] = rows_of.subtree(looking.store_id, narrowed.pop("category"))
    query = CardQuery(
        store_id=looking.store_id,
        currency=looking.currency,
        locale=looking.locale,
        now=utc_now(),
        limit=limit + 1,
        sort=sort,
        after=_after(cursor, sort),
        filters=narrowed,
    )
    rows = rows_of.cards(query)
    shown = rows[:limit]
    stock = _stock(db, looking, [each for row in shown for each in row[1]])
    items = ",".join(
        f'{row[0][:-1]},"category":{row[2] or "null"},"availability":{_of_product(row[1], stock)}}}'
        for row in shown
    )
    following = f'"{_cursor(shown[-1], sort)}"' if len(rows) > limit else "null"
    return f'{{"items":[{items}],"next_cursor":{following}}}'.encode()


def show_product(db: Session, looking: Looking, named: str) -> FoundProduct:
    """A published product by id or slug. Raises UnknownProduct, also for a draft."""
    wanted: int | str = int(named) if named.isdecimal() and len(named) <= LONGEST_ID else named
    row = StorefrontRows(db).detail(
        looking.store_id, wanted, looking.currency, looking.locale, utc_now()
    )
    if row is None:
        raise UnknownProduct
    stock = _stock(db, looking, row.variant_ids)
    detail = _MARK.sub(
        lambda mark: f'"availability":{_of_variant(int(mark[1]), stock)}', row.detail
    )
    body = (
        f'{detail[:-1]},"category":{row.category or "null"},"breadcrumb":{row.way or "[]"},'
        f'"availability":{_of_product(row.variant_ids, stock)}}}'
    )
    return FoundProduct(body.encode(), _slug_in(row.detail) if row.is_former else None)


def _stock(db: Session, looking: Looking, variant_ids: Sequence[int]) -> dict[int, Availability]:
    if not variant_ids:
        return {}
    stock = service_on(db, looking.platform_id, STOCK_RESERVER, _NO_STOCK)
    return stock.availability(db, looking.store_id, variant_ids)


def _of_variant(variant_id: int, stock: Mapping[int, Availability]) -> str:
    return _HAD if _can_be_had(stock.get(variant_id)) else _GONE


def _of_product(variant_ids: Sequence[int], stock: Mapping[int, Availability]) -> str:
    """Available when any variant is.

    How many are left is not told: answers are remembered until something begins or ceases to be
    available, and whoever puts units into a cart is told there.
    """
    is_there = any(_can_be_had(stock.get(variant_id)) for variant_id in variant_ids)
    return _HAD if is_there else _GONE


def _can_be_had(found: Availability | None) -> bool:
    return found is None or found.covers(1)


def _slug_in(detail: str) -> str:
    """The card's own field comes before any that a store's team fills."""
    found = _SLUG.search(detail)
    return found[1] if found else ""


def _cursor(row: Row[*tuple[Any, ...]], sort: str) -> str:
    values = [value.isoformat() if isinstance(value, datetime) else value for value in row[3:]]
    return write_cursor([sort, *values])


def _after(cursor: str | None, sort: str) -> list[Any] | None:
    """The values of the row before; a cursor of another order is none of this list."""
    sorting = SORTINGS[sort]
    values = read_cursor(cursor, (str, *sorting.kinds))
    if values is None:
        return None
    if values[0] != sort or not all(is_keepable(v) for v in values if isinstance(v, str)):
        raise CursorInvalid
    named = zip(sorting.columns, values[1:], strict=True)
    return [moment_of(value) if name == "c.published_at" else value for name, value in named]
