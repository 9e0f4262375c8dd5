"""The tables of shipping."""

from app.modules.shipping.models.carrier import ShippingCarrier
from app.modules.shipping.models.method import ShippingMethod
from app.modules.shipping.models.rate import ShippingRate
from app.modules.shipping.models.zone import ShippingZone

__all__ = ["ShippingCarrier", "ShippingMethod", "ShippingRate", "ShippingZone"]
