"""`stoa module`: which modules a platform has on, and switching them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.database import opened_database
from app.cli.ending import CommandRefused

if TYPE_CHECKING:
    from app.modules.core.services.module_switches import ModuleSwitches

module_app = typer.Typer(help="Which modules a platform has on, and switching them.")
PlatformCode = Annotated[str, typer.Option("--platform", help="The platform's code.")]
ModuleCode = Annotated[str, typer.Argument(help="The module's code.")]
WithOthers = Annotated[
    bool, typer.Option("--with-others", help="Let modules that hang together with it follow.")
]


@module_app.command("list")
def list_modules(platform: PlatformCode) -> None:
    """Show every installed module and whether it is on for the platform."""
    from rich.console import Console
    from rich.table import Table

    with _switches(platform) as switches:
        table = Table("Module", "State", "Needs", "Needed by")
        for state in switches.states():
            word = "always on" if state.module.is_core else "on" if state.is_enabled else "off"
            table.add_row(
                state.module.code,
                word,
                ", ".join(module.code for module in state.requirements),
                ", ".join(module.code for module in state.dependants),
            )
        Console().print(table)


@module_app.command("enable")
def enable(module: ModuleCode, platform: PlatformCode, with_others: WithOthers = False) -> None:
    """Switch a module on for the platform; it takes effect with the next request everywhere."""
    from app.modules.core.services.module_switches import Actor

    with _switches(platform) as switches:
        changed = switches.enable(module, Actor("command line"), with_requirements=with_others)
        typer.echo(_outcome("on", [other.code for other in changed], module))


@module_app.command("disable")
def disable(module: ModuleCode, platform: PlatformCode, with_others: WithOthers = False) -> None:
    """Switch a module off for the platform; its data stays."""
    from app.modules.core.services.module_switches import Actor

    with _switches(platform) as switches:
        changed = switches.disable(module, Actor("command line"), with_dependants=with_others)
        typer.echo(_outcome("off", [other.code for other in changed], module))


def _outcome(state: str, changed: list[str], asked: str) -> str:
    return f"{state}: {', '.join(changed)}" if changed else f"{asked} was {state} already"


@contextmanager
def _switches(platform_code: str) -> Iterator[ModuleSwitches]:
    from app.kernel.database.engine import get_database
    from app.kernel.errors import Conflict, NotFound
    from app.modules.core.services.module_switches import ModuleSwitches
    from app.modules.tenancy.repositories.store_directory import StoreDirectory

    with opened_database():
        get_database.cache_clear()
        with get_database().transaction() as db:
            codes = StoreDirectory(db).platform_codes()
            if platform_code not in codes:
                known = ", ".join(sorted(codes)) or "none yet"
                raise CommandRefused(f"No platform {platform_code!r}. There are: {known}.")
            try:
                yield ModuleSwitches(db, codes[platform_code])
            except (Conflict, NotFound) as refusal:
                raise CommandRefused(_sentence(refusal.code, refusal.params)) from None


def _sentence(code: str, params: dict[str, object]) -> str:
    """The refusal in English, from the same texts that the pages use."""
    from app.kernel.i18n.catalog import Catalog
    from app.modules.registry import module_folder, registry

    folders = [module_folder(module, "locales") for module in registry() if module.is_core]
    text_id = code.replace(".", "-").replace("_", "-")
    hint = " Add --with-others to let them follow." if "others" in params else ""
    return Catalog([folder for folder in folders if folder]).text("en", text_id, **params) + hint
