customers-module-name = Clients
customers-module-description = Qui a acheté dans chaque boutique, et depuis quand.

customers-customers = Clients
customers-list-customers = Clients
customers-view-all = Tous
customers-view-new = Nouveaux
customers-view-to-be-erased = À effacer
customers-column-name = Nom
customers-column-email = E-mail
customers-column-country = Pays
customers-column-first-seen-at = Première visite
customers-column-is-guest = Invité

metric-customers-total = Clients
    .definition = Clients connus d’une boutique à la fin de la période, chacun compté une fois par boutique ; les invités comptent lorsque la source les nomme.
metric-customers-new = Nouveaux clients
    .definition = Clients, avec ou sans compte, qu’une boutique a vus pour la première fois pendant la période.
metric-customers-erasure-requests-open = Effacements à faire
    .definition = Demandes d’effacer les données d’un client, faites et pas encore satisfaites à la fin de la période.

permission-customers-view = Voir les clients
permission-customers-manage = Modifier les clients et les groupes
permission-customers-personal-data = Communiquer et effacer des données personnelles

# Refusals.
customers-error-email-invalid = Ce n’est pas une adresse e-mail.
customers-error-link-invalid = Ce lien a déjà servi ou a expiré. Demandez-en un nouveau.
customers-error-no-mail-here = Cette boutique ne peut pas envoyer de courriels pour le moment, et les comptes en ont besoin. Veuillez réessayer plus tard.
customers-error-password-wrong = Le mot de passe est incorrect.
customers-error-unknown-customer = Ce client n’existe pas.
customers-error-customer-is-erased = Les données de ce client ont été effacées.
customers-error-vat-id-invalid = Ce n’est pas un numéro de TVA d’un pays de l’UE.
customers-error-address-invalid = Cette adresse ne peut pas être correcte : { $fields }.
customers-error-unknown-address = Cette adresse n’existe pas.
customers-error-too-many-addresses = Un carnet d’adresses contient { $most } adresses.
customers-error-unknown-group = Ce groupe n’existe pas.
customers-error-group-code-taken = Un groupe porte déjà ce code.

# Letters.
customers-letter-confirm =
    Bienvenue chez { $store } !

    Veuillez confirmer votre adresse dans les 24 heures pour ouvrir votre compte :
    { $link }

    Le mot de passe que vous avez choisi vous sera demandé. Si vous n’avez pas demandé de compte, ignorez ce message : aucun ne sera ouvert.
    .subject = Confirmez votre adresse pour { $store }
customers-letter-known =
    Quelqu’un, sans doute vous, a indiqué cette adresse à { $store } pour un compte. Il existe déjà un compte avec cette adresse.

    Connectez-vous, ou demandez-y un nouveau mot de passe si vous avez oublié le vôtre :
    { $link }

    Si ce n’était pas vous, il n’y a rien à faire.
    .subject = Vous avez un compte chez { $store }
customers-letter-reset =
    Vous pouvez choisir un nouveau mot de passe pour votre compte chez { $store } dans l’heure :
    { $link }

    Si vous ne l’avez pas demandé, ignorez ce message : votre mot de passe reste inchangé.
    .subject = Un nouveau mot de passe pour { $store }
customers-letter-password-changed =
    Le mot de passe de votre compte chez { $store } vient d’être modifié, et tous les autres appareils ont été déconnectés.

    Si ce n’était pas vous, demandez tout de suite un nouveau mot de passe :
    { $link }
    .subject = Votre mot de passe chez { $store } a été modifié
customers-letter-new-email =
    Veuillez confirmer dans les 24 heures que votre compte chez { $store } doit avoir cette adresse :
    { $link }

    Si vous ne l’avez pas demandé, ignorez ce message : rien ne change.
    .subject = Confirmez votre nouvelle adresse pour { $store }
customers-letter-email-changed =
    Votre compte chez { $store } a désormais une autre adresse. Celle-ci ne lui appartient plus.

    Si ce n’était pas vous, contactez la boutique :
    { $link }
    .subject = Votre adresse chez { $store } a été modifiée
