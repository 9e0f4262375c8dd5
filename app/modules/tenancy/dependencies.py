"""The doors of the frontends: who is asking, read afresh, and whose rows the request may see.

Every route passes one guard (`get_current_<audience>_<api|page>`) and names a permission with
`needs`, or says that it is `public`. The guard enters the scope of row level security.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends
from fastapi.params import Depends as Dependency
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from app.kernel.config import get_settings
from app.kernel.database.scope import enter_store, enter_stores
from app.kernel.database.session import get_db
from app.kernel.errors import NotSignedIn, PermissionDenied
from app.kernel.i18n.negotiation import choose_locale
from app.kernel.security.csrf import check_csrf, same_origin
from app.kernel.security.tokens import Audience
from app.modules.tenancy.exceptions import ForgedRequest, NoAccess, SessionEnded
from app.modules.tenancy.repositories.store_directory import StoreDirectory
from app.modules.tenancy.services import cookies
from app.modules.tenancy.services.access import Access, Place, admin_access, store_access
from app.modules.tenancy.services.bearer import read_bearer
from app.modules.tenancy.services.return_path import sign_in_path
from app.modules.tenancy.services.user_context import UserContext
from app.modules.tenancy.services.web_sessions import find_session

Db = Annotated[Session, Depends(get_db, scope="function")]
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class SignInNeeded(NotSignedIn):
    """A page was asked for without a session that may see it; `redirect_to_sign_in` answers."""


async def check_forgery(request: Request) -> None:
    """Refuses an unsafe request that does not come from a form or script of this session's pages.

    The token is the field `csrf_token` or the header X-CSRF-Token. Raises ForgedRequest.
    """
    if request.method in SAFE_METHODS:
        return
    token = request.headers.get("x-csrf-token")
    if token is None:
        field = (await request.form()).get("csrf_token")
        token = field if isinstance(field, str) else None
    secret = get_settings().secret_key.get_secret_value()
    is_own = same_origin(request.headers, request.headers.get("host", ""))
    if not is_own or not check_csrf(secret, request.state.csrf_key, token):
        raise ForgedRequest


def get_current_store_api(request: Request, db: Db) -> UserContext:
    """The member whose token of the store frontend this is; the store's rows become visible."""
    return _enter(request, db, _access_by_token(request, db, "store"))


def get_current_admin_api(request: Request, db: Db) -> UserContext:
    """The operator whose token of the admin frontend this is; his platform's stores are visible."""
    return _enter(request, db, _access_by_token(request, db, "admin"))


def get_current_store_page(
    request: Request, db: Db, _own: Annotated[None, Depends(check_forgery)]
) -> UserContext:
    """The member whose browser this is, in the store that his session has in view."""
    return _enter(request, db, _access_by_session(request, db, "store"))


def get_current_admin_page(
    request: Request, db: Db, _own: Annotated[None, Depends(check_forgery)]
) -> UserContext:
    """The operator whose browser this is, on the platform that his session has in view."""
    return _enter(request, db, _access_by_session(request, db, "admin"))


class PermissionGuard:
    """What `needs` and `public` put on a route; `permission` is "" where everybody may come."""

    def __init__(self, permission: str) -> None:
        self.permission = permission

    async def __call__(self, request: Request) -> None:
        if not self.permission:
            return
        user: UserContext | None = getattr(request.state, "user", None)
        if user is None:
            raise NotSignedIn
        if not user.may(self.permission):
            raise PermissionDenied


def needs(permission: str) -> Dependency:
    """For a route's `dependencies`: only those who hold the permission."""
    return Dependency(PermissionGuard(permission))


def public() -> Dependency:
    """For a route's `dependencies`: everybody, signed in or not."""
    return Dependency(PermissionGuard(""))


def permission_of(dependency: Dependency) -> str | None:
    """The permission that a dependency asks for, "" for a public one, None for any other."""
    permission = getattr(dependency.dependency, "permission", None)
    return permission if isinstance(permission, str) else None


def redirect_to_sign_in(request: Request, _needed: Exception) -> Response:
    """The handler of SignInNeeded: the sign-in page, which leads back to where one came from."""
    location = sign_in_path(request)
    if request.headers.get("HX-Request") == "true":
        return Response(status_code=401, headers={"HX-Redirect": location})
    return RedirectResponse(location, status_code=303)


def named_place(request: Request) -> Place:
    """What the request's address itself names; a supposed platform is not named."""
    state = request.state
    platform = state.platform if state.is_platform_named else None
    return Place(
        store_id=None if state.store is None else state.store.id,
        platform_id=None if platform is None else platform.id,
    )


def _access_by_token(request: Request, db: Session, audience: Audience) -> Access:
    headers = request.headers.getlist("authorization")
    claims = read_bearer(db, headers[0] if len(headers) == 1 else None, audience)
    grant = store_access if audience == "store" else admin_access
    return grant(
        db,
        claims.user_id,
        held=Place(claims.store_id, claims.platform_id),
        named=named_place(request),
        session_key=claims.family_id,
    )


def _access_by_session(request: Request, db: Session, audience: Audience) -> Access:
    """The session's access. Raises SignInNeeded, or NoAccess in the other frontend's session."""
    cookie = request.cookies.get(cookies.session_name(get_settings()))
    try:
        session = find_session(db, cookie)
    except SessionEnded:
        raise SignInNeeded from None
    if session.audience != audience:
        raise NoAccess
    grant = store_access if audience == "store" else admin_access
    try:
        return grant(
            db,
            session.user_id,
            held=session.place,
            named=named_place(request),
            session_key=session.session_key,
        )
    except NoAccess:
        # The right was taken away; another one may be left, and signing in finds it.
        raise SignInNeeded from None


def _enter(request: Request, db: Session, access: Access) -> UserContext:
    """Makes the rows visible that the access covers, and puts who and where on the request."""
    state, place = request.state, access.store or access.platform
    if access.store is None:
        enter_stores(db, StoreDirectory(db).store_ids_of_platform(access.platform.id))
    else:
        enter_store(db, access.store.id)
    state.user, state.platform, state.store = access.user, access.platform, access.store
    state.time_zone = place.time_zone
    state.locale = choose_locale(
        (request.cookies.get(cookies.LOCALE), access.user.locale),
        request.headers.get("accept-language"),
        place.locale,
    )
    return access.user
