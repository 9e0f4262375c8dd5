"""Permissions that modules declare, and which roles hold them from the start."""

from __future__ import annotations

from dataclasses import dataclass

OWNER, MANAGER, STAFF, VIEWER = "owner", "manager", "staff", "viewer"
STORE_ROLES = (OWNER, MANAGER, STAFF, VIEWER)


@dataclass(frozen=True)
class Permission:
    """One thing that a role may do, named `<module>.<act>`; `roles` are the store roles holding it.

    Operators hold every permission on the platforms that they operate, but those
    `for_installation` only when they operate all platforms.
    """

    code: str
    roles: tuple[str, ...] = STORE_ROLES
    for_installation: bool = False
