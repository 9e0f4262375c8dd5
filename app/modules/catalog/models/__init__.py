"""The tables of the catalogue."""

from app.modules.catalog.models.attribute import Attribute
from app.modules.catalog.models.card import Card
from app.modules.catalog.models.category import Category
from app.modules.catalog.models.collection import Collection
from app.modules.catalog.models.collection_member import CollectionMember
from app.modules.catalog.models.placement import Placement
from app.modules.catalog.models.price import Price
from app.modules.catalog.models.product import Product
from app.modules.catalog.models.slug import Slug
from app.modules.catalog.models.variant import Variant

__all__ = [
    "Attribute",
    "Card",
    "Category",
    "Collection",
    "CollectionMember",
    "Placement",
    "Price",
    "Product",
    "Slug",
    "Variant",
]
