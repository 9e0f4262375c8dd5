"""The plain values that a request carries instead of rows: its platform and its store."""

from __future__ import annotations

from dataclasses import dataclass

# Stands for all stores together where figures of platforms are asked for.
INSTALLATION = 0


@dataclass(frozen=True, slots=True)
class PlatformInfo:
    """A platform as requests know it; `domain` is its host name without a port."""

    id: int
    code: str
    name: str
    time_zone: str
    locale: str
    accent: str
    domain: str


@dataclass(frozen=True, slots=True)
class StoreInfo:
    """A store as requests know it; `platform_ids` are its active links, the oldest first."""

    id: int
    code: str
    name: str
    currency: str
    time_zone: str
    locale: str
    platform_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class HostMatch:
    """What a host name stands for: a platform, a store on it, or a store by its own domain.

    With a store's own domain the platform is only supposed (its first active one, or None): the
    address does not say through which platform the visitor came.
    """

    platform: PlatformInfo | None
    store: StoreInfo | None
    is_platform_supposed: bool = False
