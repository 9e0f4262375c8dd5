"""Orders of a store, for its team."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Request, Response

from app.kernel.http.schemas import (
    CursorInQuery,
    IdInPath,
    LimitInQuery,
    Moment,
    OptionalLine,
    PageOut,
)
from app.kernel.http.versions import etag_of
from app.modules.core.services.once import OnceRequired
from app.modules.orders.schemas.order_in import EditIn, NoteIn
from app.modules.orders.schemas.order_out import EventOut, OrderOut, OrderSummaryOut
from app.modules.orders.services.order_answers import order_answer
from app.modules.orders.services.order_pages import order_filter, order_page
from app.modules.orders.services.team_acts import TeamActs
from app.modules.tenancy.dependencies import Db, get_current_store_api, needs
from app.modules.tenancy.services.user_context import UserContext

router = APIRouter(tags=["orders"])
User = Annotated[UserContext, Depends(get_current_store_api)]
State = Literal["open", "completed", "cancelled", "expired"]
Text = Annotated[OptionalLine | None, Query()]


@router.get("/orders", dependencies=[needs("orders.view")])
def orders(
    db: Db,
    user: User,
    *,
    state: State | None = None,
    number: Text = None,
    email: Text = None,
    placed_from: Moment | None = None,
    placed_before: Moment | None = None,
    cursor: CursorInQuery = None,
    limit: LimitInQuery = 50,
) -> PageOut[OrderSummaryOut]:
    """Orders, newest first; by state, number, e-mail address and moment of placing."""
    wanted = order_filter(state, number, email, placed_from, placed_before)
    return order_page(db, user.store_id, wanted, cursor, limit)


@router.get("/orders/{order_id}", dependencies=[needs("orders.view")])
def order(db: Db, user: User, order_id: IdInPath, response: Response) -> OrderOut:
    """One order with all that became of it; its ETag is what an edit has to name."""
    answer = order_answer(db, user.store_id, order_id)
    response.headers["ETag"] = etag_of(answer.version)
    return answer


@router.get("/orders/{order_id}/timeline", dependencies=[needs("orders.view")])
def timeline(db: Db, user: User, order_id: IdInPath) -> list[EventOut]:
    """What happened to an order, the oldest first."""
    return TeamActs(db, user, order_id).timeline()


@router.post(
    "/orders/{order_id}/edit", dependencies=[needs("orders.manage")], response_model=OrderOut
)
def edit(
    db: Db, user: User, once: OnceRequired, *, request: Request, order_id: IdInPath, body: EditIn
) -> Response:
    """Fewer units, another address or note; needs If-Match. What was paid for less goes back."""
    acts = TeamActs(db, user, order_id)
    return once.answer(
        db,
        lambda: acts.edit(request, body),
        status=200,
        headers=lambda answer: {"ETag": etag_of(answer.model_dump()["version"])},
    )


@router.post(
    "/orders/{order_id}/notes",
    dependencies=[needs("orders.manage")],
    response_model=OrderOut,
    status_code=201,
)
def note(db: Db, user: User, once: OnceRequired, order_id: IdInPath, body: NoteIn) -> Response:
    """Something to remember, in the timeline; customers do not see it."""
    return once.answer(db, lambda: TeamActs(db, user, order_id).note(body))
