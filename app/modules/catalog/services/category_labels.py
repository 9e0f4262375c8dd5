"""What lists of products show of each category, kept ready in its row, by language."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.kernel.i18n.languages import SUPPORTED_LOCALES
from app.modules.catalog.repositories.category_rows import CategoryRows
from app.modules.catalog.repositories.store_row import own_language
from app.modules.catalog.services.localised import Words


def renew_labels(db: Session, store_id: int) -> None:
    """Writes id, slug and name of every category anew where they changed; three statements."""
    rows = CategoryRows(db, store_id)
    own = own_language(db, store_id)
    languages = [Words(locale, own) for locale in SUPPORTED_LOCALES]
    rows.write_labels(
        {
            row.id: {
                words.locale: {
                    "id": row.id,
                    "slug": words.pick(row.slugs or {}, str(row.id)),
                    "name": words.text(row.name, row.translations, "name"),
                }
                for words in languages
            }
            for row in rows.all()
        }
    )
