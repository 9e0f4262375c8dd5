"""How a store's team sets up the ways to pay."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from sqlalchemy.orm import Session

from app.modules.payments.exceptions import (
    LastMethod,
    LimitsCrossed,
    MethodNotFound,
    UnknownProvider,
    UnknownSetting,
)
from app.modules.payments.models import Method
from app.modules.payments.providers.directory import find_provider, provider_codes
from app.modules.payments.repositories.method_rows import MethodRows
from app.modules.payments.schemas.methods import MethodIn, MethodOut, MethodsOut
from app.modules.payments.services.offers import SetUp, set_up
from app.modules.payments.services.provider_accounts import missing_secrets
from app.modules.tenancy.services.audit import record
from app.modules.tenancy.services.user_context import UserContext

# Raises when the caller has not seen this version.
CheckVersion = Callable[[int], None]


def list_methods(db: Session, store_id: int) -> MethodsOut:
    """Everything that is set up, in the store's order."""
    items = [_out(store_id, way) for way in set_up(db, store_id)]
    return MethodsOut(items=items, providers=list(provider_codes()))


def see_method(db: Session, store_id: int, code: str) -> MethodOut:
    """One way to pay. Raises MethodNotFound."""
    for way in set_up(db, store_id):
        if way.code == code:
            return _out(store_id, way)
    raise MethodNotFound


def put_method(
    db: Session, user: UserContext, code: str, body: MethodIn, check: CheckVersion
) -> MethodOut:
    """Sets a way up or changes it; what worked at once without being set up is set up with it.

    Raises UnknownProvider, UnknownSetting, LimitsCrossed, and what `check` raises.
    """
    _refuse(body)
    store_id, rows = user.store_id, MethodRows(db, user.store_id)
    _write_defaults(db, rows, store_id)
    values = body.model_dump()
    row = rows.lock(code)
    if row is not None:
        check(row.version)
        rows.change(row, values)
    elif not rows.add({"code": code, **values}):
        row = _there(rows, code)
        check(row.version)
        rows.change(row, values)
    _audit(db, user, code, "method_set_up", provider=body.provider, is_enabled=body.is_enabled)
    return see_method(db, store_id, code)


def remove_method(db: Session, user: UserContext, code: str, check: CheckVersion) -> None:
    """The way is offered no more. Raises MethodNotFound, LastMethod, and what `check` raises."""
    rows = MethodRows(db, user.store_id)
    _write_defaults(db, rows, user.store_id)
    row = _there(rows, code)
    check(row.version)
    if len(rows.all()) == 1:
        raise LastMethod
    rows.remove(row)
    _audit(db, user, code, "method_removed")


def _refuse(body: MethodIn) -> None:
    provider = find_provider(body.provider)
    if provider is None:
        raise UnknownProvider(provider=body.provider)
    unknown = sorted(set(body.settings) - set(provider.setting_names))
    if unknown:
        raise UnknownSetting(setting=unknown[0])
    if body.max_minor is not None and (body.min_minor or 0) > body.max_minor:
        raise LimitsCrossed


def _write_defaults(db: Session, rows: MethodRows, store_id: int) -> None:
    if rows.all():
        return
    for way in set_up(db, store_id):
        values: dict[str, Any] = asdict(way)
        rows.add(values)


def _there(rows: MethodRows, code: str) -> Method:
    row = rows.lock(code)
    if row is None:
        raise MethodNotFound
    return row


def _out(store_id: int, way: SetUp) -> MethodOut:
    provider = find_provider(way.provider)
    missing = [] if provider is None else missing_secrets(store_id, provider)
    return MethodOut(
        **asdict(way),
        is_deferred=provider is not None and provider.is_deferred,
        is_offered=way.is_enabled and provider is not None and not missing,
        missing_secrets=missing,
    )


def _audit(db: Session, user: UserContext, code: str, act: str, **details: object) -> None:
    record(
        db,
        act=f"payments.{act}",
        actor=user.name,
        user_id=user.user_id,
        platform_id=user.token_platform_id,
        store_id=user.store_id,
        details={"method": code, **details},
    )
