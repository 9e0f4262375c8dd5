orders-module-name = Commandes
orders-module-description = Ce qui a été vendu, ce qui est revenu et ce qui reste à payer ou à expédier.

orders-orders = Commandes
orders-list-orders = Commandes
orders-list-reversals = Remboursements et retours
orders-list-sales = Ventes
orders-view-all = Tout
orders-view-placed = Passées
orders-view-unfulfilled = À expédier
orders-view-pending = En attente de paiement
orders-view-cancelled = Annulées

orders-column-number = Numéro
orders-column-customer = Client
orders-column-placed-at = Passée le
orders-column-cancelled-at = Annulée le
orders-column-occurred-at = Date
orders-column-units = Articles
orders-column-gross = Brut
orders-column-discounts = Remises
orders-column-total = Total
orders-column-country = Pays
orders-column-order-number = Commande
orders-column-goods = Marchandises
orders-column-shipping = Livraison
orders-column-tax = Taxes
orders-column-net = Net
orders-column-reason = Motif

orders-column-payment = Paiement
orders-column-payment-paid = Payée
orders-column-payment-pending = En attente de paiement
orders-column-payment-failed = Échoué
orders-column-payment-void = Sans objet
orders-column-fulfilment = Expédition
orders-column-fulfilment-fulfilled = Expédiée
orders-column-fulfilment-unfulfilled = Non expédiée
orders-column-fulfilment-void = Sans objet
orders-column-state = Statut
orders-column-state-pending = En attente de paiement
orders-column-state-paid = À expédier
orders-column-state-fulfilled = Expédiée
orders-column-state-cancelled = Annulée
orders-column-state-failed = Échouée
orders-column-kind = Type
orders-column-kind-order = Commande
orders-column-kind-refund = Remboursement
orders-column-kind-return = Retour
orders-column-kind-cancellation = Annulation

orders-todo-unfulfilled =
    { $count ->
        [one] { $count } commande à expédier
       *[other] { $count } commandes à expédier
    }
orders-todo-pending =
    { $count ->
        [one] { $count } commande en attente de paiement
       *[other] { $count } commandes en attente de paiement
    }
orders-panel-latest = Dernières commandes

metric-orders-net-sales = Ventes nettes
    .definition = Ventes brutes moins les remises et les retours.
metric-orders-total = Commandes
    .definition = Commandes passées pendant la période. Les paiements échoués ou expirés ne comptent pas ; une commande annulée plus tard compte toujours et figure aussi parmi les commandes annulées.
metric-orders-avg-order-value = Panier moyen
    .definition = Ventes brutes moins les remises, divisées par le nombre de commandes passées, sans les ajustements ultérieurs ; aucune valeur sans commande.
metric-orders-total-revenue = Chiffre d’affaires total
    .definition = Ventes nettes plus livraison et taxes : ce que les clients ont payé et qui ne leur a pas été rendu.
metric-orders-gross-sales = Ventes brutes
    .definition = Prix unitaire multiplié par la quantité au moment de la vente, avant remises, taxes, livraison et retours.
metric-orders-discounts = Remises
    .definition = Remises sur les lignes plus la remise de la commande répartie sur ses lignes.
metric-orders-returns = Retours
    .definition = Valeur des marchandises remboursées, retournées ou annulées, comptée le jour où cela s’est produit ; marchandises seulement, sans livraison ni taxes.
metric-orders-shipping = Livraison
    .definition = Frais de livraison facturés moins ceux remboursés, hors taxes.
metric-orders-tax = Taxes
    .definition = Taxes facturées sur les marchandises et la livraison moins les taxes remboursées.
metric-orders-units-sold = Unités vendues
    .definition = Unités des commandes passées pendant la période, avant retours.
metric-orders-pending = En attente de paiement
    .definition = Commandes qui, à la fin de la période, étaient passées sans être payées, annulées ni échouées.
metric-orders-unfulfilled = À expédier
    .definition = Commandes qui, à la fin de la période, étaient payées sans être entièrement expédiées ni annulées.
metric-orders-cancelled = Commandes annulées
    .definition = Commandes annulées pendant la période, quelle que soit la date à laquelle elles ont été passées.

permission-orders-view = Voir les commandes, remboursements et retours
permission-orders-view-sales = Voir les chiffres de vente

