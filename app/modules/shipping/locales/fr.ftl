shipping-module-name = Livraison
shipping-module-description = Zones, modes de livraison et leurs prix.
permission-shipping-view = Voir les zones et les modes de livraison
permission-shipping-manage = Modifier les zones et les modes de livraison

shipping-error-zone-not-found = Cette zone n’existe pas.
shipping-error-method-not-found = Ce mode de livraison n’existe pas.
shipping-error-carrier-not-found = Ce transporteur n’existe pas.
shipping-error-zone-taken = Il y a déjà une zone « { $name } ».
shipping-error-zone-in-use = Ces modes de livraison ont des prix pour la zone : { $methods }.
shipping-error-method-taken = Il y a déjà un mode de livraison « { $method } ».
shipping-error-carrier-taken = Il y a déjà un transporteur « { $carrier } ».
shipping-error-unknown-zone = Il n’y a pas de zone { $zone_id } dans cette boutique.
shipping-error-unknown-carrier = Personne ne connaît de transporteur « { $carrier } ».
shipping-error-too-many = Une boutique peut en avoir { $most } au plus.
