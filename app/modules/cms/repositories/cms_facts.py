"""When pages, media files and themes came and went: the facts behind the numbers of cms."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from app.kernel.database.daily_figures import Fact
from app.modules.cms.models import MediaFile, Page, Theme
from app.modules.cms.repositories.page_lifespan import PUBLIC


def cms_facts(store_ids: Sequence[int]) -> list[Fact]:
    """Facts of these stores' content."""
    pages = [Page.store_id.in_(store_ids)]
    files = [MediaFile.store_id.in_(store_ids)]
    themes = [Theme.store_id.in_(store_ids)]
    stored_at, size = MediaFile.created_at.expression, MediaFile.size_bytes.expression
    return [
        Fact("cms.pages", Page, Page.created_at.expression, pages),
        *_published(store_ids),
        Fact("cms.media_files", MediaFile, stored_at, files),
        Fact("cms.media_bytes", MediaFile, stored_at, files, amount=size),
        Fact("cms.themes", Theme, Theme.installed_at.expression, themes),
    ]


def _published(store_ids: Sequence[int]) -> list[Fact]:
    """One up when a page becomes public and one down when it is withdrawn."""
    public = (
        select(PUBLIC.born.label("since"), PUBLIC.died.label("until"))
        .where(Page.store_id.in_(store_ids), PUBLIC.ever_counts)
        .subquery("public_pages")
    )
    key = "cms.published_pages"
    return [
        Fact(key, public, public.c.since, []),
        Fact(key, public, public.c.until, [], sign=-1),
    ]
