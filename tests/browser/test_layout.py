"""Laying out the dashboard by pointer, keyboard and plain forms; what fails moves nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.driving import Stoa, Visit
from tests.browser.live_stoa import FRAGILE

BOARD = "/store/dashboard/customise"
PLACES = """() => Object.fromEntries([
  ...document.querySelectorAll('.card[id], .hero, .group, .panel')]
  .map((node, at) => { const {x, y, width, height} = node.getBoundingClientRect();
    return [node.id || at, [x, y + scrollY, width, height].map(Math.round).join(' ')]; }))"""


def names(page: Page, part: str) -> list[str]:
    """Ids of the cards in one list of the board."""
    found = page.locator(f"section[aria-labelledby='list-{part}'] .place")
    return [str(place.get_attribute("id")).removeprefix("place-") for place in found.all()]


@pytest.fixture(autouse=True)
def as_before(visit: Visit) -> Iterator[None]:
    """The default again, whatever a test did."""
    yield
    with visit.as_("owner") as watched:
        page = watched.open(BOARD)
        if page.locator("#board-reset[aria-disabled]").count() == 0:
            page.locator("#board-reset").click()
        expect(page.locator("#board-reset")).to_have_attribute("aria-disabled", "true")


class TestByKeyboard:
    def test_moves_pins_and_brings_back_without_losing_the_focus(self, visit: Visit) -> None:
        with visit.as_("owner") as watched:
            page = watched.open(BOARD)

            page.locator("#down-catalog-products").focus()
            page.keyboard.press("Enter")
            expect(page.locator("#board-said")).to_contain_text("place 2 of 5")
            expect(page.locator("#down-catalog-products")).to_be_focused()
            page.locator("#pin-orders-total").focus()
            page.keyboard.press("Space")
            expect(page.locator("#board-said")).to_contain_text("is on top")
            expect(page.locator("#pin-orders-total")).to_be_focused()
            page.locator("#hide-cms-pages").focus()
            page.keyboard.press("Enter")
            expect(page.locator("#board-said")).to_contain_text("is hidden")

            assert names(page, "catalog")[:2] == ["catalog-active-products", "catalog-products"]
            assert names(page, "pinned") == ["orders-total"]
            assert names(page, "hidden") == ["cms-pages"]
            assert not watched.check()
            page = watched.open("/store/dashboard")
            expect(page.locator("#section-pinned #card-orders-total .value")).to_be_visible()
            expect(page.locator("#card-cms-pages")).to_have_count(0)
            assert not watched.check()


class TestByPointer:
    def test_drags_a_card_within_its_section(self, visit: Visit) -> None:
        with visit.as_("owner") as watched:
            page = watched.open(BOARD)
            grip = page.locator("#place-catalog-variants [data-grip]")
            grip.scroll_into_view_if_needed()
            box, to = grip.bounding_box(), page.locator("#place-catalog-products").bounding_box()
            assert box is not None
            assert to is not None

            page.mouse.move(box["x"] + 8, box["y"] + 8)
            page.mouse.down()
            page.mouse.move(box["x"] + 8, to["y"] + 4, steps=6)
            page.mouse.up()

            expect(page.locator("#board-said")).to_contain_text("place 1 of 5")
            assert names(page, "catalog")[0] == "catalog-variants"
            assert not watched.check()


class TestWithoutScript:
    def test_the_same_buttons_do_the_same(self, visit: Visit) -> None:
        with visit.as_("owner", java_script_enabled=False) as watched:
            page = watched.page
            page.goto(f"{watched.stoa.url}{BOARD}?period=7d")

            page.locator("#pin-orders-total").click()
            page.wait_for_url(re.compile("#place-orders-total"))
            page.locator("#up-customers").click()

            assert names(page, "pinned") == ["orders-total"]
            assert "period=7d" in page.url
            expect(page.locator(".grip").first).to_be_hidden()
            page.goto(f"{watched.stoa.url}/store/dashboard?all=1")
            expect(page.locator("#section-pinned #card-orders-total .value")).to_be_visible()


SIZES = pytest.mark.parametrize(("width", "locale"), [(1280, "en"), (360, "fr"), (360, "de")])
BEFORE = "/store/dashboard?date_from=2026-01-01&date_to=2026-02-10"
# For a period that nobody has looked at no last good numbers are known.
NEVER_ASKED = {
    locale: f"/store/dashboard?date_from=2026-01-02&date_to=2026-02-1{day}"
    for day, locale in enumerate(("en", "fr", "de"))
}
FRAGILE_STATES = f"""() => [...new Set([...document.querySelectorAll('#section-{FRAGILE} .card')]
  .map((card) => card.dataset.state))].join()"""


class TestFailure:
    """A number that is old or unavailable keeps its place: nothing else moves by a pixel."""

    @SIZES
    def test_moves_nothing(self, visit: Visit, stoa: Stoa, width: int, locale: str) -> None:
        with visit.as_("owner", width=width) as watched:
            visit.speak(watched.page.context, locale)
            whole = watched.open(BEFORE).evaluate(PLACES)
            with stoa.broken():
                page = watched.open(NEVER_ASKED[locale])
                broken = page.evaluate(PLACES)
                assert page.evaluate(FRAGILE_STATES) == "error"

        assert broken == whole

    @SIZES
    def test_with_old_numbers_moves_nothing(
        self, visit: Visit, stoa: Stoa, width: int, locale: str
    ) -> None:
        with visit.as_("owner", width=width) as watched:
            visit.speak(watched.page.context, locale)
            whole = watched.open(BEFORE).evaluate(PLACES)
            with stoa.broken():
                for _ in range(40):
                    page = watched.open(BEFORE)
                    if page.evaluate(FRAGILE_STATES) == "stale":
                        break
                    page.wait_for_timeout(250)
                assert page.evaluate(FRAGILE_STATES) == "stale"
                old = page.evaluate(PLACES)

        assert old == whole


class TestMetric:
    def test_a_card_leads_to_its_chart_and_back(self, visit: Visit) -> None:
        with visit.as_("owner") as watched:
            page = watched.open("/store/dashboard?period=90d")

            page.locator("[data-card='orders.total'] .card-link").click()
            page.wait_for_url(re.compile(r"metric/orders\.total\?period=90d"))
            page.locator(".steps a", has_text="Week").click()
            page.wait_for_url(re.compile("by=week"))

            expect(page.locator(".metric .plot svg").first).to_be_visible()
            assert 13 <= page.locator(".metric tbody tr").count() <= 14
            page.locator(".plot").focus()
            page.keyboard.press("End")
            expect(page.locator(".tip b")).not_to_be_empty()
            assert not watched.check()
            page.locator(".basis > summary").click()
            assert not watched.check(".basis")
            page.locator(".crumbs a").click()
            page.wait_for_url(re.compile(r"dashboard\?period=90d"))
