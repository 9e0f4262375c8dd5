"""The rows behind the numbers of cms, for the list pages."""

from __future__ import annotations

from typing import Any, TypeAlias

from sqlalchemy import Select, case, select

from app.kernel.clock import utc_now
from app.modules.cms.models import MediaFile, Page, Theme
from app.modules.cms.repositories.page_lifespan import PUBLIC
from app.modules.contracts.listings import ListScope
from app.modules.tenancy.models import Store

Rows: TypeAlias = Select[*tuple[Any, ...]]


def page_rows(view_code: str, scope: ListScope) -> Rows:
    """Pages that exist at the end of the window, or those that are public then."""
    moment = scope.end or utc_now()
    state = case(
        (PUBLIC.counts_at(moment), "published"), (PUBLIC.born < moment, "withdrawn"), else_="draft"
    )
    statement = (
        select(
            Page.id.label("id"),
            Store.name.label("store_name"),
            Page.title.label("title"),
            Page.slug.label("slug"),
            Page.locale.label("locale"),
            state.label("state"),
            Page.created_at.label("created_at"),
            Page.updated_at.label("updated_at"),
        )
        .join(Store, Store.id == Page.store_id)
        .where(Page.store_id.in_(scope.store_ids), Page.created_at < moment)
    )
    return statement.where(PUBLIC.counts_at(moment)) if view_code == "published" else statement


def media_rows(_view_code: str, scope: ListScope) -> Rows:
    """Media files that exist at the end of the window."""
    return (
        select(
            MediaFile.id.label("id"),
            Store.name.label("store_name"),
            MediaFile.path.label("path"),
            MediaFile.media_type.label("media_type"),
            MediaFile.size_bytes.label("size_bytes"),
            MediaFile.alt_text.label("alt_text"),
            MediaFile.created_at.label("created_at"),
        )
        .join(Store, Store.id == MediaFile.store_id)
        .where(
            MediaFile.store_id.in_(scope.store_ids),
            MediaFile.created_at < (scope.end or utc_now()),
        )
    )


def theme_rows(_view_code: str, scope: ListScope) -> Rows:
    """Themes that are installed at the end of the window."""
    return (
        select(
            Theme.id.label("id"),
            Store.name.label("store_name"),
            Theme.name.label("name"),
            Theme.code.label("code"),
            Theme.is_in_use.label("is_in_use"),
            Theme.installed_at.label("installed_at"),
        )
        .join(Store, Store.id == Theme.store_id)
        .where(Theme.store_id.in_(scope.store_ids), Theme.installed_at < (scope.end or utc_now()))
    )
