"""What a store has said about its shipping, as plain values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.kernel.i18n.languages import FALLBACKS
from app.modules.contracts.shipping import Parcel, PickUpPoint, ShippingKind, ShippingOffer
from app.modules.shipping.models import ShippingMethod, ShippingRate, ShippingZone
from app.modules.shipping.repositories.offer_rows import OfferRows
from app.modules.shipping.services.places import Place, Zone
from app.modules.shipping.services.prices import Basis, Step, Tariff, price_of


@dataclass(frozen=True)
class Way:
    """A way of delivery at one of its prices: in a zone, None for everywhere, and a currency."""

    code: str
    kind: ShippingKind
    names: Mapping[str, str]
    descriptions: Mapping[str, str]
    days_min: int | None
    days_max: int | None
    carrier: str | None
    pick_up: PickUpPoint | None
    zone_id: int | None
    currency: str
    tariff: Tariff

    def offer(self, parcel: Parcel, locale: str) -> ShippingOffer | None:
        """What it costs for a parcel in its zone and currency; None outside its limits."""
        price_minor = price_of(
            self.tariff, goods_minor=parcel.goods_minor, weight_grams=parcel.weight_grams
        )
        if price_minor is None:
            return None
        return ShippingOffer(
            code=self.code,
            name=said_in(self.names, locale) or self.code,
            kind=self.kind,
            price_minor=price_minor,
            currency=self.currency,
            free_from_minor=self.tariff.free_from_minor,
            days_min=self.days_min,
            days_max=self.days_max,
            description=said_in(self.descriptions, locale),
            carrier=self.carrier,
            pick_up=self.pick_up,
        )


@dataclass(frozen=True)
class StoreShipping:
    """Zones, the first of equal ones first, and ways that are offered, in the store's order.

    `is_new` while the store has named neither a zone nor a way, active or not.
    """

    zones: Sequence[Zone]
    ways: Sequence[Way]
    is_new: bool


def read_shipping(db: Session, store_id: int) -> StoreShipping:
    """All of it, in three statements; the caller is in the store's scope."""
    rows = OfferRows(db, store_id)
    zones = [_zone(row) for row in rows.zones()]
    ways = [_way(method, rate) for method, rate in rows.rates()]
    return StoreShipping(zones, ways, is_new=not zones and not rows.has_methods())


def said_in(texts: Mapping[str, str], locale: str) -> str | None:
    """The text in the language or the next of its chain, else in any; None without one."""
    for language in FALLBACKS.get(locale, ()):
        if language in texts:
            return texts[language]
    return next(iter(texts.values()), None)


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


def _way(method: ShippingMethod, rate: ShippingRate) -> Way:
    return Way(
        code=method.code,
        kind=ShippingKind(method.kind),
        names=method.names,
        descriptions=method.descriptions,
        days_min=method.days_min,
        days_max=method.days_max,
        carrier=method.carrier or None,
        pick_up=_point(method),
        zone_id=rate.zone_id,
        currency=rate.currency,
        tariff=_tariff(method, rate),
    )


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
