customers-module-name = Clients
customers-module-description = Qui a acheté dans chaque boutique, et depuis quand.

customers-customers = Clients
customers-list-customers = Clients
customers-view-all = Tous
customers-view-new = Nouveaux
customers-column-name = Nom
customers-column-email = E-mail
customers-column-country = Pays
customers-column-first-seen-at = Première visite
customers-column-is-guest = Invité

metric-customers-total = Clients
    .definition = Clients connus d’une boutique à la fin de la période, chacun compté une fois par boutique ; les invités comptent lorsque la source les nomme.
metric-customers-new = Nouveaux clients
    .definition = Clients, avec ou sans compte, qu’une boutique a vus pour la première fois pendant la période.

permission-customers-view = Voir les clients

customers-error-email-invalid = Ce n’est pas une adresse e-mail.
