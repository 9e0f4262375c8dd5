"""The list pages of cms."""

from __future__ import annotations

from app.modules.cms.repositories.content_rows import media_rows, page_rows, theme_rows
from app.modules.contracts.listings import Column, ColumnKind, Listing, ListView

PAGES = Listing(
    code="pages",
    module="cms",
    text="cms-list-pages",
    permission="cms.view",
    columns=(
        Column("title", "cms-column-title", is_searched=True),
        Column("slug", "cms-column-slug", ColumnKind.CODE, is_searched=True),
        Column("locale", "cms-column-locale", ColumnKind.CODE),
        Column(
            "state",
            "cms-column-state",
            ColumnKind.BADGE,
            tones={"published": "ok", "withdrawn": "warn"},
        ),
        Column("created_at", "cms-column-created-at", ColumnKind.DATETIME),
        Column("updated_at", "cms-column-updated-at", ColumnKind.DATETIME),
    ),
    views=(
        ListView("all", "cms-view-all-pages", counts={"cms.pages": ""}),
        ListView("published", "cms-view-published", counts={"cms.published_pages": ""}),
    ),
    statement=page_rows,
    default_sort="-updated_at",
    icon="file-text",
)
MEDIA = Listing(
    code="media",
    module="cms",
    text="cms-list-media",
    permission="cms.view",
    columns=(
        Column("path", "cms-column-path", ColumnKind.CODE, is_searched=True),
        Column("media_type", "cms-column-media-type", is_searched=True),
        Column("size_bytes", "cms-column-size-bytes", ColumnKind.BYTES),
        Column("alt_text", "cms-column-alt-text", is_searched=True),
        Column("created_at", "cms-column-created-at", ColumnKind.DATETIME),
    ),
    views=(
        ListView(
            "all",
            "cms-view-all-media",
            counts={"cms.media_files": "", "cms.media_bytes": "size_bytes"},
        ),
    ),
    statement=media_rows,
    default_sort="-created_at",
    icon="image",
)
THEMES = Listing(
    code="themes",
    module="cms",
    text="cms-list-themes",
    permission="cms.view",
    columns=(
        Column("name", "cms-column-name", is_searched=True),
        Column("code", "cms-column-code", ColumnKind.CODE, is_searched=True),
        Column("is_in_use", "cms-column-is-in-use", ColumnKind.YES_NO),
        Column("installed_at", "cms-column-installed-at", ColumnKind.DATETIME),
    ),
    views=(ListView("installed", "cms-view-installed", counts={"cms.themes": ""}),),
    statement=theme_rows,
    default_sort="name",
    icon="palette",
)

LISTINGS = (PAGES, MEDIA, THEMES)
