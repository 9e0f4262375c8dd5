from collections.abc import Mapping
from pathlib import Path

import pytest
from jinja2 import TemplateNotFound, UndefinedError
from starlette.applications import Starlette
from starlette.requests import Request

from app.kernel.i18n.catalog import Catalog
from app.kernel.templating import (
    configure_templating,
    fragment,
    is_fragment_request,
    locale_of,
    render,
    templating_of,
    text,
)


@pytest.fixture
def application(tmp_path: Path) -> Starlette:
    """An application with one module "demo" whose templates and statics are in tmp_path."""
    for folder in ("locales", "templates", "static"):
        (tmp_path / folder).mkdir()
    (tmp_path / "locales/en.ftl").write_text("demo-hello = Hello { $name }")
    (tmp_path / "locales/fr.ftl").write_text("demo-hello = Bonjour { $name }")
    (tmp_path / "static/demo.css").write_text("a{}")
    app = Starlette()
    configure_templating(
        app,
        {"demo": tmp_path / "templates"},
        Catalog([tmp_path / "locales"], strict=True),
        {"demo": tmp_path / "static"},
    )
    return app


def request_to(
    app: Starlette, headers: Mapping[str, str] | None = None, **state: object
) -> Request:
    raw = [(k.lower().encode(), v.encode()) for k, v in (headers or {}).items()]
    scope = {"type": "http", "method": "GET", "path": "/", "headers": raw, "app": app}
    return Request(scope | {"state": dict(state)})


class TestRender:
    def write(self, tmp_path: Path, source: str, name: str = "page.html") -> None:
        (tmp_path / "templates" / name).write_text(source)

    def draw(self, request: Request, context: Mapping[str, object] | None = None) -> str:
        return bytes(render(request, "demo/page.html", context).body).decode()

    def test_uses_language_and_zone_of_the_request(
        self, tmp_path: Path, application: Starlette
    ) -> None:
        self.write(tmp_path, '{{ t("demo-hello", name=who) }} {{ 1234.5|money("EUR") }}')

        english = self.draw(request_to(application), {"who": "Ann"})
        french = self.draw(request_to(application, locale="fr"), {"who": "Ann"})

        assert english == "Hello Ann €1,234.50"
        assert french == "Bonjour Ann 1.234,50\u00a0€"

    def test_formats_in_macros_imported_without_context(
        self, tmp_path: Path, application: Starlette
    ) -> None:
        self.write(tmp_path, "{% macro m(x) %}{{ x|number }} {{ t('demo-hello', name='A') }}"
                   "{% endmacro %}", "_macros.html")  # fmt: skip
        self.write(tmp_path, '{% from "demo/_macros.html" import m %}{{ m(1234.5) }}')

        assert self.draw(request_to(application)) == "1,234.5 Hello A"
        assert self.draw(request_to(application, locale="fr")) == "1.234,5 Bonjour A"

    def test_offers_every_filter(self, tmp_path: Path, application: Starlette) -> None:
        self.write(
            tmp_path,
            "{{ 12345|compact }} {{ 12.4|percent }} {{ 1500|bytes }} {{ 1|number(2) }}"
            " {{ (7|money_parts('EUR'))[1] }}",
        )

        assert self.draw(request_to(application)).replace("\u00a0", " ") == (
            "12.3K 12.4% 1.5 kB 1.00 .00"
        )

    def test_escapes(self, tmp_path: Path, application: Starlette) -> None:
        self.write(tmp_path, '{{ x }}{{ t("demo-hello", name=x) }}{{ icon("a", label=x) }}')
        application.state.templating.asset = lambda path: f"/static/{path}"

        page = self.draw(request_to(application), {"x": '<b">'})

        assert "<b" not in page
        assert 'aria-label="&lt;b&#34;&gt;"' in page

    def test_prefixes_addresses_but_not_static_files(
        self, tmp_path: Path, application: Starlette
    ) -> None:
        self.write(tmp_path, '{{ url("/orders") }} {{ asset("demo/demo.css") }}')

        page = self.draw(request_to(application, path_prefix="/platforms/oms"))

        assert page.startswith("/platforms/oms/orders /static/demo/demo.css?v=")

    def test_gives_the_csrf_token_and_plain_values(
        self, tmp_path: Path, application: Starlette
    ) -> None:
        self.write(tmp_path, "{{ csrf_token() }} {{ locale }} {{ theme }} {{ user is none }}")

        page = self.draw(request_to(application, csrf_token="abc", theme="dark"))

        assert page == "abc en dark True"

    def test_refuses_unknown_names(self, tmp_path: Path, application: Starlette) -> None:
        self.write(tmp_path, "{{ nothing }}")

        with pytest.raises(UndefinedError):
            self.draw(request_to(application))
        with pytest.raises(TemplateNotFound):
            render(request_to(application), "other/page.html")

    def test_tells_caches_that_htmx_gets_something_else(
        self, tmp_path: Path, application: Starlette
    ) -> None:
        self.write(tmp_path, "x")

        response = render(request_to(application), "demo/page.html", status=404)

        assert response.status_code == 404
        assert "HX-Request" in response.headers["vary"]


class TestFragment:
    def test_is_named_with_an_underscore(self, tmp_path: Path, application: Starlette) -> None:
        (tmp_path / "templates/_part.html").write_text("part {{ x }}")

        response = fragment(request_to(application), "demo/_part.html", {"x": 1})

        assert response.body == b"part 1"
        with pytest.raises(ValueError, match="underscore"):
            fragment(request_to(application), "demo/part.html")

    @pytest.mark.parametrize(
        ("headers", "expected"),
        [
            ({}, False),
            ({"HX-Request": "true"}, True),
            ({"HX-Request": "true", "HX-Request-Type": "partial"}, True),
            ({"HX-Request": "true", "HX-Request-Type": "full"}, False),
            ({"HX-Request": "true", "HX-History-Restore-Request": "true"}, False),
        ],
    )
    def test_is_what_htmx_asks_for(
        self, application: Starlette, headers: dict[str, str], expected: bool
    ) -> None:
        assert is_fragment_request(request_to(application, headers)) is expected


class TestAsset:
    def test_changes_with_the_content_only(self, tmp_path: Path, application: Starlette) -> None:
        templating = templating_of(request_to(application))
        before = templating.asset("demo/demo.css")
        assert templating.asset("demo/demo.css") == before

        (tmp_path / "static/demo.css").write_text("a{color:red}")

        assert templating.asset("demo/demo.css") != before

    def test_refuses_a_file_that_does_not_exist(self, application: Starlette) -> None:
        with pytest.raises(FileNotFoundError):
            templating_of(request_to(application)).asset("demo/nothing.css")


class TestText:
    def test_speaks_the_language_of_the_request(self, application: Starlette) -> None:
        request = request_to(application, locale="fr")

        assert text(request, "demo-hello", name="Ann") == "Bonjour Ann"
        assert locale_of(request) == "fr"
        assert locale_of(request_to(application)) == "en"
