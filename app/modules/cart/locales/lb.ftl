cart-module-name = Kuerf
cart-module-description = Wat d’Clienten wëlle kafen, zu de Präisser vun haut, mat der Erklärung vun deem, wat geännert huet.

cart-unknown-cart = Dëse Kuerf gëtt et an dësem Store net.
cart-unknown-line = De Kuerf huet keng esou Zeil.
cart-is-ordered = Dëse Kuerf ass eng Bestellung ginn. Fänkt en neien un.
cart-not-for-sale = Dësen Artikel kann hei am Moment net kaaft ginn.
cart-too-few-in-stock = { $available ->
    [0] Dësen Artikel ass ausverkaaft.
    [one] Et ass nëmmen nach { $available } Stéck do.
   *[other] Et sinn nëmmen nach { $available } Stéck do.
  }
cart-is-full = An e Kuerf passen héchstens { $most } verschidden Artikelen.
