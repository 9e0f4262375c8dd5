"""Pages and fragments: one Jinja environment per application, bound to the request it answers.

Kernel-wide templates are named by their path ("layouts/app.html"), a module's own by its code
("orders/_table.html"). Everything a template needs of the request (language, zone, path prefix)
travels in a context variable, so that macros imported without context see it too.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PrefixLoader, StrictUndefined
from jinja2.runtime import Context
from jinja2.utils import pass_context
from markupsafe import Markup
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse

from app.kernel import charts
from app.kernel.i18n import formats
from app.kernel.i18n.catalog import Catalog
from app.kernel.i18n.languages import DEFAULT_LOCALE

_APP_FOLDER = Path(__file__).parent.parent
_ICON_SPRITE = "icons.svg"
_HASH_LENGTH = 12
_VARY = "HX-Request, HX-Request-Type, HX-History-Restore-Request"


@dataclass(frozen=True, slots=True)
class _Binding:
    """What the page being drawn knows of its request."""

    locale: str
    zone: str
    path_prefix: str
    csrf_token: str


_bound: ContextVar[_Binding] = ContextVar("template_binding")


class Templating:
    """The environment of one application, with its texts and its static files."""

    def __init__(
        self,
        template_folders: Mapping[str, Path],
        catalog: Catalog,
        static_folders: Mapping[str, Path] | None = None,
    ) -> None:
        self.catalog = catalog
        self._static_folders = dict(static_folders or {})
        self._hashes: dict[tuple[Path, int], str] = {}
        modules = {code: FileSystemLoader(folder) for code, folder in template_folders.items()}
        self.environment = Environment(
            loader=ChoiceLoader(
                [FileSystemLoader(_APP_FOLDER / "templates"), PrefixLoader(modules)]
            ),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self.environment.filters.update(_filters(catalog))
        self.environment.globals.update(
            t=self._text,
            url=_url,
            asset=self.asset,
            icon=self._icon,
            csrf_token=_csrf_token,
            charts=charts,
        )

    def draw(self, request: Request, name: str, *others: str, **context: object) -> str:
        """The first of the named templates that exists, as text.

        Raises jinja2.TemplatesNotFound when there is none.
        """
        state = request.state
        binding = _Binding(
            locale=getattr(state, "locale", DEFAULT_LOCALE),
            zone=getattr(state, "time_zone", "UTC"),
            path_prefix=getattr(state, "path_prefix", ""),
            csrf_token=getattr(state, "csrf_token", ""),
        )
        common: dict[str, object] = {
            "request": request,
            "locale": binding.locale,
            "zone": binding.zone,
            "theme": getattr(state, "theme", "system"),
            "user": getattr(state, "user", None),
            "platform": getattr(state, "platform", None),
            "store": getattr(state, "store", None),
        }
        with _binding(binding):
            return self.environment.select_template([name, *others]).render(common | context)

    def asset(self, path: str) -> str:
        """URL of a static file that changes with its content, so it can be cached for ever.

        "<module code>/..." is looked up in the module's own static folder. Raises
        FileNotFoundError: a page that names a file which does not exist is broken.
        """
        code, _, rest = path.partition("/")
        folder = self._static_folders.get(code)
        file = folder / rest if folder else _APP_FOLDER / "static" / path
        key = (file, file.stat().st_mtime_ns)
        digest = self._hashes.get(key)
        if digest is None:
            digest = hashlib.sha256(file.read_bytes()).hexdigest()[:_HASH_LENGTH]
            self._hashes[key] = digest
        return f"/static/{path}?v={digest}"

    def _icon(self, name: str, label: str | None = None) -> Markup:
        """A drawing of the sprite: decoration, unless a label gives it a meaning of its own."""
        use = Markup('<use href="{}#{}"></use>').format(self.asset(_ICON_SPRITE), name)
        meaning = Markup('aria-hidden="true" focusable="false"')
        if label is not None:
            meaning = Markup('role="img" aria-label="{}"').format(label)
        start = Markup('<svg class="ic" viewBox="0 0 24 24" {}>').format(meaning)
        return start + use + Markup("</svg>")

    def _text(self, text_id: str, /, **args: object) -> str:
        return self.catalog.text(_bound.get().locale, text_id, **args)


def configure_templating(
    app: Starlette,
    template_folders: Mapping[str, Path],
    catalog: Catalog,
    static_folders: Mapping[str, Path] | None = None,
) -> Templating:
    """Give the application its environment; folders are those of the modules, by module code."""
    templating = Templating(template_folders, catalog, static_folders)
    app.state.templating = templating
    return templating


def templating_of(request: Request) -> Templating:
    """The environment of the application that the request came to."""
    return cast(Templating, request.app.state.templating)


def render(
    request: Request,
    name: str,
    context: Mapping[str, object] | None = None,
    status: int = 200,
) -> HTMLResponse:
    """Answer with a whole page, or with a fragment where the caller decided for one.

    The address may answer htmx with a part and everybody else with the whole, so caches are told.
    """
    content = templating_of(request).draw(request, name, **(context or {}))
    return HTMLResponse(content, status, headers={"Vary": _VARY})


def fragment(
    request: Request,
    name: str,
    context: Mapping[str, object] | None = None,
    status: int = 200,
) -> HTMLResponse:
    """Answer with a part of a page; its file name begins with "_"."""
    if not name.rpartition("/")[2].startswith("_"):
        raise ValueError(f"{name}: the file of a fragment begins with an underscore")
    return render(request, name, context, status)


def is_fragment_request(request: Request) -> bool:
    """Whether htmx asks for a part. A boosted link or a restored history entry wants the whole."""
    headers = request.headers
    return (
        headers.get("HX-Request") == "true"
        and headers.get("HX-Request-Type") != "full"
        and headers.get("HX-History-Restore-Request") != "true"
    )


def locale_of(request: Request) -> str:
    return cast(str, getattr(request.state, "locale", DEFAULT_LOCALE))


def text(request: Request, text_id: str, /, **args: object) -> str:
    """A text in the language of the request, for what is written outside templates."""
    return templating_of(request).catalog.text(locale_of(request), text_id, **args)


@contextmanager
def _binding(binding: _Binding) -> Iterator[None]:
    token = _bound.set(binding)
    try:
        yield
    finally:
        _bound.reset(token)


def _url(path: str) -> str:
    """An address under the platform or store that the page was reached through."""
    return _bound.get().path_prefix + path


def _csrf_token() -> str:
    return _bound.get().csrf_token


def _filters(catalog: Catalog) -> dict[str, Callable[..., object]]:
    """Formats that take language and zone from the page being drawn."""
    return {
        "number": _in_locale(
            lambda value, digits=None, *, locale: formats.number(value, locale, digits)
        ),
        "money": _in_locale(formats.money),
        "money_parts": _in_locale(formats.money_parts),
        "compact": _in_locale(formats.compact),
        "percent": _in_locale(
            lambda value, digits=1, *, locale: formats.percent(value, locale, digits)
        ),
        "points": _in_locale(lambda value, *, locale: formats.points(value, locale, catalog)),
        "bytes": _in_locale(formats.byte_size),
        "date": _in_locale_and_zone(formats.date),
        "weekday_date": _in_locale_and_zone(formats.weekday_date),
        "datetime": _in_locale_and_zone(formats.datetime),
        "time_ago": _in_locale_and_zone(formats.time_ago),
    }


def _in_locale(form: Callable[..., object]) -> Callable[..., object]:
    # Without `pass_context` Jinja would format a constant while compiling, in the language of
    # whoever came first, and keep the result.
    @pass_context
    def apply(_context: Context, value: object, *args: object, **options: object) -> object:
        return form(value, *args, locale=_bound.get().locale, **options)

    return apply


def _in_locale_and_zone(form: Callable[..., object]) -> Callable[..., object]:
    @pass_context
    def apply(_context: Context, value: object, **options: object) -> object:
        bound = _bound.get()
        return form(value, locale=bound.locale, **({"zone": bound.zone} | options))

    return apply
