"""List pages as data: a module says which rows and columns, core draws, sorts, pages and exports.

The page behind a card lists exactly the rows that the card counts, so every metric links to a
view of a listing, and one test walks over all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any


class ColumnKind(StrEnum):
    """How a column's values are formatted and aligned."""

    TEXT = "text"
    CODE = "code"
    NUMBER = "number"
    MONEY = "money"
    PERCENT = "percent"
    BYTES = "bytes"
    DATETIME = "datetime"
    BADGE = "badge"
    YES_NO = "yes_no"


@dataclass(frozen=True)
class Column:
    """One column: `name` is the label of a selected expression, `text` a locale key.

    MONEY columns hold minor units; `currency` names the column with their ISO code. BADGE columns
    hold a stable code, shown as the text `<text>-<code>` in the tone given by `tones`. `views`
    names the views that show the column, none meaning all of them.
    """

    name: str
    text: str
    kind: ColumnKind = ColumnKind.TEXT
    currency: str | None = None
    is_searched: bool = False
    is_sorted: bool = True
    tones: dict[str, str] = field(default_factory=dict)
    views: tuple[str, ...] = ()


@dataclass(frozen=True)
class ListView:
    """A named selection of a listing's rows, such as "placed" or "cancelled".

    `time` names the column that the date range narrows, None when it does not apply; then a stock
    view shows the rows that count at the end of the range. `counts` maps a metric key to the
    column whose sum is that metric ("" when the metric is the number of rows).
    """

    code: str
    text: str
    time: str | None = None
    counts: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ListScope:
    """Whose rows, and for which window: what a listing's statement is built from.

    `store_ids` are the stores shown. `start` and `end` are the window's aware bounds, `[start,
    end)`; None means since ever and until now. `platform_id` is set for the operators' pages, 0 for
    all platforms together.
    """

    store_ids: tuple[int, ...]
    platform_id: int | None
    start: datetime | None
    end: datetime | None


@dataclass(frozen=True)
class Listing:
    """A list page of a module.

    `statement(view_code, scope)` returns a SQLAlchemy Select whose columns are labelled with the
    column names, already narrowed to the scope, the view and the window; it must contain a
    "store_name" column on platform pages when `is_store_owned`. `default_sort` is a column name,
    with a leading "-" for descending. `search_hint` is a locale key.
    """

    code: str
    module: str
    text: str
    permission: str
    columns: Sequence[Column]
    views: Sequence[ListView]
    statement: Callable[[str, ListScope], Any]
    default_sort: str
    audiences: tuple[str, ...] = ("store", "admin")
    icon: str | None = None
    is_store_owned: bool = True

    def view(self, code: str | None) -> ListView:
        """The view of that code, or the first one when none is named; KeyError when unknown."""
        if code is None:
            return self.views[0]
        return {view.code: view for view in self.views}[code]
