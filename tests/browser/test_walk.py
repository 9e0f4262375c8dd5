"""The walk of an operator and of a store's owner: numbers, switches, failures, keys, no script."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.driving import Stoa, Visit, Watched
from tests.browser.live_stoa import FRAGILE

CLS = """() => { window.shifts = 0;
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => {
    window.shifts += entry.value; })).observe({type: 'layout-shift', buffered: true}); }"""
MOST_SHIFT = 0.02
TRIES = 16


def numbers(page: Page, module: str) -> list[str]:
    """What the cards of the module's section say."""
    return page.locator(f"#section-{module} .card .value").all_inner_texts()


def focused(page: Page) -> str:
    return str(page.evaluate("() => document.activeElement.textContent.trim()"))


def tab_to(page: Page, selector: str, most: int = 60) -> None:
    """Presses Tab until the element has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("(wanted) => document.activeElement.matches(wanted)", selector):
            return
    raise AssertionError(f"no way to {selector} by keyboard")


@contextmanager
def switched_off(watched: Watched, module: str) -> Iterator[None]:
    """Presses the module's switch, and presses it again afterwards."""
    _press_switch(watched, module)
    try:
        yield
    finally:
        _press_switch(watched, module)


def _press_switch(watched: Watched, module: str) -> None:
    page = watched.open("/admin/modules")
    page.locator(f"#module-{module} form button").click()
    page.wait_for_load_state()


class TestOperator:
    def test_sees_numbers_of_every_module(self, visit: Visit) -> None:
        with visit.as_("operator") as watched:
            page = watched.open("/admin/dashboard")

            expect(page.locator(".hero .value").first).to_be_visible()
            for module in ("orders", "catalog", "inventory", "customers", "tenancy"):
                assert any(any(map(str.isdigit, text)) for text in numbers(page, module)), module
            assert not watched.check()

    def test_switches_a_module_off_and_on(self, visit: Visit) -> None:
        with visit.as_("operator") as watched:
            link = watched.open("/admin/dashboard").locator(".side a[href$='/admin/media']")
            expect(link).to_be_visible()

            with switched_off(watched, "cms"):
                page = watched.open("/admin/dashboard")
                expect(page.locator("#section-cms")).to_have_count(0)
                expect(link).to_have_count(0)
                watched.open("/admin/media", expect=404)
                assert not watched.check()

            page = watched.open("/admin/dashboard")
            expect(page.locator("#section-cms .card .value").first).to_be_visible()
            expect(link).to_be_visible()
            watched.open("/admin/media")


class TestOwner:
    def test_finds_behind_a_card_as_many_rows_as_it_counts(self, visit: Visit) -> None:
        with visit.as_("owner") as watched:
            card = watched.open("/store/dashboard").locator("[data-card='orders.total']")
            count = (card.locator(".value-link").text_content() or "").split(":")[0]

            card.locator(".value-link").click()

            expect(watched.page.locator(".pager")).to_contain_text(count)

    @pytest.mark.parametrize("width", [360, 1280])
    def test_sees_nothing_move_when_numbers_arrive(self, visit: Visit, width: int) -> None:
        with visit.as_("owner", width=width) as watched:
            watched.page.add_init_script(f"({CLS})()")

            page = watched.open("/store/dashboard")

            assert page.evaluate("() => window.shifts") <= MOST_SHIFT


def comes_back(card: Locator) -> bool:
    """Whether it does when asked again.

    Its deadline is real: a busy machine may miss it, and one that missed three rests for a minute.
    """
    for _ in range(TRIES):
        card.get_by_role("link", name="Retry").click()
        try:
            expect(card.locator(".value")).to_be_visible()
        except AssertionError:
            continue
        return True
    return False


# For a period that nobody has looked at no last good numbers are known.
NEVER_ASKED = "/store/dashboard?date_from=2026-01-02&date_to=2026-01-08"


class TestFailedModule:
    """A module that fails costs its own cards and nothing else."""

    def test_says_so_on_its_cards_alone_and_comes_back(self, visit: Visit, stoa: Stoa) -> None:
        with visit.as_("owner") as watched:
            with stoa.broken():
                page = watched.open(NEVER_ASKED)
                failed = page.locator(".card-down")
                expect(failed.first).to_contain_text("Unavailable")
                expect(failed.first.locator(".ref")).to_contain_text("ref")
                whole = page.locator(f"#section-{FRAGILE} .card-down")
                assert failed.count() == whole.count() > 0
                assert numbers(page, "orders")
                assert not watched.check()

            card = page.locator(f"#{failed.first.get_attribute('id')}")

            assert comes_back(card)


class TestKeyboard:
    """Everything without a pointer; Escape gives the focus back."""

    def test_skips_to_the_content(self, visit: Visit) -> None:
        with visit.as_("owner") as watched:
            page = watched.open("/store/dashboard")

            page.keyboard.press("Tab")
            expect(page.locator(".skip")).to_be_focused()
            page.keyboard.press("Enter")

            expect(page.locator("#main")).to_be_focused()

    def test_opens_and_leaves_a_menu(self, visit: Visit) -> None:
        with visit.as_("owner") as watched:
            page = watched.open("/store/dashboard")

            tab_to(page, ".user > summary")
            page.keyboard.press("Enter")
            page.keyboard.press("ArrowDown")
            assert focused(page) == "English"
            assert not watched.check()
            page.keyboard.press("Escape")

            expect(page.locator(".user > summary")).to_be_focused()
            expect(page.locator(".user > .menu-box")).to_be_hidden()

    def test_chooses_a_period(self, visit: Visit) -> None:
        with visit.as_("owner") as watched:
            page = watched.open("/store/dashboard")

            tab_to(page, ".period a[href*='period=7d']")
            page.keyboard.press("Enter")

            page.wait_for_url("**period=7d**")
            expect(page.locator(".period [aria-current]").first).to_have_text("7 days")

    def test_goes_to_the_search_by_a_slash(self, visit: Visit) -> None:
        with visit.as_("owner") as watched:
            page = watched.open("/store/orders")

            page.keyboard.press("/")

            expect(page.locator("[data-search]")).to_be_focused()


class TestWithoutScript:
    def test_signs_in_and_reads(self, visit: Visit) -> None:
        with visit.as_(None, java_script_enabled=False) as watched:
            page = watched.page
            visit.sign_in(page, "owner")
            page.locator("noscript a[href*='all=1'], a[href*='all=1']").first.click()
            page.wait_for_url("**all=1**")
            assert len(numbers(page, "orders")) > 1
            expect(page.locator(".hero svg").first).to_be_visible()

            page.locator(".side a[href$='/store/orders']").click()

            expect(page.locator("#list tbody tr").first).to_be_visible()
