"""The refusals of the catalogue."""

from __future__ import annotations

from app.kernel.errors import Conflict, InvalidInput, NotFound


class UnknownProduct(NotFound):
    """No such product, none that is published, or another store's: which of them is not told."""

    code = "catalog.unknown_product"
    message_key = "catalog-error-unknown-product"


class UnknownVariant(NotFound):
    """The product has no such variant."""

    code = "catalog.unknown_variant"
    message_key = "catalog-error-unknown-variant"


class UnknownCategory(NotFound):
    """No such category in this store, or none that is shown."""

    code = "catalog.unknown_category"
    message_key = "catalog-error-unknown-category"


class UnknownCollection(NotFound):
    """No such collection in this store, or none that is shown."""

    code = "catalog.unknown_collection"
    message_key = "catalog-error-unknown-collection"


class UnknownAttribute(NotFound):
    """No such attribute in this store."""

    code = "catalog.unknown_attribute"
    message_key = "catalog-error-unknown-attribute"


class SlugTaken(Conflict):
    """Another product (category, collection) of the store has that slug in that language."""

    code = "catalog.slug_taken"
    message_key = "catalog-error-slug-taken"


class SkuTaken(Conflict):
    """Another product of the store has a variant of that SKU."""

    code = "catalog.sku_taken"
    message_key = "catalog-error-sku-taken"


class NameTaken(Conflict):
    """Something else of the store has that name or code already."""

    code = "catalog.name_taken"
    message_key = "catalog-error-name-taken"


class ChoicesWrong(InvalidInput):
    """A variant does not choose one of the product's values for each of its options, or twice."""

    code = "catalog.choices_wrong"
    message_key = "catalog-error-choices-wrong"


class SaleNotCheaper(InvalidInput):
    """A reduced price that is not below the regular one, or a sale that ends before it begins."""

    code = "catalog.sale_not_cheaper"
    message_key = "catalog-error-sale-not-cheaper"


class ReferenceUnknown(InvalidInput):
    """A category, product or attribute is named that the store does not have."""

    code = "catalog.reference_unknown"
    message_key = "catalog-error-reference-unknown"


class AttributeValueWrong(InvalidInput):
    """A value that is not of the attribute's kind, or none of its choices."""

    code = "catalog.attribute_value_wrong"
    message_key = "catalog-error-attribute-value-wrong"


class CategoryInCircle(InvalidInput):
    """A category cannot stand below itself, nor deeper than ten levels."""

    code = "catalog.category_in_circle"
    message_key = "catalog-error-category-in-circle"


class CategoryInUse(Conflict):
    """A category that has others below it is not removed."""

    code = "catalog.category_in_use"
    message_key = "catalog-error-category-in-use"


class RuleWrong(InvalidInput):
    """A collection's rule asks for something that cannot be asked."""

    code = "catalog.rule_wrong"
    message_key = "catalog-error-rule-wrong"


class SortingWrong(InvalidInput):
    """The order of a collection is asked for without naming one."""

    code = "catalog.sorting_wrong"
    message_key = "catalog-error-sorting-wrong"
