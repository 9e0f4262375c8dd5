inventory-module-name = Inventory
inventory-module-description = Stock levels, reservations and movements.
inventory-stock = Stock
permission-inventory-view-stock = See stock and its movements
permission-inventory-manage = Change stock and locations

inventory-error-unknown-stock-item = No stock is kept for variant { $variant_id }.
inventory-error-unknown-variant = The catalogue has no such variant.
inventory-error-unknown-location = This store has no such location.
inventory-error-location-code-taken = Another location has the code { $code } already.
inventory-error-location-in-use = The location still holds stock, or stock is promised from there. Empty it first.
inventory-error-location-has-history = Stock has moved at this location. It can be closed, but not removed.
inventory-error-main-location-stays = The main location can neither be closed nor removed.
inventory-error-adjustment-refused =
    { $count ->
        [one] One line cannot be applied, so nothing was changed.
       *[other] { $count } lines cannot be applied, so nothing was changed.
    }

inventory-list-stock = Stock
inventory-list-movements = Stock movements
inventory-view-stock-all = All
inventory-view-stock-tracked = Tracked
inventory-view-stock-low = Low
inventory-view-stock-out = Out of stock
inventory-view-movements-all = All

inventory-column-title = Variant
inventory-column-product = Product
inventory-column-sku = SKU
inventory-column-state = Stock
inventory-column-state-enough = In stock
inventory-column-state-low = Low
inventory-column-state-out = Out of stock
inventory-column-state-untracked = Not tracked
inventory-column-on-hand = On hand
inventory-column-reserved = Reserved
inventory-column-available = Available
inventory-column-threshold = Low from
inventory-column-happened = Time
inventory-column-reason = Reason
inventory-column-reason-opening = Opening stock
inventory-column-reason-delivery = Delivery
inventory-column-reason-sale = Sale
inventory-column-reason-return = Return
inventory-column-reason-correction = Correction
inventory-column-reason-reservation = Reservation
inventory-column-reason-release = Release
inventory-column-on-hand-change = On hand +/−
inventory-column-reserved-change = Reserved +/−
inventory-column-note = Note
inventory-column-reference = Reference

inventory-todo-low =
    { $count ->
        [one] { $count } variant is running low
       *[other] { $count } variants are running low
    }
inventory-todo-out =
    { $count ->
        [one] { $count } variant is out of stock
       *[other] { $count } variants are out of stock
    }
inventory-panel-low = Low in stock

metric-inventory-on-hand = On hand
    .definition = Units of tracked variants in the store at the end of the period, reserved or not.
metric-inventory-reserved = Reserved
    .definition = Units of tracked variants set aside for orders at the end of the period.
metric-inventory-available = Available
    .definition = On hand - reserved: units of tracked variants that can still be sold.
metric-inventory-low-stock = Low in stock
    .definition = Tracked variants with something available, yet no more than their own threshold of today, at the end of the period.
metric-inventory-out-of-stock = Out of stock
    .definition = Tracked variants with nothing available at the end of the period.
inventory-variant-or-sku = Name the variant either by variant_id or by sku.
inventory-level-or-change = Say either on_hand or change.
