"""Which ways a parcel may take from one store, and what they cost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from app.kernel.i18n.languages import FALLBACKS
from app.modules.contracts.shipping import Parcel, PickUpPoint, ShippingKind, ShippingOffer
from app.modules.shipping.models import ShippingMethod, ShippingRate, ShippingZone
from app.modules.shipping.repositories.offer_rows import OfferRows
from app.modules.shipping.services.carriers import KNOWN, tracking_address
from app.modules.shipping.services.places import Address, Place, Zone, zone_of
from app.modules.shipping.services.prices import Basis, Step, Tariff, price_of

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
        """See the contract; two statements, three for a store that has said nothing."""
        rows = OfferRows(db, store_id)
        address = Address(parcel.country, parcel.region, parcel.postal_code)
        zones = rows.zones()
        zone = zone_of((_zone(row) for row in zones), address)
        found = rows.rates(zone.zone_id if zone else None, parcel.currency)
        if not zones and not found and not rows.has_methods():
            return [_of_new_store(parcel, locale)]
        offers: dict[str, ShippingOffer] = {}
        for method, rate in found:
            offer = _offer(method, rate, parcel, locale)
            # A price for the zone comes before that for everywhere.
            if offer is not None and method.code not in offers:
                offers[method.code] = offer
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


def _zone(row: ShippingZone) -> Zone:
    places = [
        Place(
            place["country"],
            tuple(place.get("regions", ())),
            tuple(place.get("postal_codes", ())),
        )
        for place in row.places
    ]
    return Zone(row.id, places)


def _offer(
    method: ShippingMethod, rate: ShippingRate, parcel: Parcel, locale: str
) -> ShippingOffer | None:
    price_minor = price_of(
        _tariff(method, rate), goods_minor=parcel.goods_minor, weight_grams=parcel.weight_grams
    )
    if price_minor is None:
        return None
    return ShippingOffer(
        code=method.code,
        name=said_in(method.names, locale) or method.code,
        kind=ShippingKind(method.kind),
        price_minor=price_minor,
        currency=rate.currency,
        free_from_minor=rate.free_from_minor,
        days_min=method.days_min,
        days_max=method.days_max,
        description=said_in(method.descriptions, locale),
        carrier=method.carrier or None,
        pick_up=_point(method),
    )


def said_in(texts: Mapping[str, str], locale: str) -> str | None:
    """The text in the language or the next of its chain, else in any; None without one."""
    for language in FALLBACKS.get(locale, ()):
        if language in texts:
            return texts[language]
    return next(iter(texts.values()), None)


def _tariff(method: ShippingMethod, rate: ShippingRate) -> Tariff:
    return Tariff(
        Basis(rate.basis),
        rate.price_minor,
        [Step(from_amount, price_minor) for from_amount, price_minor in rate.steps],
        rate.free_from_minor,
        rate.min_goods_minor,
        rate.max_goods_minor,
        method.min_weight_grams,
        method.max_weight_grams,
    )


def _point(method: ShippingMethod) -> PickUpPoint | None:
    if method.pick_up_address is None:
        return None
    return PickUpPoint(**method.pick_up_address, opening_hours=method.opening_hours)


shipping_quoter = StoreShippingQuoter()
