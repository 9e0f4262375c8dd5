inventory-module-name = Stock
inventory-module-description = Niveaux de stock, réservations et mouvements.
inventory-stock = Stock
permission-inventory-view-stock = Voir le stock et ses mouvements
permission-inventory-manage = Modifier le stock et les emplacements

inventory-error-unknown-stock-item = Aucun stock n’est tenu pour la variante { $variant_id }.
inventory-error-unknown-variant = Le catalogue ne contient pas cette variante.
inventory-error-unknown-location = Cette boutique n’a pas cet emplacement.
inventory-error-location-code-taken = Un autre emplacement porte déjà le code { $code }.
inventory-error-location-in-use = L’emplacement contient encore du stock, ou du stock y est promis. Videz-le d’abord.
inventory-error-location-has-history = Du stock a bougé à cet emplacement. Il peut être fermé, mais pas supprimé.
inventory-error-main-location-stays = L’emplacement principal ne peut être ni fermé ni supprimé.
inventory-error-adjustment-refused =
    { $count ->
        [one] { $count } ligne ne peut pas être appliquée ; rien n’a été modifié.
        [many] { $count } lignes ne peuvent pas être appliquées ; rien n’a été modifié.
       *[other] { $count } lignes ne peuvent pas être appliquées ; rien n’a été modifié.
    }

inventory-list-stock = Stock
inventory-list-movements = Mouvements de stock
inventory-view-stock-all = Tout
inventory-view-stock-tracked = Suivi
inventory-view-stock-low = Stock faible
inventory-view-stock-out = En rupture
inventory-view-movements-all = Tous

inventory-column-title = Variante
inventory-column-product = Produit
inventory-column-sku = Réf. article
inventory-column-state = État
inventory-column-state-enough = En stock
inventory-column-state-low = Stock faible
inventory-column-state-out = En rupture
inventory-column-state-untracked = Non suivi
inventory-column-on-hand = En stock
inventory-column-reserved = Réservé
inventory-column-available = Disponible
inventory-column-threshold = Seuil
inventory-column-happened = Date et heure
inventory-column-reason = Motif
inventory-column-reason-opening = Stock initial
inventory-column-reason-delivery = Livraison
inventory-column-reason-sale = Vente
inventory-column-reason-return = Retour
inventory-column-reason-correction = Correction
inventory-column-reason-reservation = Réservation
inventory-column-reason-release = Libération
inventory-column-on-hand-change = Stock +/−
inventory-column-reserved-change = Réservé +/−
inventory-column-note = Note
inventory-column-reference = Référence

inventory-todo-low =
    { $count ->
        [one] { $count } variante bientôt épuisée
       *[other] { $count } variantes bientôt épuisées
    }
inventory-todo-out =
    { $count ->
        [one] { $count } variante en rupture de stock
       *[other] { $count } variantes en rupture de stock
    }
inventory-panel-low = Stock faible

metric-inventory-on-hand = En stock
    .definition = Unités des variantes suivies présentes en stock à la fin de la période, réservées ou non.
metric-inventory-reserved = Réservé
    .definition = Unités des variantes suivies mises de côté pour des commandes à la fin de la période.
metric-inventory-available = Disponible
    .definition = En stock - réservé : unités des variantes suivies qui peuvent encore être vendues.
metric-inventory-low-stock = Stock faible
    .definition = Variantes suivies dont il reste quelque chose de disponible à la fin de la période, mais pas plus que leur seuil d’aujourd’hui.
metric-inventory-out-of-stock = En rupture
    .definition = Variantes suivies dont plus rien n’est disponible à la fin de la période.
inventory-variant-or-sku = Désignez la variante par variant_id ou par sku, pas les deux.
inventory-level-or-change = Indiquez on_hand ou change, pas les deux.
