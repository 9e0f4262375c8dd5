"""From rows of a file to the values that the other modules take in; pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.kernel.money import to_minor
from app.modules.contracts.catalog import ProductIn, VariantIn
from app.modules.contracts.customers import CustomerIn
from app.modules.contracts.orders import (
    OrderIn,
    OrderLineIn,
    ReversalIn,
    ReversalKind,
    ReversalLineIn,
)
from app.modules.contracts.stock import MovementIn, MovementReason, StockItemIn
from app.modules.marketplace.formats.file_format import FileFormat, OrderRow, RowKind
from app.modules.marketplace.repositories.sightings import Seen


@dataclass(frozen=True)
class NamedRow:
    """A row and the reference of its line within its document."""

    ref: str
    row: OrderRow


@dataclass(frozen=True)
class Known:
    """What the other modules call the products and customers of a batch; empty without them."""

    variant_ids: Mapping[str, int] = field(default_factory=dict)
    customer_ids: Mapping[str, int] = field(default_factory=dict)


def product_seen(row: OrderRow, currency: str) -> Seen:
    """What one row tells of its product.

    Titles of priced rows come first: at a price of 0 retailers write remarks ("found", "damaged")
    into the title. Those of stock corrections are always remarks.
    """
    is_priced = row.unit_price > 0
    has_title = row.title is not None and row.kind is not RowKind.CORRECTION
    price_minor = to_minor(row.unit_price, currency)
    is_sale_price = row.kind is RowKind.SALE and price_minor > 0
    return Seen(
        row.sku,
        row.occurred_at,
        label=row.title if has_title else None,
        label_rank=(0 if is_priced else 1) if has_title else None,
        labelled_at=row.occurred_at if has_title else None,
        price_minor=price_minor if is_sale_price else None,
        priced_at=row.occurred_at if is_sale_price else None,
    )


def customer_seen(row: OrderRow) -> Seen | None:
    """What one row tells of its customer; None for a guest."""
    if row.customer_ref is None:
        return None
    if row.country is None:
        return Seen(row.customer_ref, row.occurred_at)
    return Seen(row.customer_ref, row.occurred_at, row.country, 0, row.occurred_at)


def product_in(seen: Seen, file_format: FileFormat) -> ProductIn:
    """A product with one variant, on sale since it was first seen; its code names it if need be."""
    title = seen.label or seen.external_ref
    currency = None if seen.price_minor is None else file_format.currency
    return ProductIn(
        source=file_format.name,
        external_ref=seen.external_ref,
        title=title,
        created_at=seen.first_seen_at,
        published_at=seen.first_seen_at,
        variants=(VariantIn(seen.external_ref, title, seen.price_minor, currency),),
        may_show_later=True,
    )


def customer_in(seen: Seen, file_format: FileFormat) -> CustomerIn:
    return CustomerIn(
        source=file_format.name,
        external_ref=seen.external_ref,
        first_seen_at=seen.first_seen_at,
        name=file_format.customer_name(seen.external_ref),
        country=seen.label,
    )


def stock_item_in(seen: Seen, variant_id: int) -> StockItemIn:
    """Not tracked at first: such a file has no opening stock, so any level would be invented."""
    return StockItemIn(
        variant_id=variant_id,
        sku=seen.external_ref,
        title=seen.label or seen.external_ref,
        created_at=seen.first_seen_at,
        begins_tracked=False,
    )


def movement_in(named: NamedRow, variant_id: int, source: str) -> MovementIn:
    row = named.row
    return MovementIn(
        source=source,
        external_ref=f"{row.document}:{named.ref}",
        variant_id=variant_id,
        reason=MovementReason.CORRECTION,
        happened_at=row.occurred_at,
        on_hand_change=row.quantity,
        note=row.title,
    )


def order_in(lines: Sequence[NamedRow], file_format: FileFormat, known: Known) -> OrderIn:
    """The order of one invoice: placed, paid and delivered at its earliest line."""
    first = lines[0].row
    placed_at = min(line.row.occurred_at for line in lines)
    customer_ref = _first_customer(lines)
    return OrderIn(
        source=file_format.name,
        external_ref=first.document,
        number=first.document,
        placed_at=placed_at,
        paid_at=placed_at,
        fulfilled_at=placed_at,
        currency=file_format.currency,
        lines=tuple(_order_line(line, file_format, known) for line in lines),
        customer_id=None if customer_ref is None else known.customer_ids.get(customer_ref),
        customer_name=None if customer_ref is None else file_format.customer_name(customer_ref),
        country=first.country,
    )


def reversal_in(lines: Sequence[NamedRow], file_format: FileFormat, known: Known) -> ReversalIn:
    """The return of one credit note, which does not say what it takes back."""
    first = lines[0].row
    customer_ref = _first_customer(lines)
    return ReversalIn(
        source=file_format.name,
        external_ref=first.document,
        number=first.document,
        kind=ReversalKind.RETURN,
        occurred_at=min(line.row.occurred_at for line in lines),
        currency=file_format.currency,
        lines=tuple(_reversal_line(line, file_format) for line in lines),
        customer_id=None if customer_ref is None else known.customer_ids.get(customer_ref),
    )


def _first_customer(lines: Sequence[NamedRow]) -> str | None:
    return next((line.row.customer_ref for line in lines if line.row.customer_ref), None)


def _order_line(named: NamedRow, file_format: FileFormat, known: Known) -> OrderLineIn:
    row = named.row
    return OrderLineIn(
        external_ref=named.ref,
        sku=row.sku,
        title=row.title or row.sku,
        quantity=row.quantity,
        unit_price=row.unit_price,
        gross_minor=_amount_minor(row, file_format.currency),
        variant_id=known.variant_ids.get(row.sku),
    )


def _reversal_line(named: NamedRow, file_format: FileFormat) -> ReversalLineIn:
    row = named.row
    return ReversalLineIn(
        external_ref=named.ref,
        sku=row.sku,
        title=row.title or row.sku,
        quantity=row.quantity,
        goods_minor=_amount_minor(row, file_format.currency),
    )


def _amount_minor(row: OrderRow, currency: str) -> int:
    """Each line is rounded by itself: 3 x 0.335 GBP is 1.005, so 101 pence."""
    return to_minor(row.unit_price * row.quantity, currency)
