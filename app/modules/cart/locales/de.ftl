cart-module-name = Warenkorb
cart-module-description = Was Kunden kaufen wollen, zu heutigen Preisen, mit erklärten Änderungen.

cart-unknown-cart = Diesen Warenkorb gibt es in diesem Store nicht.
cart-unknown-line = Der Warenkorb hat keine solche Zeile.
cart-is-ordered = Dieser Warenkorb wurde zur Bestellung. Beginnen Sie einen neuen.
cart-not-for-sale = Dieser Artikel kann hier zurzeit nicht gekauft werden.
cart-too-few-in-stock = { $available ->
    [0] Dieser Artikel ist ausverkauft.
    [one] Es ist nur noch { $available } Stück da.
   *[other] Es sind nur noch { $available } Stück da.
  }
cart-is-full = Ein Warenkorb fasst höchstens { $most } verschiedene Artikel.
