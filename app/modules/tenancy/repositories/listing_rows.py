"""The rows behind the numbers of tenancy, and the audit log, as the list pages show them.

The tables are shared, so each statement narrows them to the scope itself.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, TypeAlias

from sqlalchemy import (
    ColumnElement,
    Select,
    Text,
    and_,
    cast,
    false,
    func,
    literal,
    or_,
    select,
    true,
)
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.sql.expression import SQLColumnExpression

from app.kernel.clock import utc_now
from app.modules.contracts.listings import ListScope
from app.modules.tenancy.infos import INSTALLATION
from app.modules.tenancy.models import (
    AuditEntry,
    Merchant,
    Platform,
    Store,
    StoreDomain,
    StoreMember,
    StorePlatform,
    User,
)

Rows: TypeAlias = Select[*tuple[Any, ...]]
Moment: TypeAlias = SQLColumnExpression[datetime] | SQLColumnExpression[datetime | None]


def store_rows(view_code: str, scope: ListScope) -> Rows:
    """Stores linked to the platform at the end of the range; "active" ones are open as well.

    For the installation all stores there were by then, with the beginning of their oldest link.
    """
    rows = _stores_of_all(scope) if _is_everywhere(scope) else _stores_of_platform(scope)
    if view_code == "active":
        rows = rows.where(_alive(Store.opened_at, Store.closed_at, scope))
    return rows


def merchant_rows(_view_code: str, scope: ListScope) -> Rows:
    """Merchants of the platform: from the first link of a store until the last one ended.

    For the installation all who had a store by then, linked or not.
    """
    merchants = (Merchant.id.label("id"), Merchant.name.label("name"), Merchant.code.label("code"))
    if _is_everywhere(scope):
        since = func.min(Store.created_at)
        return (
            select(
                *merchants,
                func.count().filter(Store.created_at < _end(scope)).label("stores"),
                since.label("since"),
            )
            .join(Store, Store.merchant_id == Merchant.id)
            .group_by(Merchant.id)
            .having(since < _end(scope))
        )
    linked = _alive(StorePlatform.linked_at, StorePlatform.unlinked_at, scope)
    return (
        select(
            *merchants,
            func.count().filter(linked).label("stores"),
            func.min(StorePlatform.linked_at).label("since"),
        )
        .join(Store, Store.merchant_id == Merchant.id)
        .join(StorePlatform, StorePlatform.store_id == Store.id)
        .where(_of_platform(scope))
        .group_by(Merchant.id)
        .having(_any_alive(StorePlatform.linked_at, StorePlatform.unlinked_at, scope))
    )


def team_rows(view_code: str, scope: ListScope) -> Rows:
    """Memberships at the end of the range, or the people who hold them, each once."""
    return _people(scope) if view_code == "users" else _members(scope)


def domain_rows(view_code: str, scope: ListScope) -> Rows:
    """Domains claimed, or verified, by the end of the range."""
    since = StoreDomain.verified_at if view_code == "verified" else StoreDomain.created_at
    return (
        select(
            StoreDomain.id.label("id"),
            Store.name.label("store_name"),
            StoreDomain.hostname.label("hostname"),
            StoreDomain.created_at.label("created_at"),
            StoreDomain.verified_at.label("verified_at"),
        )
        .join(Store, Store.id == StoreDomain.store_id)
        .where(StoreDomain.store_id.in_(scope.store_ids), since < _end(scope))
    )


def audit_rows(_view_code: str, scope: ListScope) -> Rows:
    """What was done on the platform, or in the whole installation, within the range."""
    is_shown = true() if _is_everywhere(scope) else _is_of_platform(AuditEntry.platform_id, scope)
    rows = (
        select(
            AuditEntry.id.label("id"),
            AuditEntry.happened_at.label("happened_at"),
            AuditEntry.act.label("act"),
            AuditEntry.actor.label("actor"),
            Platform.name.label("platform"),
            Store.name.label("store"),
            _as_text(AuditEntry.details).label("details"),
        )
        .outerjoin(Platform, Platform.id == AuditEntry.platform_id)
        .outerjoin(Store, Store.id == AuditEntry.store_id)
        .where(is_shown, AuditEntry.happened_at < _end(scope))
    )
    return rows if scope.start is None else rows.where(AuditEntry.happened_at >= scope.start)


def _members(scope: ListScope) -> Rows:
    member_id = func.concat(cast(StoreMember.store_id, Text), "-", cast(StoreMember.user_id, Text))
    return (
        select(
            member_id.label("id"),
            Store.name.label("store_name"),
            User.name.label("name"),
            User.email.label("email"),
            StoreMember.role.label("role"),
            StoreMember.joined_at.label("joined_at"),
        )
        .join(Store, Store.id == StoreMember.store_id)
        .join(User, User.id == StoreMember.user_id)
        .where(
            StoreMember.store_id.in_(scope.store_ids),
            _alive(StoreMember.joined_at, StoreMember.left_at, scope),
        )
    )


def _people(scope: ListScope) -> Rows:
    """Active users, from their first membership until the last one ended.

    Of several memberships the stores are named together and the oldest role is shown.
    """
    oldest_first = (StoreMember.joined_at, StoreMember.store_id)
    roles = func.array_agg(aggregate_order_by(StoreMember.role, *oldest_first))
    return (
        select(
            cast(User.id, Text).label("id"),
            func.string_agg(
                Store.name, aggregate_order_by(literal(", "), Store.name, Store.id)
            ).label("store_name"),
            User.name.label("name"),
            User.email.label("email"),
            roles[1].label("role"),
            func.min(StoreMember.joined_at).label("joined_at"),
        )
        .join(StoreMember, StoreMember.user_id == User.id)
        .join(Store, Store.id == StoreMember.store_id)
        .where(StoreMember.store_id.in_(scope.store_ids), User.is_active)
        .group_by(User.id)
        .having(_any_alive(StoreMember.joined_at, StoreMember.left_at, scope))
    )


def _stores_of_platform(scope: ListScope) -> Rows:
    linked = _alive(StorePlatform.linked_at, StorePlatform.unlinked_at, scope)
    return (
        _stores(StorePlatform.linked_at)
        .join(StorePlatform, StorePlatform.store_id == Store.id)
        .where(_of_platform(scope), linked)
    )


def _stores_of_all(scope: ListScope) -> Rows:
    oldest_link = (
        select(func.min(StorePlatform.linked_at))
        .where(
            StorePlatform.store_id == Store.id,
            _alive(StorePlatform.linked_at, StorePlatform.unlinked_at, scope),
        )
        .correlate(Store)
        .scalar_subquery()
    )
    return _stores(oldest_link).where(Store.created_at < _end(scope))


def _stores(linked_at: Moment) -> Rows:
    return select(
        Store.id.label("id"),
        Store.name.label("name"),
        Store.code.label("code"),
        Merchant.name.label("merchant"),
        Store.currency.label("currency"),
        Store.time_zone.label("time_zone"),
        linked_at.label("linked_at"),
        Store.opened_at.label("opened_at"),
    ).join(Merchant, Merchant.id == Store.merchant_id)


def _is_everywhere(scope: ListScope) -> bool:
    return scope.platform_id == INSTALLATION


def _of_platform(scope: ListScope) -> ColumnElement[bool]:
    """Links of the platform, ended ones too; none without a platform."""
    return _is_of_platform(StorePlatform.platform_id, scope)


def _is_of_platform(column: SQLColumnExpression[Any], scope: ListScope) -> ColumnElement[bool]:
    return false() if scope.platform_id is None else column == scope.platform_id


def _alive(born: Moment, died: Moment, scope: ListScope) -> ColumnElement[bool]:
    """Whether something had come into being and not ceased by the end of the range."""
    end = _end(scope)
    return and_(born < end, or_(died.is_(None), died >= end))


def _any_alive(born: Moment, died: Moment, scope: ListScope) -> ColumnElement[bool]:
    """For a group: whether the first had come into being and not all had ceased by the end."""
    end = _end(scope)
    return and_(func.min(born) < end, or_(func.bool_or(died.is_(None)), func.max(died) >= end))


def _as_text(details: SQLColumnExpression[dict[str, Any]]) -> ColumnElement[str]:
    """A JSON object as "key: value, key: value"."""
    pair = func.jsonb_each_text(details).table_valued("key", "value", name="pair")
    joined = func.string_agg(
        func.concat(pair.c.key, ": ", pair.c.value),
        aggregate_order_by(literal(", "), pair.c.key),
    )
    return select(func.coalesce(joined, "")).select_from(pair).scalar_subquery()


def _end(scope: ListScope) -> datetime:
    return scope.end or utc_now()
