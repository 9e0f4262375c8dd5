cart-module-name = Panier
cart-module-description = Ce que les clients ont l’intention d’acheter, aux prix du jour, avec l’explication de ce qui a changé.

cart-unknown-cart = Ce panier n’existe pas dans cette boutique.
cart-unknown-line = Le panier n’a pas cette ligne.
cart-is-ordered = Ce panier est devenu une commande. Commencez-en un nouveau.
cart-not-for-sale = Cet article ne peut pas être acheté ici en ce moment.
cart-too-few-in-stock = { $available ->
    [0] Cet article est épuisé.
    [one] Il ne reste que { $available } pièce.
   *[other] Il ne reste que { $available } pièces.
  }
cart-is-full = Un panier contient au plus { $most } articles différents.
