shipping-module-name = Livraison
shipping-module-description = Zones, modes de livraison et leurs prix.
permission-shipping-view = Voir les zones et les modes de livraison
permission-shipping-manage = Modifier les zones et les modes de livraison
