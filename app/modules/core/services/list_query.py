"""The query of a list page."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Query

from app.modules.core.services.list_page import ListRequest


def _asked(
    view: Annotated[str | None, Query(max_length=40)] = None,
    q: Annotated[str, Query(max_length=100)] = "",
    sort: Annotated[str | None, Query(max_length=60)] = None,
    page: Annotated[int, Query(ge=1)] = 1,
) -> ListRequest:
    return ListRequest(view=view, search=q.strip().replace("\x00", ""), sort=sort, page=page)


AskedList = Annotated[ListRequest, Depends(_asked)]
