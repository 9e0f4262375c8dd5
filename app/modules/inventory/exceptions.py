"""What inventory refuses."""

from __future__ import annotations

from app.kernel.errors import Conflict, InvalidInput, NotFound


class UnknownStockItem(InvalidInput):
    """A movement names a variant whose stock is not kept in this store; `variant_id` is one."""

    code = "inventory.unknown_stock_item"
    message_key = "inventory-error-unknown-stock-item"


class UnknownVariant(NotFound):
    """The store's catalogue has no such variant."""

    code = "inventory.unknown_variant"
    message_key = "inventory-error-unknown-variant"


class UnknownLocation(NotFound):
    """The store has no such location."""

    code = "inventory.unknown_location"
    message_key = "inventory-error-unknown-location"


class LocationCodeTaken(Conflict):
    """Another location of the store has this code; `code` is it."""

    code = "inventory.location_code_taken"
    message_key = "inventory-error-location-code-taken"


class LocationInUse(Conflict):
    """The location still holds units, or units are promised from there."""

    code = "inventory.location_in_use"
    message_key = "inventory-error-location-in-use"


class LocationHasHistory(Conflict):
    """Something moved there once, and the ledger goes on naming the place; it can be closed."""

    code = "inventory.location_has_history"
    message_key = "inventory-error-location-has-history"


class MainLocationStays(Conflict):
    """The main location can neither be closed nor removed."""

    code = "inventory.main_location_stays"
    message_key = "inventory-error-main-location-stays"


class AdjustmentRefused(InvalidInput):
    """Some lines cannot be applied, so none was; the fact `problems` says which and why.

    `count` is how many lines are wrong.
    """

    code = "inventory.adjustment_refused"
    message_key = "inventory-error-adjustment-refused"
