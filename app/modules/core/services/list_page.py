"""A list page: any module's listing, searched, sorted and paged, ready to draw or to export."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from sqlalchemy.orm import Session

from app.modules.base import ModuleDefinition
from app.modules.contracts.listings import Column, ColumnKind, Listing, ListScope, ListView
from app.modules.contracts.periods import BEGINNING
from app.modules.core.exceptions import UnknownListing
from app.modules.core.repositories.list_rows import PER_PAGE, ListRows, RowsPage
from app.modules.core.services.list_place import ListPlace
from app.modules.core.services.period_choice import PeriodChoice
from app.modules.tenancy.services.user_context import UserContext

STORE_COLUMN = Column("store_name", "core-column-store", is_searched=True)
MOST_PAGES = 4000


@dataclass(frozen=True)
class ListRequest:
    """What the address of a list page asks for; everything that it does not know is ignored."""

    view: str | None = None
    search: str = ""
    sort: str | None = None
    page: int = 1


@dataclass(frozen=True)
class ListPage:
    """A listing opened for one person: its columns, view and rows."""

    listing: Listing
    view: ListView
    columns: tuple[Column, ...]
    sort: str
    search: str
    number: int
    result: RowsPage

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.result.total // PER_PAGE))

    def query(self, **changes: Any) -> str:
        """The address of this page with some things changed."""
        wanted = {"view": self.view.code, "q": self.search, "sort": self.sort, **changes}
        return urlencode({name: value for name, value in wanted.items() if value})


def find_listing(enabled: list[ModuleDefinition], code: str, user: UserContext) -> Listing:
    """The listing of that code, if its module is on and it is meant for the person's frontend.

    Raises UnknownListing: what is off or belongs to others looks as if it did not exist.
    """
    for module in enabled:
        for listing in module.listings() if module.listings else ():
            if listing.code == code and user.audience in listing.audiences:
                return listing
    raise UnknownListing


class ListReader:
    """Opens one listing for one person, in the place where he looks at it."""

    def __init__(
        self, db: Session, listing: Listing, place: ListPlace, choice: PeriodChoice
    ) -> None:
        self._db = db
        self._listing = listing
        self._place = place
        self._choice = choice

    def page(self, asked: ListRequest) -> ListPage:
        """The page asked for; a page behind the last one is the last one.

        Raises UnknownListing for an unknown view.
        """
        view, columns, rows, sort = self._opened(asked)
        summed = [column for column in columns if column.name in set(view.counts.values())]
        number = max(1, min(asked.page, MOST_PAGES))
        result = rows.page(sort, number, summed)
        last = max(1, -(-result.total // PER_PAGE))
        if number > last:
            number = last
            result = rows.page(sort, number, summed)
        return ListPage(self._listing, view, columns, sort, asked.search, number, result)

    def export(self, asked: ListRequest) -> tuple[tuple[Column, ...], Iterator[dict[str, Any]]]:
        """The columns and all rows of the view and search, in order."""
        _view, columns, rows, sort = self._opened(asked)
        return columns, rows.all(sort)

    @staticmethod
    def columns_of(listing: Listing, view: ListView, user: UserContext) -> tuple[Column, ...]:
        """The view's columns; operators see the store of each store-owned row as well."""
        columns = tuple(c for c in listing.columns if not c.views or view.code in c.views)
        if user.token_store_id is not None or not listing.is_store_owned:
            return columns
        return (columns[0], STORE_COLUMN, *columns[1:])

    def _opened(self, asked: ListRequest) -> tuple[ListView, tuple[Column, ...], ListRows, str]:
        try:
            view = self._listing.view(asked.view)
        except KeyError:
            raise UnknownListing from None
        statement = self._listing.statement(view.code, self._scope(view))
        columns = self.columns_of(self._listing, view, self._place.user)
        sortable = {column.name for column in columns if column.is_sorted}
        wanted = asked.sort or self._listing.default_sort
        sort = wanted if wanted.removeprefix("-") in sortable else self._listing.default_sort
        return view, columns, ListRows(self._db, statement, columns, asked.search), sort

    def _scope(self, view: ListView) -> ListScope:
        window, place = self._choice.window, self._place
        start: datetime | None = window.start if view.time and window.start > BEGINNING else None
        return ListScope(place.store_ids(self._db), place.platform_id, start, window.end)


def is_numeric(column: Column) -> bool:
    """Whether the column's values are aligned and exported as numbers."""
    return column.kind in {
        ColumnKind.NUMBER,
        ColumnKind.MONEY,
        ColumnKind.PERCENT,
        ColumnKind.BYTES,
    }
