"""Taking content in: what is new, changed and already there."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kernel.database.scope import enter_store
from app.modules.cms.exceptions import TwoThemesInUse
from app.modules.cms.models import MediaFile, Page, Theme
from app.modules.cms.services.content_intake import content_intake
from app.modules.contracts.content import CONTENT_INTAKE
from app.modules.contracts.intake import IntakeCount
from app.modules.registry import registry
from tests.factories import make_store
from tests.modules.cms.factories import at, media_file, page, theme


class TestContentIntake:
    def test_is_found_under_its_key(self) -> None:
        assert registry().find(CONTENT_INTAKE) is content_intake

    def test_taking_the_same_again_changes_nothing(self, db: Session) -> None:
        store = make_store(db)
        enter_store(db, store.id)
        pages, files = [page(), page()], [media_file()]
        themes = [theme(is_in_use=True), theme()]

        for expected in (IntakeCount(created=2), IntakeCount(unchanged=2)):
            assert content_intake.take_pages(db, store.id, pages) == expected
            assert content_intake.take_themes(db, store.id, themes) == expected
        assert content_intake.take_media(db, store.id, files) == IntakeCount(created=1)
        assert content_intake.take_media(db, store.id, files) == IntakeCount(unchanged=1)

    def test_taking_it_changed_updates_it(self, db: Session) -> None:
        store = make_store(db)
        enter_store(db, store.id)
        known, other = page(), page()
        content_intake.take_pages(db, store.id, [known, other])

        changed = replace(known, title="Imprint", created_at=at("2024-02-02"))
        count = content_intake.take_pages(db, store.id, [changed, other, page()])

        assert count == IntakeCount(created=1, updated=1, unchanged=1)
        row = db.scalars(select(Page).where(Page.slug == known.slug)).one()
        assert (row.title, row.created_at) == ("Imprint", at("2024-01-01"))

    def test_a_page_in_two_languages_is_two_pages(self, db: Session) -> None:
        store = make_store(db)
        enter_store(db, store.id)
        english = page()

        count = content_intake.take_pages(db, store.id, [english, replace(english, locale="fr")])

        assert count == IntakeCount(created=2)

    def test_what_a_batch_names_twice_stands_as_named_last(self, db: Session) -> None:
        store = make_store(db)
        enter_store(db, store.id)
        first = media_file()

        count = content_intake.take_media(db, store.id, [first, replace(first, size_bytes=5)])

        assert count == IntakeCount(created=1)
        assert db.scalars(select(MediaFile.size_bytes)).all() == [5]

    def test_the_theme_in_use_takes_the_place_of_the_one_before(self, db: Session) -> None:
        store = make_store(db)
        enter_store(db, store.id)
        old, new = theme(is_in_use=True), theme(is_in_use=True)
        content_intake.take_themes(db, store.id, [old])

        content_intake.take_themes(db, store.id, [new])

        assert db.scalars(select(Theme.code).where(Theme.is_in_use)).all() == [new.code]

    def test_refuses_two_themes_in_use(self, db: Session) -> None:
        store = make_store(db)
        enter_store(db, store.id)

        with pytest.raises(TwoThemesInUse):
            content_intake.take_themes(db, store.id, [theme(is_in_use=True), theme(is_in_use=True)])

    def test_leaves_another_store_alone(self, db: Session) -> None:
        store, other = make_store(db), make_store(db)
        same = page()
        enter_store(db, store.id)
        content_intake.take_pages(db, store.id, [same])
        enter_store(db, other.id)

        count = content_intake.take_pages(db, other.id, [replace(same, title="Theirs")])

        assert count == IntakeCount(created=1)
        enter_store(db, store.id)
        assert db.scalars(select(Page.title)).all() == [same.title]
