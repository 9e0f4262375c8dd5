"""What shipping refuses."""

from __future__ import annotations

from app.kernel.errors import Conflict, InvalidInput, NotFound


class ZoneNotFound(NotFound):
    """The store has no zone of that id."""

    code = "shipping.zone_not_found"
    message_key = "shipping-error-zone-not-found"


class MethodNotFound(NotFound):
    """The store has no way of delivery of that id."""

    code = "shipping.method_not_found"
    message_key = "shipping-error-method-not-found"


class CarrierNotFound(NotFound):
    """The store has no carrier of its own of that id."""

    code = "shipping.carrier_not_found"
    message_key = "shipping-error-carrier-not-found"


class ZoneTaken(Conflict):
    """The store has a zone called `name` already."""

    code = "shipping.zone_taken"
    message_key = "shipping-error-zone-taken"


class ZoneInUse(Conflict):
    """Ways of delivery have prices for the zone; `methods` are their codes."""

    code = "shipping.zone_in_use"
    message_key = "shipping-error-zone-in-use"


class MethodTaken(Conflict):
    """The store has a way of delivery of the code `method` already."""

    code = "shipping.method_taken"
    message_key = "shipping-error-method-taken"


class CarrierTaken(Conflict):
    """The store has a carrier of its own of the code `carrier` already."""

    code = "shipping.carrier_taken"
    message_key = "shipping-error-carrier-taken"


class UnknownZone(InvalidInput):
    """A rate names `zone_id`, which is no zone of the store."""

    code = "shipping.unknown_zone"
    message_key = "shipping-error-unknown-zone"


class UnknownCarrier(InvalidInput):
    """A way of delivery names `carrier`, which nobody knows."""

    code = "shipping.unknown_carrier"
    message_key = "shipping-error-unknown-carrier"


class TooManyOfShipping(Conflict):
    """A store keeps no more than `most` of these."""

    code = "shipping.too_many"
    message_key = "shipping-error-too-many"
