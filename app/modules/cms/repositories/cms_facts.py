"""When pages, media files and themes came and went: the facts behind the numbers of cms."""

from __future__ import annotations

from app.kernel.database.daily_figures import Fact
from app.kernel.database.figure_source import FigureSource, Since, StoreIds, of_stores
from app.modules.cms.models import MediaFile, Page, Theme
from app.modules.cms.repositories.page_lifespan import PUBLIC

_PUBLISHED = "cms.published_pages"
_OF_PAGE, _OF_FILE, _OF_THEME = {"page": Page.id}, {"file": MediaFile.id}, {"theme": Theme.id}


def cms_facts(store_ids: StoreIds, _since: Since) -> list[Fact]:
    """Facts of these stores' content; a page is public from one moment until another."""
    pages = [of_stores(Page.store_id, store_ids)]
    public = [*pages, PUBLIC.ever_counts]
    files = [of_stores(MediaFile.store_id, store_ids)]
    themes = [of_stores(Theme.store_id, store_ids)]
    stored_at, size = MediaFile.created_at.expression, MediaFile.size_bytes.expression
    installed_at = Theme.installed_at.expression
    return [
        Fact("cms.pages", Page, Page.created_at.expression, pages, touched_by=_OF_PAGE),
        Fact(_PUBLISHED, Page, PUBLIC.born, public, touched_by=_OF_PAGE),
        Fact(_PUBLISHED, Page, PUBLIC.died, public, sign=-1, touched_by=_OF_PAGE),
        Fact("cms.media_files", MediaFile, stored_at, files, touched_by=_OF_FILE),
        Fact("cms.media_bytes", MediaFile, stored_at, files, amount=size, touched_by=_OF_FILE),
        Fact("cms.themes", Theme, installed_at, themes, touched_by=_OF_THEME),
    ]


CMS_FIGURES = FigureSource(
    module="cms",
    measures=("cms.pages", _PUBLISHED, "cms.media_files", "cms.media_bytes", "cms.themes"),
    facts=cms_facts,
)
