"""Carriers that everybody knows, and where they show a parcel's way.

`{number}` stands for the number, encoded. The addresses are those the carriers published in 2026.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

NUMBER = "{number}"


@dataclass(frozen=True)
class Carrier:
    """Who brings parcels; `tracking_url` holds `{number}`, "" where parcels cannot be followed."""

    code: str
    name: str
    tracking_url: str


_KNOWN = (
    Carrier("bpost", "bpost", "https://track.bpost.cloud/btr/web/#/search?itemCode={number}"),
    Carrier(
        "colissimo", "Colissimo", "https://www.laposte.fr/outils/suivre-vos-envois?code={number}"
    ),
    Carrier(
        "dhl",
        "DHL",
        "https://www.dhl.com/global-en/home/tracking/tracking-parcel.html?submit=1&tracking-id={number}",
    ),
    Carrier("dpd", "DPD", "https://tracking.dpd.de/status/en_US/parcel/{number}"),
    Carrier("fedex", "FedEx", "https://www.fedex.com/fedextrack/?trknbr={number}"),
    Carrier("gls", "GLS", "https://gls-group.eu/EU/en/parcel-tracking?match={number}"),
    Carrier(
        "la_poste", "La Poste", "https://www.laposte.fr/outils/suivre-vos-envois?code={number}"
    ),
    Carrier(
        "post_luxembourg",
        "POST Luxembourg",
        "https://www.post.lu/en/particuliers/colis-courrier/track-and-trace#/search/{number}",
    ),
    Carrier("postnl", "PostNL", "https://postnl.nl/tracktrace/?B={number}"),
    Carrier(
        "royal_mail",
        "Royal Mail",
        "https://www.royalmail.com/track-your-item#/tracking-results/{number}",
    ),
    Carrier("ups", "UPS", "https://www.ups.com/track?tracknum={number}"),
)
KNOWN: Mapping[str, Carrier] = {carrier.code: carrier for carrier in _KNOWN}


def tracking_address(tracking_url: str, number: str) -> str | None:
    """Where this number is shown, None without an address."""
    if not tracking_url:
        return None
    return tracking_url.replace(NUMBER, quote(number, safe=""))
