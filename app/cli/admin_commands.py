"""`stoa admin`: platforms, merchants, stores and the people for them, on an empty installation."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.database import opened_database
from app.cli.english import refusals_in_english

if TYPE_CHECKING:
    from app.modules.tenancy.services.founding import Founding, Habits

admin_app = typer.Typer(help="Make platforms, merchants, stores, and people who may sign in.")
Code = Annotated[str, typer.Argument(help="Small letters, digits and hyphens.")]
Name = Annotated[str, typer.Option(help="What people read.")]
Email = Annotated[str, typer.Argument(help="The person's e-mail address.")]
Zone = Annotated[str, typer.Option(help="IANA time zone; it cuts the days of all figures.")]
Language = Annotated[str, typer.Option(help="en, fr, de or lb.")]
FromInput = Annotated[
    bool, typer.Option("--password-from-input", help="Read the password from standard input.")
]


@admin_app.command("platform")
def make_platform(
    code: Code,
    *,
    name: Name,
    domain: Annotated[str, typer.Option(help="Host name, such as market.example.")],
    time_zone: Zone = "Europe/Luxembourg",
    locale: Language = "en",
) -> None:
    """A branded offering under its own domain."""
    with _founding() as founding:
        founding.platform(code, name, domain, _habits(time_zone, locale))
    typer.echo(f"Made the platform {code}.")


@admin_app.command("merchant")
def make_merchant(code: Code, *, name: Name) -> None:
    """A business that can own stores."""
    with _founding() as founding:
        founding.merchant(code, name)
    typer.echo(f"Made the merchant {code}.")


@admin_app.command("store")
def make_store(
    code: Code,
    *,
    name: Name,
    merchant: Annotated[str, typer.Option(help="Code of the merchant who owns it.")],
    platform: Annotated[list[str], typer.Option(help="Code of a platform it sells on; again.")],
    currency: Annotated[str, typer.Option(help="ISO 4217 code of its prices.")] = "EUR",
    time_zone: Zone = "Europe/Luxembourg",
    locale: Language = "en",
) -> None:
    """A store of a merchant, on one platform or several."""
    with _founding() as founding:
        habits = _habits(time_zone, locale, currency)
        founding.store(code, name, merchant=merchant, platforms=platform, habits=habits)
    typer.echo(f"Made the store {code}.")


@admin_app.command("person")
def make_person(email: Email, *, name: Name, password_from_input: FromInput = False) -> None:
    """Somebody who can sign in; the password is asked for and not shown."""
    if password_from_input:
        password = sys.stdin.readline().rstrip("\n")
    else:
        password = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    with _founding() as founding:
        founding.person(email, name, password)
    typer.echo(f"Made {email}.")


@admin_app.command("member")
def make_member(
    email: Email,
    *,
    store: Annotated[str, typer.Option(help="Code of the store.")],
    role: Annotated[str, typer.Option(help="owner, manager, staff or viewer.")] = "owner",
) -> None:
    """Let somebody work in a store."""
    with _founding() as founding:
        founding.member(email, store, role)
    typer.echo(f"{email} is {role} in {store}.")


@admin_app.command("operator")
def make_operator(
    email: Email,
    *,
    platform: Annotated[
        str | None, typer.Option(help="Code of the platform.", show_default="all platforms")
    ] = None,
) -> None:
    """Let somebody run a platform, or all of them."""
    with _founding() as founding:
        founding.operator(email, platform)
    typer.echo(f"{email} operates {platform or 'all platforms'}.")


@contextmanager
def _founding() -> Iterator[Founding]:
    from app.cli.migrating import migrate_database

    with opened_database() as settings:
        from app.kernel.database.engine import get_database
        from app.modules.tenancy.services.founding import Founding

        migrate_database(settings)
        with refusals_in_english(), get_database().transaction() as db:
            yield Founding(db)


def _habits(time_zone: str, locale: str, currency: str = "EUR") -> Habits:
    from app.modules.tenancy.services.founding import Habits

    return Habits(time_zone, locale, currency)
