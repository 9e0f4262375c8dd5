"""The codes of a promotion, over the API of the store's team."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from app.kernel.http.schemas import CursorInQuery, IdInPath, LimitInQuery, PageOut
from app.modules.core.services.once import Once
from app.modules.promotions.schemas.promotions import CodeIn, CodeOut, CodesOut, CodesWanted
from app.modules.promotions.services.code_book import CodeBook
from app.modules.tenancy.dependencies import Db, get_current_store_api, needs
from app.modules.tenancy.services.user_context import UserContext

router = APIRouter(tags=["promotions"])
User = Annotated[UserContext, Depends(get_current_store_api)]
CODES = "/promotions/{promotion_id}/codes"
VIEW, MANAGE = "promotions.view", "promotions.manage"


def code_book(db: Db, user: User, promotion_id: IdInPath) -> CodeBook:
    """The codes of the promotion that the address names."""
    return CodeBook(db, user.store_id, promotion_id)


Book = Annotated[CodeBook, Depends(code_book)]


@router.get(CODES, dependencies=[needs(VIEW)])
def list_codes(
    book: Book, limit: LimitInQuery = 25, cursor: CursorInQuery = None
) -> PageOut[CodeOut]:
    """The codes, in the order in which they were made."""
    page = book.page(limit, cursor)
    return PageOut[CodeOut](items=list(page.items), next_cursor=page.next_cursor)


@router.post(CODES, dependencies=[needs(MANAGE)], status_code=201, response_model=CodeOut)
def add_code(db: Db, book: Book, once: Once, body: CodeIn) -> Response:
    """Make a code of one's own choice; retired ones and those of what is over are free."""
    return once.answer(db, lambda: book.add(body))


@router.post(
    f"{CODES}/generate", dependencies=[needs(MANAGE)], status_code=201, response_model=CodesOut
)
def generate_codes(db: Db, book: Book, once: Once, body: CodesWanted) -> Response:
    """Make many codes that nobody can guess, each good for one use unless said otherwise."""
    return once.answer(db, lambda: book.generate(body))


@router.delete(f"{CODES}/{{code_id}}", dependencies=[needs(MANAGE)], status_code=204)
def retire_code(book: Book, code_id: IdInPath) -> None:
    """End a code: it does nothing from now on."""
    book.retire(code_id)
