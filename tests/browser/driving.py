"""How tests drive the browser: people who sign in once, pages that are watched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

AXE = (Path(__file__).parent / "lib" / "axe.min.js").read_text("utf-8")
AXE_RUN = """(within) => axe.run(within ?? document, {runOnly: {type: 'tag', values: [
  'wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']},
  resultTypes: ['violations']}).then(({violations}) => violations.map((rule) =>
    rule.id + ' ' + rule.nodes.slice(0, 3).map((node) => node.target.join(' ')).join(' | ')))"""
TELL_CSP = """document.addEventListener('securitypolicyviolation',
  (event) => console.error('CSP ' + event.violatedDirective + ' ' + event.blockedURI));"""
ALL_ARRIVED = "() => !document.querySelector('[hx-trigger=load]')"
SIDEWAYS = "() => document.scrollingElement.scrollWidth - innerWidth"
TIMEOUT_MS = 15_000


@dataclass(frozen=True)
class Stoa:
    """A served application; while the file `flag` exists, one module's numbers fail."""

    url: str
    flag: Path

    @property
    def port(self) -> str:
        return self.url.rpartition(":")[2]

    @contextmanager
    def broken(self) -> Iterator[None]:
        self.flag.touch()
        try:
            yield
        finally:
            self.flag.unlink()


@dataclass
class Watched:
    """A page of the browser, and all that must not happen on it."""

    page: Page
    stoa: Stoa
    faults: list[str] = field(default_factory=list)
    expected_status: int = 200

    def __post_init__(self) -> None:
        self.page.set_default_timeout(TIMEOUT_MS)
        self.page.add_init_script(TELL_CSP)
        self.page.on("console", self._on_console)
        self.page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        self.page.on("request", self._on_request)

    def open(self, path: str, *, expect: int = 200) -> Page:
        """Goes to the address and waits until every part has arrived."""
        self.expected_status = expect
        answer = self.page.goto(f"{self.stoa.url}{path}")
        assert answer is not None
        if answer.status != expect:
            self.faults.append(f"status {answer.status}")
        self.page.wait_for_function(ALL_ARRIVED)
        return self.page

    def check(self, within: str | None = None) -> list[str]:
        """Everything wrong with the page that is open, and forgets it.

        `within` names an open menu: what it covers for the moment is nobody's target.
        """
        self.page.evaluate(AXE)
        self.faults += [f"axe: {found}" for found in self.page.evaluate(AXE_RUN, within)]
        if (over := self.page.evaluate(SIDEWAYS)) > 0:
            self.faults.append(f"scrolls sideways by {over} px")
        found, self.faults = self.faults, []
        return found

    def _on_console(self, message: Any) -> None:
        is_own_status = f"status of {self.expected_status}" in message.text
        if message.type in {"error", "warning"} and not is_own_status:
            self.faults.append(f"console: {message.text}")

    def _on_request(self, request: Any) -> None:
        if not request.url.startswith((self.stoa.url, "data:")):
            self.faults.append(f"third party: {request.url}")


class Visit:
    """Signs people in and opens pages for them."""

    def __init__(self, stoa: Stoa, browser: Browser, emails: dict[str, str], password: str) -> None:
        self.stoa = stoa
        self._browser = browser
        self._emails = emails
        self._password = password
        self._states: dict[str, Any] = {}

    @contextmanager
    def as_(
        self, person: str | None, *, width: int = 1280, theme: str = "light", **options: Any
    ) -> Iterator[Watched]:
        """A window of the person's own; None is somebody who has not signed in."""
        context = self._browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if theme == "dark" else "light",
            reduced_motion="reduce",
            locale="en-GB",
            storage_state=self._state(person) if person else None,
            **options,
        )
        try:
            yield Watched(context.new_page(), self.stoa)
        finally:
            context.close()

    def speak(self, context: BrowserContext, locale: str) -> None:
        """Chooses the language as the menu's button would."""
        context.add_cookies([{"name": "stoa_locale", "value": locale, "url": self.stoa.url}])

    def sign_in(self, page: Page, person: str) -> None:
        """Through the form, as people do."""
        page.goto(f"{self.stoa.url}/sign-in")
        page.fill("input[name=email]", self._emails[person])
        page.fill("input[name=password]", self._password)
        page.click("main button[type=submit]")
        page.wait_for_url(re.compile("dashboard"))

    def _state(self, person: str) -> Any:
        if person not in self._states:
            context = self._browser.new_context(locale="en-GB")
            page = context.new_page()
            self.sign_in(page, person)
            if person == "operator":
                self._look_where_all_is_on(page)
            self._states[person] = context.storage_state()
            context.close()
        return self._states[person]

    def _look_where_all_is_on(self, page: Page) -> None:
        """The bigger platform has every module on."""
        page.goto(f"{self.stoa.url}/admin/platforms")
        form = page.locator("article", has_text="Lëtz Market").locator("form")
        if form.count():
            form.locator("button").click()
            page.wait_for_load_state()
