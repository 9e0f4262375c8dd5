"""The identities that try every address, each with a browser and a token where it has one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import httpx
from fastapi import FastAPI

from app.kernel.clock import freeze, utc_now
from tests.journeys.routes import Door
from tests.modules.tenancy.identity_app import Browser, Program

OUTSIDERS = {
    "anonymous": None,
    "neighbour": "store",
    "sister": "store",
    "elsewhere": "store",
    "foreign": "admin",
}


@dataclass
class Person:
    """Somebody with the session and token of one frontend, or with neither."""

    app: FastAPI
    browser: Browser
    audience: str | None = None
    token: str | None = None

    def ask(
        self, door: Door, address: str, headers: dict[str, str] | None = None
    ) -> httpx.Response:
        """GET the address as whoever this is, with the credentials of the door's kind."""
        sent = dict(headers or {})
        if door.kind == "api" and self.token is not None:
            sent["Authorization"] = f"Bearer {self.token}"
        return self.browser.get(address, headers=sent)

    def send(self, door: Door, address: str, fields: dict[str, str]) -> httpx.Response:
        """A form to a page, or JSON to the API by the door's method."""
        if door.kind == "pages":
            return self.browser.post(address, **fields)
        headers = {} if self.token is None else {"Authorization": f"Bearer {self.token}"}
        return self.browser.client.request(door.method, address, json=fields, headers=headers)


def person(app: FastAPI, name: str, audience: str | None) -> Person:
    """The person signed in to a frontend in both ways; "anonymous" is not signed in at all."""
    browser = Browser(app)
    if audience is None:
        return Person(app, browser)
    assert browser.sign_in(name).status_code == 303, name
    token = Program(app).sign_in(audience, name)["access_token"]
    return Person(app, browser, audience, token)


def person_of_yesterday(app: FastAPI, name: str, audience: str) -> Person:
    """The same with a session and a token that have run out."""
    with freeze(utc_now() - timedelta(days=60)):
        return person(app, name, audience)
