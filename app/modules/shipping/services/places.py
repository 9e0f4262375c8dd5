"""Which of a store's zones an address lies in: the most precise one; reads no table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.modules.contracts.postal_rules import bare_code

EVERYWHERE = "*"


@dataclass(frozen=True)
class Place:
    """Part of a zone: a country, or its regions, or a span of its postal codes.

    `country` is ISO 3166-1 or "*" for all others. `regions` are ISO 3166-2, with or without the
    country. Postal codes are single ones ("1234"), beginnings ("97*") or spans, both ends included
    ("1000-1999"). Regions and codes together narrow each other.
    """

    country: str
    regions: tuple[str, ...] = ()
    postal_codes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Zone:
    """A part of the world with prices of its own."""

    zone_id: int
    places: Sequence[Place]


@dataclass(frozen=True)
class Address:
    """Where a parcel goes."""

    country: str
    region: str | None = None
    postal_code: str | None = None


def zone_of(zones: Iterable[Zone], address: Address) -> Zone | None:
    """The zone with the most precise place: postal codes, then region, country, everywhere.

    Among equal ones the first wins; None when no zone has the address.
    """
    best, precision = None, 0
    for zone in zones:
        for place in zone.places:
            found = _precision(place, address)
            if found > precision:
                best, precision = zone, found
    return best


def _precision(place: Place, address: Address) -> int:
    """0 for a place that the address is not in; the more precise, the higher."""
    if place.country == EVERYWHERE:
        return 1
    if place.country != address.country:
        return 0
    if place.regions and not _has_region(place, address):
        return 0
    if place.postal_codes and not _has_code(place, address):
        return 0
    return 2 + bool(place.regions) + 2 * bool(place.postal_codes)


def _has_region(place: Place, address: Address) -> bool:
    wanted = (address.region or "").upper().removeprefix(f"{place.country}-")
    return any(
        region.upper().removeprefix(f"{place.country}-") == wanted for region in place.regions
    )


def _has_code(place: Place, address: Address) -> bool:
    if not address.postal_code:
        return False
    code = bare_code(address.country, address.postal_code)
    return any(_is_within(code, pattern, place.country) for pattern in place.postal_codes)


def _is_within(code: str, pattern: str, country: str) -> bool:
    first, dash, last = _ends(pattern)
    if dash:
        low, high = bare_code(country, first), bare_code(country, last)
        # Compared as far as the ends are written: 10-19 holds 1234 and 1999.
        return len(code) >= len(low) and low <= code[: len(low)] and code[: len(high)] <= high
    if pattern.endswith("*"):
        return code.startswith(bare_code(country, pattern[:-1]))
    return code == bare_code(country, pattern)


def _ends(pattern: str) -> tuple[str, str, str]:
    """The two ends of a span; a hyphen inside a single code ("1000-001") makes none."""
    for separator in ("..", " - ", "-"):
        first, found, last = pattern.partition(separator)
        if found and first.strip() and last.strip() and len(first.strip()) == len(last.strip()):
            return first, found, last
    return pattern, "", ""
