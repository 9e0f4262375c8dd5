"""Signing in and out of the pages, switching between places, language and theme."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from starlette.responses import RedirectResponse, Response

from app.kernel.errors import StoaError, TooManyAttempts
from app.kernel.templating import render, text
from app.modules.tenancy.dependencies import (
    Db,
    check_forgery,
    credentials_of,
    named_place,
    public,
    session_cookie,
)
from app.modules.tenancy.exceptions import NoAccess, WrongSignIn
from app.modules.tenancy.schemas.auth import Stored
from app.modules.tenancy.services import page_sign_in
from app.modules.tenancy.services.entrance import Wish
from app.modules.tenancy.services.page_answers import (
    keep_preferences,
    keep_session,
    redirect,
    without_session,
)
from app.modules.tenancy.services.return_path import safe_path

router = APIRouter(include_in_schema=False)
OWN_FORM = [public(), Depends(check_forgery)]
Field = Annotated[str, Form(max_length=1024), Stored]


@router.get("/sign-in", dependencies=[public()])
def sign_in_page(request: Request, db: Db, next: str = "") -> Response:  # noqa: A002  its public name
    """The form; whoever is signed in already is led to his first page."""
    access = page_sign_in.current_access(db, session_cookie(request), named=named_place(request))
    if access is not None:
        return redirect(request, page_sign_in.home_of(access))
    return _form(request, next)


@router.post("/sign-in", dependencies=OWN_FORM)
def sign_in(
    request: Request,
    db: Db,
    email: Field = "",
    password: Field = "",
    next: Field = "",  # noqa: A002  its public name
) -> Response:
    """Open a session, or show the form again with the reason."""
    try:
        opened = page_sign_in.sign_in(
            db,
            credentials_of(request, email, password, with_device=True),
            named=named_place(request),
            towards=next,
            old_cookie=session_cookie(request),
        )
    except (WrongSignIn, NoAccess, TooManyAttempts) as refusal:
        return _form(request, next, email, refusal)
    return keep_session(redirect(request, opened.path), opened)


@router.post("/sign-out", dependencies=OWN_FORM)
def sign_out(request: Request, db: Db) -> RedirectResponse:
    """End the session."""
    page_sign_in.sign_out(db, session_cookie(request), named=named_place(request))
    return without_session(redirect(request, "/sign-in"))


@router.post("/switch/store", dependencies=OWN_FORM)
def switch_store(
    request: Request,
    db: Db,
    store_code: Field = "",
    platform_code: Field = "",
    choice: Field = "",
) -> RedirectResponse:
    """Work in another store; `choice` is what the menu sends, see `Wish.chosen`."""
    wish = Wish(store_code, platform_code or None) if store_code else Wish.chosen(choice)
    return _switch(request, db, "store", wish)


@router.post("/switch/platform", dependencies=OWN_FORM)
def switch_platform(
    request: Request, db: Db, platform_code: Field = "", choice: Field = ""
) -> RedirectResponse:
    """Look at another platform; `choice` is what the menu sends."""
    return _switch(request, db, "admin", Wish(platform_code=platform_code or choice))


@router.post("/preferences", dependencies=OWN_FORM)
def set_preferences(
    request: Request,
    db: Db,
    locale: Field = "",
    theme: Field = "",
    next: Field = "",  # noqa: A002  its public name
) -> RedirectResponse:
    """Keep language and theme in this browser, and the language with the person signed in."""
    page_sign_in.remember_locale(db, session_cookie(request), locale)
    return keep_preferences(redirect(request, safe_path(next, "/")), locale, theme)


def _switch(request: Request, db: Db, audience: str, wish: Wish) -> RedirectResponse:
    opened = page_sign_in.switch(
        db, session_cookie(request), audience, wish=wish, named=named_place(request)
    )
    return keep_session(redirect(request, opened.path), opened)


def _form(
    request: Request, towards: str, email: str = "", refusal: StoaError | None = None
) -> Response:
    reason = refusal and text(request, refusal.message_key, **refusal.params)
    context = {"next": towards, "email": email, "reason": reason}
    answer = render(request, "tenancy/sign_in.html", context, refusal.status if refusal else 200)
    if isinstance(refusal, TooManyAttempts):
        answer.headers["Retry-After"] = str(refusal.retry_after)
    return answer
