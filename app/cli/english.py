"""What the application refuses, as the English message of a command."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from app.cli.ending import CommandRefused

if TYPE_CHECKING:
    from app.kernel.i18n.catalog import Catalog


@contextmanager
def refusals_in_english() -> Iterator[None]:
    """What a module refuses becomes the message of the command."""
    from app.kernel.errors import StoaError

    try:
        yield
    except StoaError as refusal:
        sentence = all_texts().text("en", refusal.message_key, **refusal.params)
        raise CommandRefused(sentence) from refusal


def all_texts() -> Catalog:
    """The texts of kernel and modules."""
    from app.kernel.i18n.catalog import KERNEL_LOCALE_FOLDERS, Catalog
    from app.modules.registry import module_folder, registry

    folders = [module_folder(module, "locales") for module in registry()]
    return Catalog([*KERNEL_LOCALE_FOLDERS, *(found for found in folders if found)])
