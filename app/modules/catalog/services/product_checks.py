"""What must be right of a product before it is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from app.modules.catalog.exceptions import AttributeValueWrong, ChoicesWrong, ReferenceUnknown
from app.modules.catalog.models import Attribute

Choices = tuple[str, ...]


def check_choices(
    options: Sequence[Sequence[str]], variants: Iterable[tuple[str, Choices]]
) -> None:
    """Each variant chooses one value of every option, and no two the same; `options` are values.

    Raises ChoicesWrong with the SKU of the first one that does not. Without options nothing is
    chosen, and any number of variants may stand side by side.
    """
    seen: set[Choices] = set()
    for sku, choices in variants:
        is_whole = len(choices) == len(options)
        if not is_whole or any(c not in v for c, v in zip(choices, options, strict=True)):
            raise ChoicesWrong(sku=sku)
        if choices and choices in seen:
            raise ChoicesWrong(sku=sku)
        seen.add(choices)


def check_attributes(known: Mapping[str, Attribute], values: Mapping[str, object]) -> None:
    """Raises ReferenceUnknown for an attribute that the store has not, AttributeValueWrong."""
    for code, value in values.items():
        if code not in known:
            raise ReferenceUnknown(kind="attribute", name=code)
        if not _fits(known[code], value):
            raise AttributeValueWrong(name=code)


def _fits(attribute: Attribute, value: object) -> bool:
    if attribute.kind == "yes_no":
        return isinstance(value, bool)
    if attribute.kind == "number":
        return not isinstance(value, bool | str)
    if attribute.kind == "choice":
        return value in {choice["code"] for choice in attribute.choices}
    return isinstance(value, str)


def check_categories(known: Iterable[int], wanted: Iterable[int]) -> None:
    """Raises ReferenceUnknown for a category that the store has not."""
    for category_id in set(wanted) - set(known):
        raise ReferenceUnknown(kind="category", name=str(category_id))
