"""Shipping as other modules see it: which ways a parcel may take, and what they cost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from app.modules.contracts.capabilities import Capability

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


class ShippingKind(StrEnum):
    """How goods reach the customer."""

    DELIVERY = "delivery"
    PICK_UP = "pick_up"


@dataclass(frozen=True)
class Parcel:
    """What is to be sent where: `goods_minor` after discounts, in minor units of `currency`."""

    country: str
    currency: str
    goods_minor: int
    weight_grams: int
    region: str | None = None
    postal_code: str | None = None


@dataclass(frozen=True)
class PickUpPoint:
    """Where goods wait for the customer and are taxed; `opening_hours` in the store's words."""

    name: str
    line1: str
    city: str
    country: str
    line2: str = ""
    postal_code: str = ""
    region: str = ""
    opening_hours: str = ""


@dataclass(frozen=True)
class ShippingOffer:
    """A way to get the goods; `price_minor` includes tax or not as the store's prices do.

    `free_from_minor` is from which value of goods on it costs nothing, None where it never does.
    Days are working days after dispatch. `carrier` is a code that `tracking_url` takes, `pick_up`
    the place of an offer of that kind.
    """

    code: str
    name: str
    kind: ShippingKind
    price_minor: int
    currency: str
    free_from_minor: int | None = None
    days_min: int | None = None
    days_max: int | None = None
    description: str | None = None
    carrier: str | None = None
    pick_up: PickUpPoint | None = None


class ShippingQuoter(Protocol):
    """Knows the zones and methods of a store; the caller is in the store's scope."""

    def offers(
        self, db: Session, store_id: int, parcel: Parcel, *, locale: str
    ) -> Sequence[ShippingOffer]:
        """All ways for this parcel, in the order the store gave them; none: not delivered there."""
        ...

    def tracking_url(self, db: Session, store_id: int, carrier: str, number: str) -> str | None:
        """Where the carrier shows the parcel; None for a carrier that is not known."""
        ...


class FreeShipping:
    """Shipping of a store that leaves it out: one way, free, to everywhere."""

    def offers(
        self, db: Session, store_id: int, parcel: Parcel, *, locale: str
    ) -> Sequence[ShippingOffer]:
        """The one way there is."""
        return [ShippingOffer("free", "", ShippingKind.DELIVERY, 0, parcel.currency)]

    def tracking_url(self, db: Session, store_id: int, carrier: str, number: str) -> str | None:
        """No carrier is known."""
        return None


SHIPPING_QUOTER: Capability[ShippingQuoter] = Capability("shipping.quoter")


@dataclass(frozen=True)
class ZoneIn:
    """Countries (ISO 3166-1 alpha-2, "*" for every other one) with prices of their own."""

    name: str
    countries: tuple[str, ...]


@dataclass(frozen=True)
class ZonePriceIn:
    """What a way of delivery costs in a zone, named; minor units of `currency`.

    It costs nothing from `free_from_minor` of goods on. `zone` None is everywhere, for pick-ups.
    """

    zone: str | None
    currency: str
    price_minor: int
    free_from_minor: int | None = None


@dataclass(frozen=True)
class WayIn:
    """A way of delivery known by its code, or a pick-up at a place; names by locale."""

    code: str
    names: Mapping[str, str]
    prices: tuple[ZonePriceIn, ...]
    carrier: str | None = None
    days_min: int | None = None
    days_max: int | None = None
    pick_up: PickUpPoint | None = None


class ShippingIntake(Protocol):
    """Sets up the shipping of a store; the caller is in the store's scope."""

    def take_shipping(
        self, db: Session, store_id: int, zones: Sequence[ZoneIn], ways: Sequence[WayIn]
    ) -> bool:
        """False, and nothing is changed, where the store has zones or ways already.

        Raises the module's refusals of what cannot be.
        """
        ...


SHIPPING_INTAKE: Capability[ShippingIntake] = Capability("shipping.intake")
