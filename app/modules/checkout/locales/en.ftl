checkout-module-name = Checkout
checkout-module-description = From a cart to an order: address, delivery, tax, payment, and one call that buys.

checkout-unknown = There is no such cart in this store.
checkout-already-ordered = This cart was ordered already.
checkout-not-complete = Something is missing before this can be ordered: { $missing }.
checkout-cart-changed = Prices or stock changed since you last looked. Nothing was ordered; please look at the cart again.
checkout-total-changed = The total has changed. Nothing was ordered; please check it again.
checkout-too-large = This is more than can be ordered at once. Please order less.
checkout-sold-out = Somebody was quicker: not all of it is left. Nothing was ordered.
checkout-codes-used-up = A code does not count any more. Nothing was ordered.
checkout-not-offered = This choice is not offered for this order.
checkout-nothing-to-pay = There is nothing to pay for this order.
checkout-orders-are-off = This store takes no orders at the moment.
