"""From when until when a page is public: the one place that numbers and lists ask."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_

from app.modules.cms.models import Page


@dataclass(frozen=True)
class PageLifespan:
    """Two time expressions: public from `born` (null: a draft) until `died` (null: still)."""

    born: ColumnElement[Any]
    died: ColumnElement[Any]

    def counts_at(self, moment: datetime) -> ColumnElement[bool]:
        """Whether shoppers could read the page just before the moment."""
        is_still = or_(self.died.is_(None), self.died >= moment)
        return and_(self.ever_counts, self.born < moment, is_still)

    @property
    def ever_counts(self) -> ColumnElement[bool]:
        """A page that was withdrawn before it was published was never public."""
        return and_(self.born.is_not(None), or_(self.died.is_(None), self.died > self.born))


PUBLIC = PageLifespan(
    born=case((Page.published_at.is_not(None), func.greatest(Page.published_at, Page.created_at))),
    died=Page.unpublished_at.expression,
)
