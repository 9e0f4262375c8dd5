"""When stores, merchants, people and domains came and went: the facts behind tenancy's numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

from sqlalchemy import (
    BigInteger,
    BindParameter,
    ColumnElement,
    DateTime,
    Integer,
    Subquery,
    bindparam,
    case,
    column,
    func,
    literal,
    null,
    or_,
    select,
    true,
    values,
)
from sqlalchemy.sql.expression import SQLColumnExpression

from app.kernel.database.base import Base
from app.kernel.database.daily_figures import Fact
from app.kernel.database.figure_source import Since, StoreIds, of_stores
from app.modules.tenancy.models import Store, StoreDomain, StoreMember, StorePlatform, User

Moment: TypeAlias = SQLColumnExpression[Any]
Rows: TypeAlias = type[Base] | Subquery
_PLATFORM_ID: BindParameter[int] = bindparam("platform_id", type_=BigInteger())


def store_facts(store_ids: StoreIds, _since: Since) -> list[Fact]:
    """Facts of one store: itself, its merchant, its team and its domains."""
    mine = [of_stores(Store.id, store_ids)]
    return [
        Fact("tenancy.total_stores", Store, Store.created_at, mine),
        Fact("tenancy.merchants", Store, Store.created_at, mine),
        _lifetime("tenancy.active_stores", Store, Store.opened_at, Store.closed_at, mine),
        *_people(store_ids),
    ]


def platform_facts(store_ids: StoreIds, _since: Since) -> list[Fact]:
    """Facts of the platform given as `platform_id`, and of teams and domains of its stores now."""
    links, merchants = _links(), _merchants()
    opened = func.greatest(links.c.linked_at, links.c.opened_at)
    closed = func.least(links.c.unlinked_at, links.c.closed_at)
    return [
        _lifetime("tenancy.total_stores", links, links.c.linked_at, links.c.unlinked_at, []),
        _lifetime("tenancy.active_stores", links, opened, closed, [links.c.opened_at.is_not(None)]),
        _lifetime("tenancy.merchants", merchants, merchants.c.since, merchants.c.until, []),
        *_people(store_ids),
    ]


def installation_facts(store_ids: StoreIds, _since: Since) -> list[Fact]:
    """Facts of all stores, each once, linked or not, with their merchants, teams and domains."""
    merchants = _founded_merchants()
    opened = [Store.opened_at.is_not(None)]
    return [
        Fact("tenancy.total_stores", Store, Store.created_at, []),
        _lifetime("tenancy.active_stores", Store, Store.opened_at, Store.closed_at, opened),
        Fact("tenancy.merchants", merchants, merchants.c.since, []),
        *_people(store_ids),
    ]


def _founded_merchants() -> Subquery:
    """Each merchant once, from the first of his stores on."""
    since = func.min(Store.created_at).label("since")
    return select(since).group_by(Store.merchant_id).subquery("founded")


def _people(store_ids: StoreIds) -> list[Fact]:
    member, domain, users = StoreMember, StoreDomain, _users(store_ids)
    members = [of_stores(member.store_id, store_ids)]
    domains = [of_stores(domain.store_id, store_ids)]
    return [
        _lifetime("tenancy.team_members", member, member.joined_at, member.left_at, members),
        _lifetime("tenancy.total_users", users, users.c.since, users.c.until, []),
        Fact("tenancy.domains", domain, domain.created_at, domains),
        Fact("tenancy.verified_domains", domain, domain.verified_at, domains),
    ]


def _lifetime(
    measure: str, source: Rows, born: Moment, died: Moment, where: Sequence[ColumnElement[bool]]
) -> Fact:
    """One up when something comes into being and one down when it ceases, in one scan.

    What ceased before it began, such as a link ended before its store opened, never counts.
    """
    life = (
        values(column("at", DateTime(timezone=True)), column("amount", Integer))
        .data([(born, literal(1)), (died, literal(-1))])
        .lateral("life")
    )
    steps = (
        select(life.c.at, life.c.amount)
        .select_from(source)
        .join(life, true())
        .where(*where, or_(died.is_(None), born < died))
        .subquery("steps")
    )
    return Fact(measure, steps, steps.c.at, [], amount=steps.c.amount)


def _links() -> Subquery:
    return (
        select(StorePlatform.linked_at, StorePlatform.unlinked_at, Store.opened_at, Store.closed_at)
        .join(Store, Store.id == StorePlatform.store_id)
        .where(StorePlatform.platform_id == _PLATFORM_ID)
        .subquery("links")
    )


def _merchants() -> Subquery:
    """Each merchant once: from its first link until its last one ended."""
    return (
        select(
            func.min(StorePlatform.linked_at).label("since"),
            _end_of_all(StorePlatform.unlinked_at).label("until"),
        )
        .join(Store, Store.id == StorePlatform.store_id)
        .where(StorePlatform.platform_id == _PLATFORM_ID)
        .group_by(Store.merchant_id)
        .subquery("merchants")
    )


def _users(store_ids: StoreIds) -> Subquery:
    """Each person once: from the first membership until the last one ended."""
    return (
        select(
            func.min(StoreMember.joined_at).label("since"),
            _end_of_all(StoreMember.left_at).label("until"),
        )
        .join(User, User.id == StoreMember.user_id)
        .where(of_stores(StoreMember.store_id, store_ids), User.is_active)
        .group_by(StoreMember.user_id)
        .subquery("people")
    )


def _end_of_all(ended_at: Moment) -> ColumnElement[Any]:
    return case((func.bool_or(ended_at.is_(None)), null()), else_=func.max(ended_at))
