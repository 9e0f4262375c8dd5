"""Writing reversals and their lines in batches, and finding the orders that they belong to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Table,
    any_,
    column,
    func,
    literal,
    or_,
    select,
    true,
    update,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session, aliased

from app.kernel.database.plans import forget_plans
from app.kernel.database.upsert import (
    Merge,
    Upserted,
    batch_of_ids,
    ids_by_key,
    lock_known,
    upsert_rows,
)
from app.modules.contracts.orders import ReversalIn
from app.modules.orders.models import Order, Reversal, ReversalLine

ReversalKey = tuple[str, str]
_REVERSALS = cast("Table", Reversal.__table__)
_LINES = cast("Table", ReversalLine.__table__)
_KEY = ("store_id", "source", "external_ref")
_LINE_KEY = ("store_id", "reversal_id", "external_ref")
_MERGE = {
    "number": Merge.REPLACE,
    "kind": Merge.REPLACE,
    "currency": Merge.REPLACE,
    "shipping_minor": Merge.REPLACE,
    "tax_minor": Merge.REPLACE,
    "order_ref": Merge.FIRST,
    "customer_id": Merge.KNOWN,
    "reason": Merge.KNOWN,
    "occurred_at": Merge.EARLIEST,
}


class ReversalWriting:
    """Writes into one store's reversals, in the caller's transaction and scope."""

    def __init__(self, db: Session, store_id: int) -> None:
        self._db = db
        self._store_id = store_id

    def lock_known(self, reversals: Iterable[ReversalIn]) -> dict[ReversalKey, int]:
        """The ids of those reversals that are there already, locked until the transaction ends."""
        rows = [self._key_of(reversal) for reversal in reversals]
        return _by_name(lock_known(self._db, Reversal, rows, key=_KEY))

    def named_orders(self, reversals: Iterable[ReversalIn]) -> set[tuple[str, str]]:
        """Source and reference of the orders that those which are there already take back."""
        rows = [self._key_of(reversal) for reversal in reversals]
        ids = list(ids_by_key(self._db, _REVERSALS, rows, key=_KEY).values())
        if not ids:
            return set()
        statement = select(Reversal.source, Reversal.order_ref).where(
            Reversal.store_id == self._store_id,
            Reversal.id == _any(ids),
            Reversal.order_ref.is_not(None),
        )
        return {(source, ref) for source, ref in self._db.execute(statement) if ref is not None}

    def upsert_reversals(
        self, reversals: Iterable[ReversalIn]
    ) -> tuple[Upserted, dict[ReversalKey, int]]:
        """What was written, and the id of each written reversal; new ones have their totals."""
        rows = [self._row(reversal) for reversal in reversals]
        written = upsert_rows(self._db, _REVERSALS, rows, key=_KEY, merge=_MERGE)
        return written, _by_name(written.by_key)

    def add_lines(
        self, reversals: Iterable[ReversalIn], ids: Mapping[ReversalKey, int]
    ) -> tuple[int, ...]:
        """Adds the lines that are not there yet; the reversal id of each line added."""
        rows = [
            {
                "store_id": self._store_id,
                "reversal_id": ids[reversal.source, reversal.external_ref],
                "external_ref": line.external_ref,
                "sku": line.sku,
                "title": line.title,
                "quantity": line.quantity,
                "goods_minor": line.goods_minor,
            }
            for reversal in reversals
            for line in reversal.lines
        ]
        forget_plans(self._db, len(rows))
        return upsert_rows(
            self._db, _LINES, rows, key=_LINE_KEY, merge={}, report="reversal_id"
        ).created

    def renew_totals(self, reversal_ids: Sequence[int]) -> None:
        """Makes goods and units of these reversals the sums over their lines."""
        if not reversal_ids:
            return
        ids = batch_of_ids(reversal_ids)
        of_lines = (
            select(
                func.coalesce(func.sum(ReversalLine.goods_minor), 0).label("goods_minor"),
                func.coalesce(func.sum(ReversalLine.quantity), 0).label("units"),
            )
            .where(ReversalLine.store_id == self._store_id, ReversalLine.reversal_id == ids.c.id)
            .lateral("of_lines")
        )
        sums = select(ids.c.id, *of_lines.c).join(of_lines, true()).subquery("sums")
        changed = or_(
            Reversal.goods_minor.is_distinct_from(sums.c.goods_minor),
            Reversal.units.is_distinct_from(sums.c.units),
        )
        statement = (
            update(Reversal)
            .where(Reversal.store_id == self._store_id, Reversal.id == sums.c.id, changed)
            .values(goods_minor=sums.c.goods_minor, units=sums.c.units)
            .execution_options(synchronize_session=False)
        )
        self._db.execute(statement)

    def find_orders(
        self, *, among_orders: Iterable[int] = (), among_reversals: Iterable[int] = ()
    ) -> dict[int, int]:
        """The order of each reversal that waits for one, when both are there; by reversal.

        Only for reversals of these orders and for these reversals, which the caller has locked.
        """
        waiting = aliased(Reversal, name="waiting")
        order = (
            select(Order.id)
            .where(
                Order.store_id == self._store_id,
                Order.source == waiting.source,
                Order.external_ref == waiting.order_ref,
            )
            .offset(0)
            .lateral("named")
        )
        found = (
            select(waiting.id, order.c.id.label("order_id"))
            .join(order, true())
            .where(waiting.store_id == self._store_id)
            .where(waiting.order_id.is_(None), waiting.order_ref.is_not(None))
            .where(or_(order.c.id == _any(among_orders), waiting.id == _any(among_reversals)))
            .order_by(waiting.id)
            .with_for_update(of=waiting, key_share=True)
        )
        return dict(self._db.execute(found).all())

    def give_orders(self, found: Mapping[int, int]) -> None:
        """Says of each of these reversals which order it takes back."""
        if not found:
            return
        pairs = func.unnest(
            literal(list(found), ARRAY(BigInteger)),
            literal(list(found.values()), ARRAY(BigInteger)),
        ).table_valued(column("id", BigInteger), column("order_id", BigInteger))
        named = pairs.render_derived("named")
        self._db.execute(
            update(Reversal)
            .where(Reversal.store_id == self._store_id, Reversal.id == named.c.id)
            .values(order_id=named.c.order_id)
            .execution_options(synchronize_session=False)
        )

    def _key_of(self, reversal: ReversalIn) -> dict[str, Any]:
        return {
            "store_id": self._store_id,
            "source": reversal.source,
            "external_ref": reversal.external_ref,
        }

    def _row(self, reversal: ReversalIn) -> dict[str, Any]:
        return {
            **self._key_of(reversal),
            **{name: getattr(reversal, name) for name in _MERGE},
            "kind": reversal.kind.value,
            "goods_minor": sum(line.goods_minor for line in reversal.lines),
            "units": sum(line.quantity for line in reversal.lines),
        }


def _any(ids: Iterable[int]) -> ColumnElement[Any]:
    return any_(literal(list(ids), ARRAY(BigInteger)))


def _by_name(ids: Mapping[tuple[Any, ...], int]) -> dict[ReversalKey, int]:
    return {(source, ref): found for (_, source, ref), found in ids.items()}
