"""The promotions of a store, over the API of its team."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from app.kernel.http.schemas import CursorInQuery, IdInPath, LimitInQuery, PageOut
from app.kernel.http.versions import etag_of, require_version
from app.modules.core.services.once import Once
from app.modules.promotions.schemas.previews import PreviewIn, PreviewOut
from app.modules.promotions.schemas.promotions import PromotionIn, PromotionOut, State
from app.modules.promotions.services.preview import preview
from app.modules.promotions.services.promotion_book import PromotionBook
from app.modules.tenancy.dependencies import Db, get_current_store_api, needs
from app.modules.tenancy.services.user_context import UserContext

router = APIRouter(tags=["promotions"])
User = Annotated[UserContext, Depends(get_current_store_api)]
VIEW, MANAGE = "promotions.view", "promotions.manage"


def promotion_book(db: Db, user: User) -> PromotionBook:
    """The promotions of the store in view."""
    return PromotionBook(db, user.store_id)


def version_check(request: Request) -> Callable[[int], None]:
    """Compares the version that the caller has seen with the one there is."""
    return partial(require_version, request)


Book = Annotated[PromotionBook, Depends(promotion_book)]
Seen = Annotated[Callable[[int], None], Depends(version_check)]


@router.get("/promotions", dependencies=[needs(VIEW)])
def list_promotions(
    book: Book,
    limit: LimitInQuery = 25,
    cursor: CursorInQuery = None,
    state: State | None = None,
) -> PageOut[PromotionOut]:
    """The promotions, the newest first."""
    page = book.page(limit, cursor, state)
    return PageOut[PromotionOut](items=list(page.items), next_cursor=page.next_cursor)


@router.post(
    "/promotions", dependencies=[needs(MANAGE)], status_code=201, response_model=PromotionOut
)
def create_promotion(db: Db, book: Book, once: Once, body: PromotionIn) -> Response:
    """Make a promotion; it runs from `starts_at`, or at once."""
    return once.answer(db, lambda: book.create(body), headers=_tag)


@router.post("/promotions/preview", dependencies=[needs(VIEW)])
def preview_promotions(db: Db, user: User, body: PreviewIn) -> PreviewOut:
    """Try the promotions on a basket; nothing is counted as used."""
    return preview(db, user.store_id, body)


@router.get("/promotions/{promotion_id}", dependencies=[needs(VIEW)])
def see_promotion(book: Book, promotion_id: IdInPath, response: Response) -> PromotionOut:
    """One promotion, with the version for If-Match."""
    promotion = book.find(promotion_id)
    response.headers.update(_tag(promotion))
    return promotion


@router.put("/promotions/{promotion_id}", dependencies=[needs(MANAGE)])
def replace_promotion(
    book: Book, seen: Seen, promotion_id: IdInPath, body: PromotionIn, response: Response
) -> PromotionOut:
    """Change a promotion, for baskets from now on; orders keep what they got. Needs If-Match."""
    promotion = book.replace(promotion_id, body, seen)
    response.headers.update(_tag(promotion))
    return promotion


@router.delete("/promotions/{promotion_id}", dependencies=[needs(MANAGE)], status_code=204)
def remove_promotion(book: Book, seen: Seen, promotion_id: IdInPath) -> None:
    """Delete a promotion that no order has used; end any other. Needs If-Match."""
    book.remove(promotion_id, seen)


def _tag(promotion: object) -> dict[str, str]:
    return {"ETag": etag_of(getattr(promotion, "version", ""))}
