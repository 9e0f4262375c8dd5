"""What every signed-in page shows round its content: navigation, the switcher, the person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session
from starlette.requests import Request

from app.kernel.templating import text
from app.modules.base import ModuleDefinition
from app.modules.contracts.menus import MenuEntry
from app.modules.core.services.module_switches import ModuleSwitches
from app.modules.tenancy.services import entrance
from app.modules.tenancy.services.user_context import UserContext


@dataclass(frozen=True)
class NavItem:
    """A link of the navigation."""

    label: str
    href: str
    icon: str
    current: bool
    count: str | None = None


@dataclass(frozen=True)
class NavGroup:
    """Links under one heading; the first group has none."""

    label: str | None
    items: list[NavItem]


@dataclass(frozen=True)
class Place:
    """Where the person can switch to: posts `value` as `choice`, or leads to `href`."""

    title: str
    subtitle: str
    initials: str
    action: str = ""
    value: str = ""
    current: bool = False
    href: str | None = None


@dataclass(frozen=True)
class Switcher:
    """Where the person is, and where else he could be."""

    current: Place
    options: list[Place]


def page_frame(request: Request, db: Session, page_title: str) -> dict[str, object]:
    """The context that layouts/app.html needs, for the person and place of the request."""
    user: UserContext = request.state.user
    enabled = ModuleSwitches(db, user.platform_id).enabled()
    prefix = request.state.path_prefix
    return {
        "page_title": page_title,
        "nav": _navigation(request, user, enabled),
        "switcher": _switcher(request, db, user),
        "home_href": f"{prefix}/{user.audience}/dashboard",
    }


def _navigation(
    request: Request, user: UserContext, enabled: Sequence[ModuleDefinition]
) -> list[NavGroup]:
    entries = sorted(
        (
            entry
            for module in enabled
            for entry in module.menus
            if entry.frontend == user.audience and user.may(entry.permission)
        ),
        key=lambda entry: entry.order,
    )
    return [NavGroup(None, [_nav_item(request, entry) for entry in entries])]


def _nav_item(request: Request, entry: MenuEntry) -> NavItem:
    return NavItem(
        label=text(request, entry.text),
        href=request.state.path_prefix + entry.path,
        icon=entry.icon,
        current=request.scope["path"].rstrip("/") == entry.path,
    )


def _switcher(request: Request, db: Session, user: UserContext) -> Switcher:
    prefix = request.state.path_prefix
    choices = entrance.choices(db, user.user_id)
    platforms = [
        Place(
            title=platform.name,
            subtitle=text(request, "core-platform"),
            initials=_initials(platform.name),
            action=f"{prefix}/switch/platform",
            value=platform.code,
            current=user.audience == "admin" and platform.id == user.token_platform_id,
        )
        for platform in choices.platforms
    ]
    stores = [
        Place(
            title=membership.store.name,
            subtitle=text(request, f"core-role-{membership.role}"),
            initials=_initials(membership.store.name),
            action=f"{prefix}/switch/store",
            value=membership.store.code,
            current=user.audience == "store" and membership.store.id == user.token_store_id,
        )
        for membership in choices.memberships
    ]
    here = _everywhere(request, prefix)
    if not user.may("core.view_installation"):
        return Switcher(_here(request), [*platforms, *stores])
    if here.current:
        platforms = [replace(place, current=False) for place in platforms]
    current = here if here.current else _here(request)
    return Switcher(current, [here, *platforms, *stores])


def _everywhere(request: Request, prefix: str) -> Place:
    """All platforms together, for those who operate them all."""
    return Place(
        title=text(request, "core-all-platforms"),
        subtitle=text(request, "core-installation"),
        initials="*",
        href=f"{prefix}/admin/installation",
        current=request.scope["path"].startswith("/admin/installation"),
    )


def _here(request: Request) -> Place:
    platform, store = request.state.platform, request.state.store
    if store is None:
        return Place(platform.name, text(request, "core-platform"), _initials(platform.name))
    details = f"{platform.name} · {store.currency}"
    return Place(store.name, details, _initials(store.name))


def _initials(name: str) -> str:
    words = name.split()
    return "".join(word[0] for word in words[:2]).upper()
