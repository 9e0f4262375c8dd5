"""Menu entries that modules contribute to the navigation of a frontend."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class MenuEntry:
    """One link in the side navigation of a frontend.

    `text` is a locale key, `path` starts at the frontend (`/store/orders`), `permission` hides the
    entry from those without it, `order` sorts ascending (then by module code).
    """

    frontend: str
    text: str
    path: str
    icon: str
    permission: str
    order: int = 100
