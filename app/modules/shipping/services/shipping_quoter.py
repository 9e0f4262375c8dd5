"""Which ways a parcel may take from one store, and what they cost."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from app.modules.contracts.shipping import Parcel, ShippingKind, ShippingOffer
from app.modules.core.services.setup_memory import SetupMemory
from app.modules.shipping.repositories.offer_rows import OfferRows
from app.modules.shipping.services.carriers import KNOWN, tracking_address
from app.modules.shipping.services.places import Address, zone_of
from app.modules.shipping.services.store_shipping import read_shipping, said_in

FIRST_WAY = {
    "en": "Standard delivery",
    "fr": "Livraison standard",
    "de": "Standardversand",
    "lb": "Standardliwwerung",
}


class StoreShippingQuoter:
    """Shipping's side of `ShippingQuoter`.

    A store that has said nothing yet delivers to everywhere for nothing, so that it can sell at
    once; from its first zone or way on it delivers where it says, and nowhere else.
    """

    def offers(
        self, db: Session, store_id: int, parcel: Parcel, *, locale: str
    ) -> Sequence[ShippingOffer]:
        """See the contract."""
        shipping = _shipping.of(db, store_id)
        if shipping.is_new:
            return [_of_new_store(parcel, locale)]
        zone = zone_of(shipping.zones, Address(parcel.country, parcel.region, parcel.postal_code))
        here = {None, zone.zone_id if zone else None}
        offers: dict[str, ShippingOffer] = {}
        for way in shipping.ways:
            # A price for the zone comes before that for everywhere.
            if way.zone_id in here and way.currency == parcel.currency and way.code not in offers:
                offer = way.offer(parcel, locale)
                if offer is not None:
                    offers[way.code] = offer
        return list(offers.values())

    def tracking_url(self, db: Session, store_id: int, carrier: str, number: str) -> str | None:
        """See the contract; the store's own carriers go before those that everybody knows."""
        own = OfferRows(db, store_id).carrier(carrier)
        if own is not None:
            return tracking_address(own.tracking_url, number)
        known = KNOWN.get(carrier)
        return tracking_address(known.tracking_url, number) if known else None


def _of_new_store(parcel: Parcel, locale: str) -> ShippingOffer:
    name = said_in(FIRST_WAY, locale) or ""
    return ShippingOffer("standard", name, ShippingKind.DELIVERY, 0, parcel.currency)


_shipping = SetupMemory(read_shipping)
shipping_quoter = StoreShippingQuoter()