orders-error-unknown-order = Cette commande n’existe pas.
orders-error-empty = Une commande doit comporter au moins une ligne.
orders-error-no-free-number = Aucun numéro de commande libre n’a été trouvé. Veuillez réessayer.
orders-error-kept-elsewhere = Cette commande a été importée ; elle se modifie à sa source.
orders-error-act-not-allowed = Cette action n’est pas possible dans l’état actuel de la commande.
orders-error-unknown-line = La commande n’a pas de ligne { $line }.
orders-error-line-named-twice = La ligne { $line } est indiquée deux fois.
orders-error-too-many-units = Ligne { $line } : { $left } unités au maximum.
orders-error-nothing-to-do = Rien ne changerait.
orders-error-refund-too-large = Il n’est pas possible de rembourser plus que ce qui a été payé.
orders-error-not-given-back = Seuls { $known } { $currency } sont connus comme remboursés sans la commande. Sans « was_given_back », l’argent est envoyé.
orders-error-payment-too-large = Il n’est pas possible d’enregistrer plus que le montant dû.
orders-error-goods-are-gone = Les articles de cette commande ont été vendus entre-temps ; elle ne peut plus être payée.
orders-error-country-is-fixed = Le pays d’une commande ne peut pas être modifié : les taxes et la livraison en dépendent.
orders-error-unknown-fulfilment = La commande n’a pas cette expédition.
orders-error-unknown-return = La commande n’a pas ce retour.
orders-error-unknown-invoice = La commande n’a pas cette facture.
orders-error-return-is-decided = Ce retour ne peut plus être modifié de cette façon.
orders-error-withdrawal-is-over = Le délai de rétractation de cette commande a pris fin le { $until }.
orders-error-withdrawal-is-for-consumers = Les commandes passées avec un numéro de TVA ne donnent pas droit à rétractation.

permission-orders-manage = Expédier, modifier et annuler des commandes, réceptionner les retours
permission-orders-refund = Rembourser

orders-document-invoice = Facture
orders-document-credit_note = Avoir
orders-document-issued-on = Date
orders-document-supplied-on = Date de livraison
orders-document-order = Commande
orders-document-corrects = Rectifie la facture
orders-document-vat-id = Numéro de TVA
orders-document-buyer = Facturé à
orders-document-ship-to = Livré à
orders-document-article = Article
orders-document-quantity = Quantité
orders-document-net = HT
orders-document-rate = Taux de TVA
orders-document-tax = TVA
orders-document-total = Total TTC
orders-document-shipping = Livraison
orders-document-of-rate = dont à { $rate } % { $country }
orders-document-sum = Total

orders-mail-greeting = Bonjour { $name },
orders-mail-closing =
    Cordialement
    { $store }
orders-mail-placed-subject = Votre commande { $number } chez { $store }
orders-mail-placed = merci pour votre commande { $number }. Voici ce que vous avez commandé :
orders-mail-line = { $quantity } × { $title } : { $amount }
orders-mail-shipping = Livraison : { $amount }
orders-mail-total = Total : { $amount }
orders-mail-paid-subject = Paiement reçu pour la commande { $number }
orders-mail-paid = votre commande { $number } est payée : { $amount }.
orders-mail-settled = Nous avons bien reçu votre paiement de { $amount }.
orders-mail-invoice = Votre facture : { $url }
orders-mail-shipped-subject = La commande { $number } est en route
orders-mail-shipped = des articles de votre commande { $number } ont été expédiés.
orders-mail-tracking = Numéro de suivi : { $number } { $url }
orders-mail-refunded-subject = Remboursement de la commande { $number }
orders-mail-refunded = nous vous remboursons { $amount } pour votre commande { $number }. Selon votre banque, quelques jours peuvent s’écouler.
orders-mail-cancelled-subject = La commande { $number } est annulée
orders-mail-cancelled = votre commande { $number } est annulée. Si vous avez payé, le remboursement est en cours.
orders-mail-withdrawal-subject = Votre rétractation de la commande { $number }
orders-mail-withdrawal = nous avons reçu votre rétractation de la commande { $number } le { $when }. Veuillez renvoyer sous 14 jours ce que vous avez déjà reçu ; le remboursement suit par le moyen de paiement utilisé.
orders-mail-return-subject = Votre retour de la commande { $number }
orders-mail-return = nous avons reçu votre demande de retour pour la commande { $number } et y répondrons bientôt.
orders-mail-return-approved-subject = Retour de la commande { $number } accepté
orders-mail-return-approved = vous pouvez renvoyer les articles de la commande { $number }. Dès leur arrivée, nous vous remboursons.
orders-mail-return-rejected-subject = Retour de la commande { $number } refusé
orders-mail-return-rejected = nous ne pouvons pas reprendre les articles de la commande { $number }. Écrivez-nous si vous avez des questions.
