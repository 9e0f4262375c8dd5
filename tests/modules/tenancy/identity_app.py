"""A small application of tenancy alone, with people to sign in and pages that say what they see."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import httpx
from fastapi import Depends, FastAPI, Request
from sqlalchemy import text

from app.kernel.config import get_settings
from app.kernel.database.engine import Database
from app.kernel.i18n.catalog import KERNEL_LOCALE_FOLDERS, Catalog
from app.kernel.problem_details import install_error_handlers
from app.kernel.security.passwords import hash_password
from app.kernel.templating import configure_templating
from app.middleware.stack import install_middleware
from app.modules.registry import module_folder, registry
from app.modules.tenancy.dependencies import (
    Db,
    get_current_admin_api,
    get_current_admin_page,
    get_current_store_api,
    get_current_store_page,
    needs,
    public,
    redirect_to_sign_in,
    signed_in,
)
from app.modules.tenancy.exceptions import SessionEnded
from app.modules.tenancy.routes.api import admin_auth, public_auth, store_auth
from app.modules.tenancy.routes.pages import public_sign_in
from app.modules.tenancy.services.cookies import session_name
from app.modules.tenancy.services.host_directory import host_directory
from app.modules.tenancy.services.user_context import UserContext
from tests.factories import (
    make_domain,
    make_member,
    make_operator,
    make_platform,
    make_store,
    make_user,
)
from tests.modules.tenancy.app_client import app_client

PASSWORD = "correct horse battery"
HERE = "https://testserver"
GUARDS: dict[str, Callable[..., Any]] = {
    "/api/v1/store": get_current_store_api,
    "/api/v1/admin": get_current_admin_api,
    "/store": get_current_store_page,
    "/admin": get_current_admin_page,
}


@dataclass(frozen=True)
class World:
    """Two platforms; store "both" sells on both, "first" and "second" on one each.

    Ana works in "both" and "first", Ben in "second"; Olga operates alpha, Otto beta, Una all;
    Nina has no place at all, and Mia both works in "first" and operates alpha.
    """

    alpha: int
    beta: int
    both: int
    first: int
    second: int
    people: dict[str, int]


def password_hash() -> str:
    return hash_password(PASSWORD)


def make_world(database: Database) -> World:
    host_directory.forget()
    hashed = password_hash()
    with database.transaction() as db:
        alpha = make_platform(db, "alpha", domain="alpha.test", time_zone="Europe/Paris")
        beta = make_platform(db, "beta", domain="beta.test", locale="fr")
        both = make_store(db, "both", platforms=[alpha, beta], time_zone="Europe/Lisbon")
        first = make_store(db, "first", platforms=[alpha], locale="de")
        second = make_store(db, "second", platforms=[beta])
        people = {
            name: make_user(db, f"{name}@example.test", password_hash=hashed)
            for name in ("ana", "ben", "olga", "otto", "una", "nina", "mia")
        }
        make_member(db, both, "owner", people["ana"])
        make_member(db, first, "viewer", people["ana"])
        make_member(db, second, "manager", people["ben"])
        make_member(db, first, "staff", people["mia"])
        make_operator(db, alpha, people["olga"])
        make_operator(db, beta, people["otto"])
        make_operator(db, None, people["una"])
        make_operator(db, alpha, people["mia"])
        make_domain(db, first, "first.example")
        make_domain(db, first, "claimed.example", verified=False)
        ids = {name: person.id for name, person in people.items()}
        return World(alpha.id, beta.id, both.id, first.id, second.id, ids)


def make_app() -> FastAPI:
    app = FastAPI()
    install_error_handlers(app)
    app.add_exception_handler(SessionEnded, redirect_to_sign_in)
    install_middleware(app)
    tenancy = registry().get("tenancy")
    assert tenancy is not None
    templates, locales = module_folder(tenancy, "templates"), module_folder(tenancy, "locales")
    assert templates is not None
    assert locales is not None
    catalog = Catalog([*KERNEL_LOCALE_FOLDERS, locales], strict=True)
    configure_templating(app, {"tenancy": templates}, catalog)
    app.include_router(public_auth.router, prefix="/api/v1")
    app.include_router(public_sign_in.router)
    for audience, module in (("store", store_auth), ("admin", admin_auth)):
        prefix = f"/api/v1/{audience}"
        app.include_router(module.router, prefix=prefix, dependencies=[Depends(GUARDS[prefix])])
    _add_views(app)
    return app


def _add_views(app: FastAPI) -> None:
    """What a guarded route of each frontend sees."""
    for prefix, guard in GUARDS.items():
        guarded = [Depends(guard), signed_in()]
        app.add_api_route(f"{prefix}/dashboard", _view, dependencies=guarded)
        app.add_api_route(f"{prefix}/change", _view, methods=["POST"], dependencies=guarded)
        managers = [Depends(guard), needs("tenancy.manage_team")]
        app.add_api_route(f"{prefix}/managers", _view, dependencies=managers)
    for path in ("/open", "/api/v1/open", "/health"):
        app.add_api_route(path, _open_view, dependencies=[public()])


def _view(request: Request, db: Db) -> dict[str, Any]:
    """Who and where the request is, and the rows it may see."""
    scope = text(
        "SELECT current_setting('app.store_id', true), current_setting('app.store_ids', true)"
    )
    own, several = db.execute(scope).one()
    user: UserContext = request.state.user
    return _open_view(request) | {
        "user": user.name,
        "role": user.role,
        "scope": [own, several],
    }


def _open_view(request: Request) -> dict[str, Any]:
    state = request.state
    return {
        "platform": state.platform.code if state.platform else None,
        "store": state.store.code if state.store else None,
        "prefix": state.path_prefix,
        "path": request.url.path,
        "time_zone": state.time_zone,
        "locale": state.locale,
        "theme": state.theme,
    }


class Browser:
    """A client with cookies that sends forms as a browser does."""

    def __init__(self, app: FastAPI, at: str = HERE, address: str = "203.0.113.1") -> None:
        self.app, self.at = app, at
        self.client = app_client(app, at, address)

    def get(self, path: str, **options: Any) -> httpx.Response:
        return self.client.get(path, **options)

    def with_cookie(self, session: str | None) -> Browser:
        """Another browser that holds this session cookie and nothing else."""
        other = Browser(self.app, self.at)
        other.client.headers["Cookie"] = f"{session_name(get_settings())}={session}"
        return other

    def token(self, path: str = "/sign-in") -> str:
        """The token of the forms on a page."""
        page = self.client.get(path).text
        return page.partition('name="csrf_token" value="')[2].partition('"')[0]

    def post(self, path: str, *, token: str | None = None, **fields: str) -> httpx.Response:
        """Send a form with the token of this browser's own pages."""
        own = self.token("/unknown-page") if token is None else token
        headers = {"Origin": self.at, "Sec-Fetch-Site": "same-origin"}
        return self.client.post(path, data={"csrf_token": own, **fields}, headers=headers)

    def sign_in(self, name: str, password: str = PASSWORD, **fields: str) -> httpx.Response:
        return self.post("/sign-in", email=f"{name}@example.test", password=password, **fields)

    @property
    def session(self) -> str | None:
        return self.client.cookies.get(session_name(get_settings()))


class Program:
    """A client of the API."""

    def __init__(self, app: FastAPI, at: str = HERE, address: str = "203.0.113.2") -> None:
        self.client = app_client(app, at, address)

    def sign_in(self, audience: str, name: str, **fields: str) -> dict[str, Any]:
        """The pair of tokens. Fails the test when signing in is refused."""
        answer = self.try_sign_in(audience, name, **fields)
        assert answer.status_code == 200, answer.text
        pair: dict[str, Any] = answer.json()
        return pair

    def try_sign_in(
        self, audience: str, name: str, password: str = PASSWORD, **fields: str
    ) -> httpx.Response:
        body = {"email": f"{name}@example.test", "password": password, **fields}
        return self.client.post(f"/api/v1/{audience}/auth/sign-in", json=body)

    def get(self, path: str, token: str) -> httpx.Response:
        return self.client.get(path, headers={"Authorization": f"Bearer {token}"})

    def post(self, path: str, token: str | None = None, **body: str) -> httpx.Response:
        headers = {} if token is None else {"Authorization": f"Bearer {token}"}
        return self.client.post(path, json=body, headers=headers)
