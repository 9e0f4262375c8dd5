cart-module-name = Cart
cart-module-description = What shoppers mean to buy, at today’s prices, with what changed explained.

cart-unknown-cart = There is no such cart in this store.
cart-unknown-line = The cart has no such line.
cart-is-ordered = This cart became an order. Begin a new one.
cart-not-for-sale = This article cannot be bought here at the moment.
cart-too-few-in-stock = { $available ->
    [0] This article is sold out.
    [one] Only { $available } piece is left.
   *[other] Only { $available } pieces are left.
  }
cart-is-full = A cart holds { $most } different articles at most.
