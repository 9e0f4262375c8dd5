checkout-module-name = Passage en caisse
checkout-module-description = Du panier à la commande : adresse, livraison, taxes, paiement, et un seul appel qui achète.

checkout-unknown = Ce panier n’existe pas dans cette boutique.
checkout-already-ordered = Ce panier a déjà été commandé.
checkout-not-complete = Il manque quelque chose avant de pouvoir commander : { $missing }.
checkout-cart-changed = Des prix ou des stocks ont changé depuis votre dernière visite. Rien n’a été commandé ; veuillez revoir le panier.
checkout-total-changed = Le total a changé. Rien n’a été commandé ; veuillez le vérifier.
checkout-too-large = C’est plus que ce qui peut être commandé en une fois. Veuillez commander moins.
checkout-sold-out = Quelqu’un a été plus rapide : il n’en reste pas assez. Rien n’a été commandé.
checkout-codes-used-up = Un code n’est plus valable entre-temps. Rien n’a été commandé.
checkout-not-offered = Ce choix n’est pas proposé pour cette commande.
checkout-nothing-to-pay = Il n’y a rien à payer pour cette commande.
checkout-orders-are-off = Cette boutique ne prend pas de commandes en ce moment.
