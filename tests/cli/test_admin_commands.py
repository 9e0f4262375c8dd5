"""An empty installation becomes one that can be signed in to, by commands alone."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from app.cli import cli
from app.cli.ending import CommandRefused
from app.kernel.database.engine import Database
from app.modules.tenancy.repositories.store_directory import StoreDirectory
from app.modules.tenancy.services.host_directory import host_directory
from tests.modules.tenancy.identity_app import Program, make_app

PASSWORD = "a password for tests"
STORE = ("store", "b", "--name", "x", "--merchant", "miller", "--platform", "market")


def stoa(*words: str, given: str | None = None) -> str:
    result = CliRunner().invoke(cli, ["admin", *words], input=given)
    if isinstance(result.exception, CommandRefused):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result.output


@pytest.fixture
def founded(committed: Database) -> Database:
    host_directory.forget()
    stoa("platform", "market", "--name", "Market", "--domain", "market.test")
    stoa("merchant", "miller", "--name", "Miller")
    stoa("store", "mill", "--name", "Mill", "--merchant", "miller", "--platform", "market")
    person = ("person", "Ida@Mill.test", "--name", "Ida", "--password-from-input")
    stoa(*person, given=f"{PASSWORD}\n")
    stoa("member", "ida@mill.test", "--store", "mill", "--role", "manager")
    stoa("operator", "ida@mill.test")
    return committed


def test_people_can_sign_in_to_what_was_made(founded: Database) -> None:
    program = Program(make_app())
    person = {"email": "ida@mill.test", "password": PASSWORD}

    signed_in = {
        audience: program.client.post(f"/api/v1/{audience}/auth/sign-in", json=person).json()
        for audience in ("store", "admin")
    }
    me = {
        audience: program.get(f"/api/v1/{audience}/me", pair["access_token"]).json()
        for audience, pair in signed_in.items()
    }

    assert me["store"]["user"]["role"] == "manager"
    assert me["store"]["store"]["code"] == "mill"
    assert me["admin"]["platform"]["code"] == "market"


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("merchant", "Miller!", "--name", "x"), "is no code"),
        (("merchant", "miller", "--name", "x"), "already"),
        (("platform", "two", "--name", "x", "--domain", "market.test"), "another platform"),
        (("platform", "two", "--name", "x", "--domain", "no host"), "no host name"),
        (
            ("store", "b", "--name", "x", "--merchant", "nobody", "--platform", "market"),
            "there are: miller",
        ),
        ((*STORE, "--currency", "XXX"), "no currency"),
        ((*STORE, "--time-zone", "Mars/Base"), "no time zone"),
        (("member", "ida@mill.test", "--store", "mill", "--role", "king"), "none of the roles"),
        (("member", "ulf@mill.test", "--store", "mill"), "stoa admin person"),
        (("operator", "ida@mill.test", "--platform", "none"), "there are: market"),
    ],
)
def test_what_cannot_be_is_refused_with_a_reason(
    founded: Database, words: tuple[str, ...], reason: str
) -> None:
    with pytest.raises(CommandRefused, match=reason):
        stoa(*words)


def test_a_platform_named_twice_is_one(founded: Database) -> None:
    stoa(*STORE, "--platform", "market")

    with founded.transaction() as db:
        assert StoreDirectory(db).store_codes() == ["b", "mill"]


def test_a_refusal_leaves_nothing(founded: Database) -> None:
    with pytest.raises(CommandRefused):
        stoa("store", "b", "--name", "x", "--merchant", "miller", "--platform", "nowhere")

    with founded.transaction() as db:
        assert StoreDirectory(db).store_codes() == ["mill"]


def test_a_short_password_is_refused(founded: Database) -> None:
    with pytest.raises(CommandRefused, match="8"):
        stoa("person", "ulf@mill.test", "--name", "Ulf", "--password-from-input", given="short\n")
