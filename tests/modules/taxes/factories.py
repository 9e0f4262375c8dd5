"""Makes stores with taxes, and baskets to be taxed."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal

from hypothesis import HealthCheck, settings
from sqlalchemy.orm import Session

from app.kernel.database.scope import enter_store
from app.modules.contracts.taxes import TaxLine, TaxRequest
from app.modules.core.services.setup_memory import note_setup
from app.modules.taxes.models import TaxClass, TaxRate, TaxSettings
from app.modules.taxes.services.store_taxes import StoreTaxes
from app.modules.tenancy.models import Store

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
AT_HOME = StoreTaxes("LU", vat_id="LU26375245")
DEEPLY = settings(
    max_examples=int(os.environ.get("STOA_EXAMPLES", "200")),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)


def basket(
    country: str, *amounts: int | tuple[int, str], at: datetime = NOW, **more: object
) -> TaxRequest:
    """A basket for `country`; amounts are of class standard or (amount, class), keys "0", "1"."""
    lines = [
        TaxLine(str(number), *(amount if isinstance(amount, tuple) else (amount,)))
        for number, amount in enumerate(amounts)
    ]
    return TaxRequest(country, "EUR", at, lines, **more)  # type: ignore[arg-type]  # fields differ by name


def make_settings(db: Session, store: Store, home: str = "LU", **values: object) -> TaxSettings:
    """The store's settings; enters the store."""
    enter_store(db, store.id)
    row = TaxSettings(store_id=store.id, home_country=home, updated_at=LONG_AGO, **values)
    db.add(row)
    db.flush()
    note_setup(db, row.store_id)
    return row


def make_class(
    db: Session, store: Store, code: str, category: str, by_country: Mapping[str, str] | None = None
) -> TaxClass:
    row = TaxClass(
        store_id=store.id,
        code=code,
        name=code.title(),
        category=category,
        by_country=dict(by_country or {}),
    )
    db.add(row)
    db.flush()
    note_setup(db, row.store_id)
    return row


def make_rate(
    db: Session,
    store: Store,
    country: str,
    tax_class: str,
    rate: str,
    **values: object,
) -> TaxRate:
    fields = {"valid_from": date(2020, 1, 1), **values}
    row = TaxRate(
        store_id=store.id, country=country, tax_class=tax_class, rate=Decimal(rate), **fields
    )
    db.add(row)
    db.flush()
    note_setup(db, row.store_id)
    return row
