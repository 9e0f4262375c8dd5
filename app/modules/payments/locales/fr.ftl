payments-module-name = Paiements
payments-module-description = Demande l’argent, l’encaisse et le rend, par le prestataire qui le transporte.

payments-payments = Paiements
payments-list-payments = Paiements
payments-view-captured = Reçus
payments-view-declined = Refusés
payments-view-decided = Décidés
payments-view-all = Tous

payments-column-happened-at = Date
payments-column-order-number = Commande
payments-column-method = Moyen
payments-column-outcome = Statut
payments-column-outcome-waiting = En attente
payments-column-outcome-authorised = Autorisé
payments-column-outcome-captured = Reçu
payments-column-outcome-declined = Refusé
payments-column-outcome-voided = Abandonné
payments-column-amount = Montant
payments-column-decline-code = Motif

payments-list-refunds = Remboursements
payments-view-failed = Échoués
payments-column-refund = Statut
payments-column-refund-made = Rendu
payments-column-refund-wanted = En route
payments-column-refund-failed = Échoué
payments-column-ref = Pour

payments-todo-failed-refunds =
    { $count ->
        [one] { $count } remboursement a échoué
       *[other] { $count } remboursements ont échoué
    }

payments-method-manual = Virement bancaire
payments-method-test = Carte de test
payments-method-stripe = Carte bancaire
payments-instructions-manual = Veuillez virer le montant dans les sept jours. Votre commande est expédiée dès sa réception.
payments-instructions-reference = Communication : { $number }

payments-error-unknown-payment = Ce paiement n’existe pas.
payments-error-unknown-method = Ce moyen de paiement n’est pas proposé pour ce montant : { $method }.
payments-error-method-not-found = Aucun moyen de paiement de ce code n’est configuré.
payments-error-unknown-provider = Il n’y a pas de prestataire de paiement nommé { $provider }.
payments-error-unknown-setting = Le prestataire ne connaît pas de réglage nommé { $setting }.
payments-error-key-used = La clé appartient au paiement d’une autre commande ou d’un autre montant.
payments-error-not-capturable = Rien de ce paiement n’est autorisé et en attente d’encaissement.
payments-error-not-voidable = Ce paiement est terminé et ne peut plus être abandonné.
payments-error-not-markable = Seul un paiement manuel en attente peut être marqué comme payé.
payments-error-more-than-authorised = Le montant dépasse ce qui a été autorisé.
payments-error-more-than-captured = Il ne reste que { $left } { $currency } à rembourser sur ce paiement.
payments-error-refunded-at-order = Cet argent règle la commande { $number } : remboursez-le depuis la commande, qui établit aussi l’avoir. Sans elle, seuls { $left } { $currency } peuvent être rendus.
payments-error-limits-crossed = Le montant minimal dépasse le montant maximal.
payments-error-last-method = Le seul moyen de paiement ne peut pas être supprimé ; désactivez-le plutôt.
payments-error-unknown-refund = Ce remboursement n’existe pas.
payments-error-not-retryable = Seul un remboursement qui a échoué peut être relancé, une seule fois, et tant qu’il reste assez à rembourser.
payments-error-webhook-refused = Ce message n’a pas été accepté.

metric-payments-captured = Paiements reçus
    .definition = Argent encaissé pendant la période ; ce qui a été rendu n’est pas déduit.
metric-payments-failed-rate = Paiements refusés
    .definition = Part des tentatives de paiement refusées, parmi celles décidées pendant la période ; rien sans tentative.

permission-payments-view = Voir les paiements
permission-payments-manage = Encaisser, rembourser et configurer les paiements
