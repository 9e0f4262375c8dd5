"""Content passes through the kit: pages, files and themes, and a page that is withdrawn later."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from app.modules.cms.definition import cms_module
from app.modules.cms.services.content_intake import content_intake
from app.modules.contracts.content import PageIn
from app.testing import ProviderConformance
from tests.modules.cms.factories import media_file, page, theme


class TestCmsConformance(ProviderConformance):
    module = cms_module

    def act(self, db: Session, store_id: int, at: datetime, currency: str) -> PageIn:
        written = page(created_at=at, updated_at=at, published_at=at)
        content_intake.take_pages(db, store_id, [written])
        content_intake.take_media(db, store_id, [media_file(created_at=at)])
        content_intake.take_themes(db, store_id, [theme(installed_at=at)])
        return written

    def undo(self, db: Session, store_id: int, at: datetime, done: object) -> None:
        assert isinstance(done, PageIn)
        content_intake.take_pages(db, store_id, [replace(done, unpublished_at=at)])
