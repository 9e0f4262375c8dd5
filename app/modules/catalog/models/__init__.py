"""The tables of the catalogue."""

from app.modules.catalog.models.product import Product
from app.modules.catalog.models.variant import Variant

__all__ = ["Product", "Variant"]
