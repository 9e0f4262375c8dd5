"""What lists of products show of each category, kept ready in its row, by language."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row
from sqlalchemy.orm import Session

from app.kernel.i18n.languages import SUPPORTED_LOCALES
from app.modules.catalog.repositories.category_rows import CategoryRows
from app.modules.catalog.repositories.store_row import own_language
from app.modules.catalog.services.card_json import Json
from app.modules.catalog.services.localised import Words


def renew_labels(db: Session, store_id: int) -> None:
    """Writes id, slug and name of every category anew where they changed; three statements.

    A category that is hidden, or stands below one that is, has no label.
    """
    rows = CategoryRows(db, store_id)
    own = own_language(db, store_id)
    languages = [Words(locale, own) for locale in SUPPORTED_LOCALES]
    labels: dict[int, dict[str, Json]] = {}
    for row in rows.all():
        is_shown = row.is_shown and (row.parent_id is None or bool(labels[row.parent_id]))
        labels[row.id] = {words.locale: _label(row, words) for words in languages if is_shown}
    rows.write_labels(labels)


def _label(row: Row[*tuple[Any, ...]], words: Words) -> Json:
    return {
        "id": row.id,
        "slug": words.pick(row.slugs or {}, str(row.id)),
        "name": words.text(row.name, row.translations, "name"),
    }
