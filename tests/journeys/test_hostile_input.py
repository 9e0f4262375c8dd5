"""Every address answers to rubbish with a refusal, never with a failure of its own."""

from __future__ import annotations

import json
import re

import pytest
from fastapi import FastAPI

from tests.journeys.people import Person, person
from tests.journeys.routes import Door, doors
from tests.journeys.world import World

pytestmark = pytest.mark.no_cover

RUBBISH = ("%00", "a%FF%FE", "9" * 30, "x" * 3000)
PARAMETERS = ("view", "q", "sort", "page", "period", "compare", "date_from", "only", "all", "next")
BODIES = ("", "{}", "[]", "null", '"x"', "{", '{"email": 5}', "[" * 500, '{"a": "\\ud800"}', "\x00")
KNOWN = {"key": "orders.total"}
FIELDS = ("email", "password", "store_code", "platform_code", "choice", "next", "locale", "theme")
FORM_TEXTS = ("\x00", "a\x00b", "\ud7ff", "x" * 1000, "🧵", "null:null", ":", "//evil.example", "'")


def trouble(who: Person, app: FastAPI) -> list[str]:
    """Addresses that failed, for one person."""
    wrong = []
    for door in doors(app):
        if door.method != "GET":
            continue
        for rubbish in RUBBISH:
            for path in paths(door, rubbish):
                answer = who.ask(door, path)
                if answer.status_code >= 500:
                    wrong.append(f"{path[:80]}: {answer.status_code}")
    return wrong


def paths(door: Door, rubbish: str) -> list[str]:
    if "{" in door.path:
        inner = re.sub(r"\{\w+\}", rubbish, door.path)
        known = re.sub(r"\{(\w+)\}", lambda name: KNOWN.get(name[1], "orders"), door.path)
        return [inner, *(f"{known}?{name}={rubbish}" for name in PARAMETERS)]
    if door.path.endswith(("dashboard", "stats", "/sign-in")):
        return [f"{door.path}?{name}={rubbish}" for name in PARAMETERS]
    return [f"{door.path}?q={rubbish}"]


@pytest.mark.slow
class TestHostileInput:
    @pytest.mark.parametrize(("name", "audience"), [("target", "store"), ("operator", "admin")])
    def test_addresses(self, app: FastAPI, world: World, name: str, audience: str) -> None:
        assert world.target
        assert trouble(person(app, name, audience), app) == []

    def test_forms(self, app: FastAPI, world: World) -> None:
        assert world.target
        who, wrong = person(app, "operator", "admin"), []
        for door in doors(app):
            if door.method != "POST" or door.kind != "pages" or door.path.endswith("sign-out"):
                continue
            for sent in FORM_TEXTS:
                path = door.path.replace("{code}", "orders")
                answer = who.browser.post(path, **dict.fromkeys(FIELDS, sent))
                if answer.status_code >= 500:
                    wrong.append(f"{path} {sent[:20]!r}: {answer.status_code}")
        for rubbish in RUBBISH:
            answer = who.browser.post(f"/admin/modules/{rubbish}", is_enabled="maybe")
            if answer.status_code >= 500:
                wrong.append(f"/admin/modules/{rubbish[:20]}: {answer.status_code}")
        assert wrong == []

    def test_bodies(self, app: FastAPI, world: World) -> None:
        assert world.target
        who, wrong = person(app, "target", "store"), []
        texts = [json.dumps(dict.fromkeys(FIELDS[:4], sent)) for sent in FORM_TEXTS]
        sign_ins = [json.dumps({"email": "a\x00@b.c", "password": "\x00", "store_code": "\x00"})]
        refresh = [json.dumps({"refresh_token": "\x00" * 30})]
        for door in doors(app):
            if door.method != "POST" or door.kind != "api" or door.path.endswith("sign-out"):
                continue
            switches = [json.dumps({f: t}) for f in FIELDS[2:4] for t in FORM_TEXTS]
            for body in (*BODIES, *texts, *sign_ins, *refresh, *switches):
                answer = who.browser.client.post(
                    door.path,
                    content=body.encode(errors="surrogatepass"),
                    headers={
                        "Content-Type": "application/json",
                        "Authorization": f"Bearer {who.token}",
                    },
                )
                if answer.status_code >= 500:
                    wrong.append(f"{door.path} {body[:40]!r}: {answer.status_code}")
        assert wrong == []

    def test_headers_and_hosts(self, app: FastAPI, world: World) -> None:
        assert world.target
        who = person(app, "target", "store")
        for name in (
            "Accept-Language",
            "Cookie",
            "Authorization",
            "Host",
            "X-Request-Id",
            "Origin",
        ):
            for value in ("\x7f", "é".encode().decode("latin-1"), "x" * 5000, ",;=,;=", "%00"):
                for path in ("/store/dashboard", "/api/v1/store/me", "/sign-in"):
                    headers = {name.encode(): value.encode("latin-1")}
                    answer = who.browser.client.get(path, headers=headers)
                    assert answer.status_code < 500, (name, value[:20], path)
