"""The doors of the frontends: who is asking, read afresh, and whose rows the request may see.

Every route passes one guard (`get_current_<audience>_<api|page>`) and names a permission with
`needs`, or says that it is `public`. The guard enters the scope of row level security.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends
from fastapi.params import Depends as Dependency
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from app.kernel.config import get_settings
from app.kernel.database.engine import get_database
from app.kernel.database.scope import enter_store, enter_stores
from app.kernel.database.session import get_db
from app.kernel.errors import NotSignedIn, PermissionDenied, StoaError
from app.kernel.i18n.negotiation import choose_locale
from app.kernel.security.csrf import check_csrf, same_origin
from app.kernel.security.tokens import Audience, TokenInvalid
from app.modules.tenancy.exceptions import ForgedRequest, NoAccess, SessionEnded
from app.modules.tenancy.repositories.store_directory import StoreDirectory
from app.modules.tenancy.services import cookies
from app.modules.tenancy.services.access import Access, Place, access_for
from app.modules.tenancy.services.bearer import read_bearer
from app.modules.tenancy.services.return_path import sign_in_path
from app.modules.tenancy.services.shoppers import ShopperContext, enter_storefront, named_visit
from app.modules.tenancy.services.sign_in import Credentials
from app.modules.tenancy.services.user_context import UserContext
from app.modules.tenancy.services.web_sessions import access_of_session, find_session

Db = Annotated[Session, Depends(get_db, scope="function")]
# For the description of the API; the token itself is read more strictly below.
_scheme = HTTPBearer(auto_error=False, bearerFormat="JWT", scheme_name="accessToken")
Bearer = Annotated[HTTPAuthorizationCredentials | None, Depends(_scheme)]
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


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


def get_current_store_api(request: Request, db: Db, _scheme: Bearer) -> UserContext:
    """The member whose token of the store frontend this is; the store's rows become visible."""
    return _enter(request, db, _access_by_token(request, db, "store"))


def get_current_admin_api(request: Request, db: Db, _scheme: Bearer) -> UserContext:
    """The operator whose token of the admin frontend this is; his platform's stores are visible."""
    return _enter(request, db, _access_by_token(request, db, "admin"))


def get_current_any_api(request: Request, db: Db, _scheme: Bearer) -> UserContext:
    """Whoever's token this is, of whichever frontend; the same rows as there become visible."""
    try:
        access = _access_by_token(request, db, "store")
    except TokenInvalid:
        access = _access_by_token(request, db, "admin")
    return _enter(request, db, access)


def get_current_storefront_api(request: Request, db: Db, _scheme: Bearer) -> ShopperContext:
    """Whoever shops in the store that the address names; its rows become visible.

    Without a token they are nobody in particular. Raises UnknownStore where the address names no
    store that is open, and what `read_bearer` raises for a token that does not hold here.
    """
    headers = request.headers.getlist("authorization")
    shopper = enter_storefront(
        db,
        named_visit(request),
        headers[0] if headers else None,
        plans_once=request.method not in SAFE_METHODS,
    )
    request.state.user = shopper
    return shopper


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
    """What `needs`, `signed_in` and `public` put on a route, for the start-up check to find.

    `permission` is "" where none is needed.
    """

    def __init__(self, permission: str, *, is_public: bool = False) -> None:
        self.permission = permission
        self.is_public = is_public

    async def __call__(self, request: Request) -> None:
        if self.is_public:
            return
        user: UserContext | ShopperContext | None = getattr(request.state, "user", None)
        if user is None or user.is_anonymous:
            raise NotSignedIn
        if not user.may(self.permission):
            raise PermissionDenied


def needs(permission: str) -> Dependency:
    """For a route's `dependencies`: only those who hold the permission."""
    return Dependency(PermissionGuard(permission))


def signed_in() -> Dependency:
    """For a route's `dependencies`: whoever passed the guard, with whatever rights."""
    return Dependency(PermissionGuard(""))


def public() -> Dependency:
    """For a route's `dependencies`: everybody, signed in or not; the route stands behind no guard.

    An unsafe route of the pages adds `Depends(check_forgery)`.
    """
    return Dependency(PermissionGuard("", is_public=True))


def permission_of(dependency: Dependency) -> str | None:
    """The permission that a dependency asks for, "" for a public one, None for any other."""
    permission = getattr(dependency.dependency, "permission", None)
    return permission if isinstance(permission, str) else None


def redirect_to_sign_in(request: Request, _needed: Exception) -> Response:
    """The handler of SessionEnded: the sign-in page, which leads back to where one came from."""
    location = sign_in_path(request)
    if request.headers.get("HX-Request") == "true":
        return Response(status_code=401, headers={"HX-Redirect": location})
    return RedirectResponse(location, status_code=303)


def named_place(request: Request) -> Place:
    """What the request's address itself names, whatever token or session hold."""
    place: Place = request.state.named_place
    return place


def session_cookie(request: Request) -> str | None:
    """The value of the session cookie, genuine or not."""
    return request.cookies.get(cookies.session_name(get_settings()))


def credentials_of(
    request: Request, email: str, password: str, *, with_device: bool = False
) -> Credentials:
    """What was typed, with the address of the client; the API reads no device cookie."""
    device = request.cookies.get(cookies.device_name(get_settings())) if with_device else None
    address = request.client.host if request.client else ""
    return Credentials(email, password, address, device)


def still_may(request: Request, permission: str) -> bool:
    """Whether the person whom a page's guard let in has session, place and right even now.

    For what outlives its request; a transaction of its own, two statements.
    """
    user: UserContext = request.state.user
    try:
        with get_database().transaction() as db:
            now = _access_by_session(request, db, "store" if user.token_store_id else "admin").user
    except StoaError:
        return False
    is_there = (now.token_store_id, now.token_platform_id) == (
        user.token_store_id,
        user.token_platform_id,
    )
    return is_there and now.may(permission)


def _access_by_token(request: Request, db: Session, audience: Audience) -> Access:
    headers = request.headers.getlist("authorization")
    claims = read_bearer(db, headers[0] if len(headers) == 1 else None, audience)
    return access_for(
        audience,
        db,
        claims.user_id,
        held=Place(claims.store_id, claims.platform_id),
        named=named_place(request),
        session_key=claims.family_id,
    )


def _access_by_session(request: Request, db: Session, audience: Audience) -> Access:
    """The session's access. Raises SessionEnded, or NoAccess in the other frontend's session."""
    try:
        session = find_session(db, session_cookie(request))
        if session.audience == audience:
            return access_of_session(db, session, named_place(request))
    except (SessionEnded, NoAccess):
        # When the right was taken away, another one may be left, and signing in finds it.
        raise SessionEnded from None
    raise NoAccess


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
