"""Whom an address stands for."""

from __future__ import annotations

import ipaddress

_NETWORK_BITS = 64


def household(address: str) -> str:
    """The address, or for IPv6 its network: one household has 2^64 addresses."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv4Address):
        return str(parsed)
    if parsed.ipv4_mapped is not None:
        return str(parsed.ipv4_mapped)
    return str(ipaddress.ip_network((parsed, _NETWORK_BITS), strict=False))
