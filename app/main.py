"""The composition root: puts kernel, middleware and all installed modules together."""

from __future__ import annotations

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI
from fastapi.responses import RedirectResponse
from fastapi.staticfiles import StaticFiles
from sqlalchemy.orm import configure_mappers
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import Scope

from app.kernel.config import get_settings
from app.kernel.database.engine import get_database
from app.kernel.http.openapi import describe
from app.kernel.i18n.catalog import KERNEL_LOCALE_FOLDERS, Catalog
from app.kernel.live.ending import called_when_ending
from app.kernel.live.hub import change_hub
from app.kernel.logging import configure_logging
from app.kernel.problem_details import install_error_handlers
from app.kernel.templating import configure_templating
from app.middleware.stack import install_middleware
from app.modules.core.mounting import mount_modules
from app.modules.core.services.figure_keeper import figure_keeper
from app.modules.core.services.stats_aggregator import stats_aggregator
from app.modules.registry import ModuleRegistry, module_folder, registry
from app.modules.tenancy.dependencies import redirect_to_sign_in
from app.modules.tenancy.exceptions import SessionEnded

STATIC = Path(__file__).parent / "static"
DESCRIPTION = """\
Commerce built from modules. What is refused is answered with problem details (RFC 9457).

A store is named by its address: its own domain, its subdomain, or `/stores/{code}` before the path.
Amounts are whole minor units (`amount_minor`) beside a decimal text. Lists have cursors. Calls that
create or charge take an `Idempotency-Key`; changes of what others may change take `If-Match`.
Every answer tells the caller's share of calls (`RateLimit`, `RateLimit-Policy`).
"""
A_YEAR = "public, max-age=31536000, immutable"


class HashedFiles(StaticFiles):
    """Static files; one asked for by its content's hash may be kept for a year."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        answer = await super().get_response(path, scope)
        if b"v=" in scope.get("query_string", b""):
            answer.headers["Cache-Control"] = A_YEAR
        return answer


def create_app() -> FastAPI:
    """The application with every installed module; the database is opened on first use."""
    settings = get_settings()
    configure_logging(as_json=settings.environment == "production", level=settings.log_level)
    modules = registry()
    modules.check_descriptions()
    modules.load_models()
    # Not at the first statement, in each process: what is wrong is told at once, and memory shared.
    configure_mappers()
    app = FastAPI(
        title="Stoa",
        version="0.1.0",
        description=DESCRIPTION,
        lifespan=_lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/v1/openapi.json",
    )
    configure_templating(app, _folders(modules, "templates"), _catalog(modules))
    install_error_handlers(app)
    app.add_exception_handler(SessionEnded, redirect_to_sign_in)
    install_middleware(app)
    app.mount("/static", HashedFiles(directory=STATIC), name="static")
    app.add_api_route("/health", _health, include_in_schema=False)
    app.add_api_route("/", _start, include_in_schema=False)
    mount_modules(app, modules)
    describe(app)
    return app


@asynccontextmanager
async def _lifespan(_app: FastAPI) -> AsyncIterator[None]:
    # What was loaded until now stays; the collector need not look at it again and again.
    gc.collect()
    gc.freeze()
    stats_aggregator.writer.start()
    figure_keeper.start()
    change_hub.watch(figure_keeper.told)
    change_hub.listen()
    with called_when_ending(change_hub.end_all):
        yield
    change_hub.close()
    figure_keeper.stop()
    stats_aggregator.writer.stop()
    get_database().dispose()


def _health() -> PlainTextResponse:
    return PlainTextResponse("ok")


def _start(request: Request) -> RedirectResponse:
    """Whoever is signed in goes on from the sign-in page to his first page."""
    return RedirectResponse(f"{request.state.path_prefix}/sign-in", status_code=303)


def _folders(modules: ModuleRegistry, name: str) -> dict[str, Path]:
    found = {module.code: module_folder(module, name) for module in modules}
    return {code: folder for code, folder in found.items() if folder is not None}


def _catalog(modules: ModuleRegistry) -> Catalog:
    folders = [*KERNEL_LOCALE_FOLDERS, *_folders(modules, "locales").values()]
    return Catalog(folders, strict=get_settings().environment != "production")
