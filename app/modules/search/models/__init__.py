"""The tables of search."""

from app.modules.search.models.document import Card, Document, IndexedVariant
from app.modules.search.models.index_state import IndexState
from app.modules.search.models.label import Label
from app.modules.search.models.posting import Posting
from app.modules.search.models.word import Spelling, Word

__all__ = [
    "Card",
    "Document",
    "IndexState",
    "IndexedVariant",
    "Label",
    "Posting",
    "Spelling",
    "Word",
]
