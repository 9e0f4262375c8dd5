"""Every page there is, in both themes, on phones and on desks, in all languages."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from fastapi.routing import iter_route_contexts

from app.main import create_app
from app.modules.registry import registry
from tests.browser.driving import Visit

pytestmark = pytest.mark.no_cover

LOCALES = ("en", "fr", "de", "lb")
LOOKS = [(theme, width) for theme in ("light", "dark") for width in (360, 1280)]
PHONE = 800
STEP = 5  # every fifth metric has a page like the others, and every fifth list of all platforms
NOT_PAGES = re.compile(r"^/$|^/api/|^/static|^/health$|export\.csv$|/events$")


def all_pages(audience: str) -> list[str]:
    """The address of every page that the application answers for the audience."""
    found: list[str] = []
    for context in iter_route_contexts(create_app().routes):
        path = getattr(context, "path", None) or ""
        if "GET" not in (getattr(context, "methods", None) or ()) or NOT_PAGES.search(path):
            continue
        if path.startswith(f"/{audience}/"):
            found.extend(_filled(path, audience))
    return found


def _filled(path: str, audience: str) -> Iterator[str]:
    names = re.findall(r"\{(\w+)\}", path)
    if not names:
        yield path
    elif names == ["module"]:
        codes = [module.code for module in registry() if module.metrics_provider is not None]
        yield from (path.replace("{module}", code) for code in codes)
    elif names == ["key"]:
        described = registry().descriptions().values()
        shown = [one.key for one in described if audience in one.audiences]
        yield from (path.replace("{key}", key) for key in shown[::STEP])
    elif names == ["listing"]:
        codes = [c for c, listing in registry().listings().items() if audience in listing.audiences]
        step = STEP if "/installation/" in path else 1
        yield from (path.replace("{listing}", code) for code in codes[::step])
    else:
        raise AssertionError(f"say here how to fill {path}")


class TestListOfPages:
    """The list is made from the application, so that no page is forgotten."""

    def test_it_knows_the_pages_by_their_routes(self) -> None:
        assert {"/admin/dashboard", "/admin/modules", "/admin/orders"} <= set(all_pages("admin"))
        assert {"/store/dashboard", "/store/stock"} <= set(all_pages("store"))


@pytest.mark.slow
class TestEveryPage:
    """No violation of WCAG 2.2 AA or of good practice, nothing in the console, no foreign host."""

    @pytest.mark.parametrize(("theme", "width"), LOOKS)
    @pytest.mark.parametrize(("person", "audience"), [("operator", "admin"), ("owner", "store")])
    def test_is_in_order(
        self, visit: Visit, person: str, audience: str, theme: str, width: int
    ) -> None:
        shift = LOOKS.index((theme, width))
        faults = {}
        with visit.as_(person, theme=theme, width=width) as watched:
            for number, path in enumerate(all_pages(audience)):
                locale = LOCALES[(number + shift) % len(LOCALES)]
                visit.speak(watched.page.context, locale)
                watched.open(path)
                if found := watched.check():
                    faults[f"{path} {locale}"] = found

        assert not faults

    @pytest.mark.parametrize(("theme", "width"), LOOKS)
    def test_is_in_order_for_strangers(self, visit: Visit, theme: str, width: int) -> None:
        faults = {}
        with visit.as_(None, theme=theme, width=width) as watched:
            for locale in LOCALES:
                visit.speak(watched.page.context, locale)
                watched.open("/sign-in")
                faults[f"sign-in {locale}"] = watched.check()
                watched.open("/nowhere", expect=404)
                faults[f"404 {locale}"] = watched.check()

        assert not {where: found for where, found in faults.items() if found}


class TestOtherStates:
    """Pages with something open, and pages with nothing on them."""

    @pytest.mark.parametrize(("theme", "width"), LOOKS)
    def test_are_in_order(self, visit: Visit, theme: str, width: int) -> None:
        faults = {}
        with visit.as_("owner", theme=theme, width=width) as watched:
            page = watched.open("/store/orders?q=nobody-bought-this")
            assert page.locator(".empty").count() == 1
            faults["nothing found"] = watched.check()
            watched.open("/store/orders?view=wrong", expect=404)
            faults["no such view"] = watched.check()
            watched.open("/store/orders?period=wrong", expect=422)
            faults["no such period"] = watched.check()
            watched.open("/store/dashboard?all=1")
            faults["whole"] = watched.check()
            page.locator(".period-menu > summary").click()
            faults["periods"] = watched.check(".period-menu")
            page.keyboard.press("Escape")
            page.locator(".info-button").first.click()
            faults["definition"] = watched.check()
            if width < PHONE:
                page.keyboard.press("Escape")
                page.locator(".topbar button").click()
                faults["drawer"] = watched.check()

        assert not {where: found for where, found in faults.items() if found}
