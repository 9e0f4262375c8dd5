"""Changes of a store's zones, ways of delivery and carriers, each under the store's lock."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from sqlalchemy.orm import Session

from app.kernel.http.cursors import Page, page_of, read_cursor
from app.modules.core.services.storefront_memory import note_change
from app.modules.shipping.exceptions import (
    CarrierNotFound,
    CarrierTaken,
    MethodNotFound,
    MethodTaken,
    TooManyOfShipping,
    UnknownCarrier,
    UnknownZone,
    ZoneInUse,
    ZoneNotFound,
    ZoneTaken,
)
from app.modules.shipping.models import (
    ShippingCarrier,
    ShippingMethod,
    ShippingRate,
    ShippingZone,
)
from app.modules.shipping.repositories.shipping_writing import Placed, ShippingWriting
from app.modules.shipping.services.carriers import KNOWN

MOST_ZONES, MOST_METHODS, MOST_CARRIERS = 100, 200, 100
Values: TypeAlias = Mapping[str, Any]
# Raises unless the caller has seen this version.
VersionCheck: TypeAlias = Callable[[int], None]


@dataclass(frozen=True)
class PricedMethod:
    """A way of delivery with all its prices."""

    method: ShippingMethod
    rates: Sequence[ShippingRate]


class ShippingDesk:
    """A store's own shipping; `check` is asked before a change, with the version it would end."""

    def __init__(self, db: Session, store_id: int, check: VersionCheck) -> None:
        self._db = db
        self._store_id = store_id
        self._rows = ShippingWriting(db, store_id)
        self._check = check

    def zones(self, cursor: str | None, limit: int) -> Page[ShippingZone]:
        """The zones in their order. Raises CursorInvalid."""
        after = read_cursor(cursor, [int, int])
        return _page(self._rows.in_order(ShippingZone, after, limit + 1), limit)

    def zone(self, zone_id: int, *, for_change: bool = False) -> ShippingZone:
        """One zone. Raises ZoneNotFound."""
        row = self._rows.of_id(ShippingZone, zone_id, for_change=for_change)
        if row is None:
            raise ZoneNotFound
        return row

    def add_zone(self, values: Values) -> ShippingZone:
        """A new zone. Raises ZoneTaken, TooManyOfShipping."""
        self._begin()
        self._require_free_name(values["name"])
        if self._rows.count(ShippingZone) >= MOST_ZONES:
            raise TooManyOfShipping(most=MOST_ZONES)
        return self._rows.add(ShippingZone, values)

    def change_zone(self, zone_id: int, values: Values) -> ShippingZone:
        """The zone, said anew. Raises ZoneNotFound, ZoneTaken."""
        self._begin()
        row = self.zone(zone_id, for_change=True)
        self._check(row.version)
        if row.name != values["name"]:
            self._require_free_name(values["name"])
        return self._rows.change(row, values)

    def remove_zone(self, zone_id: int) -> None:
        """Nobody delivers there any more. Raises ZoneNotFound, ZoneInUse."""
        self._begin()
        row = self.zone(zone_id, for_change=True)
        self._check(row.version)
        if codes := self._rows.methods_in_zone(zone_id):
            raise ZoneInUse(methods=", ".join(codes))
        self._rows.remove(row)

    def methods(self, cursor: str | None, limit: int) -> Page[PricedMethod]:
        """The ways of delivery in their order; two statements. Raises CursorInvalid."""
        after = read_cursor(cursor, [int, int])
        page = _page(self._rows.in_order(ShippingMethod, after, limit + 1), limit)
        rates = self._rows.rates_of(row.id for row in page.items)
        priced = [PricedMethod(row, rates.get(row.id, [])) for row in page.items]
        return Page(priced, page.next_cursor)

    def method(self, method_id: int) -> PricedMethod:
        """One way of delivery. Raises MethodNotFound."""
        return self._priced(self._method(method_id))

    def add_method(self, values: Values) -> PricedMethod:
        """A new way of delivery.

        Raises MethodTaken, UnknownZone, UnknownCarrier, TooManyOfShipping.
        """
        self._begin()
        fields, rates = self._method_values(values)
        if self._rows.has_code(ShippingMethod, fields["code"]):
            raise MethodTaken(method=fields["code"])
        if self._rows.count(ShippingMethod) >= MOST_METHODS:
            raise TooManyOfShipping(most=MOST_METHODS)
        row = self._rows.add(ShippingMethod, fields)
        self._rows.set_rates(row.id, rates)
        return self._priced(row)

    def change_method(self, method_id: int, values: Values) -> PricedMethod:
        """The way and all its prices, said anew.

        Raises MethodNotFound, UnknownZone, UnknownCarrier.
        """
        self._begin()
        row = self._method(method_id, for_change=True)
        self._check(row.version)
        fields, rates = self._method_values(values)
        self._rows.change(row, fields)
        self._rows.set_rates(row.id, rates)
        return self._priced(row)

    def remove_method(self, method_id: int) -> None:
        """Nobody is offered it any more, orders keep its name. Raises MethodNotFound."""
        self._begin()
        row = self._method(method_id, for_change=True)
        self._check(row.version)
        self._rows.remove(row)

    def carriers(self) -> list[ShippingCarrier]:
        """All carriers of the store's own."""
        return self._rows.carriers()

    def carrier(self, carrier_id: int, *, for_change: bool = False) -> ShippingCarrier:
        """One carrier of the store's own. Raises CarrierNotFound."""
        row = self._rows.of_id(ShippingCarrier, carrier_id, for_change=for_change)
        if row is None:
            raise CarrierNotFound
        return row

    def add_carrier(self, values: Values) -> ShippingCarrier:
        """A new carrier. Raises CarrierTaken, TooManyOfShipping."""
        self._rows.lock()
        if self._rows.has_code(ShippingCarrier, values["code"]):
            raise CarrierTaken(carrier=values["code"])
        if self._rows.count(ShippingCarrier) >= MOST_CARRIERS:
            raise TooManyOfShipping(most=MOST_CARRIERS)
        return self._rows.add(ShippingCarrier, values)

    def change_carrier(self, carrier_id: int, values: Values) -> ShippingCarrier:
        """The carrier, said anew. Raises CarrierNotFound."""
        row = self.carrier(carrier_id, for_change=True)
        self._check(row.version)
        return self._rows.change(row, values)

    def remove_carrier(self, carrier_id: int) -> None:
        """Its parcels cannot be followed any more. Raises CarrierNotFound."""
        row = self.carrier(carrier_id, for_change=True)
        self._check(row.version)
        self._rows.remove(row)

    def _begin(self) -> None:
        """What shoppers are offered changes with this transaction."""
        self._rows.lock()
        note_change(self._db, self._store_id)

    def _require_free_name(self, name: str) -> None:
        if self._rows.zone_named(name) is not None:
            raise ZoneTaken(name=name)

    def _method(self, method_id: int, *, for_change: bool = False) -> ShippingMethod:
        row = self._rows.of_id(ShippingMethod, method_id, for_change=for_change)
        if row is None:
            raise MethodNotFound
        return row

    def _priced(self, row: ShippingMethod) -> PricedMethod:
        return PricedMethod(row, self._rows.rates_of([row.id]).get(row.id, []))

    def _method_values(self, values: Values) -> tuple[dict[str, Any], list[dict[str, Any]]]:
        """The method's own fields and its prices, as they are kept; checks whom they name."""
        fields = {name: value for name, value in values.items() if name != "rates"}
        fields["carrier"] = fields["carrier"] or ""
        self._require_carrier(fields["carrier"])
        wanted = {rate["zone_id"] for rate in values["rates"] if rate["zone_id"] is not None}
        if unknown := wanted - self._rows.zone_ids(wanted):
            raise UnknownZone(zone_id=str(min(unknown)))
        return fields, [_rate_values(rate) for rate in values["rates"]]

    def _require_carrier(self, code: str) -> None:
        if code and code not in KNOWN and not self._rows.has_code(ShippingCarrier, code):
            raise UnknownCarrier(carrier=code)


def _page(rows: Sequence[Placed], limit: int) -> Page[Placed]:
    return page_of(rows, limit, lambda row: [row.position, row.id])


def _rate_values(rate: Values) -> dict[str, Any]:
    steps = sorted([step["from_amount"], step["price_minor"]] for step in rate["steps"])
    return {**rate, "steps": steps}
