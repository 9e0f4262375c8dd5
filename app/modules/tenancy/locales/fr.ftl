# Module and menus.
tenancy-module-name = Boutiques et personnes
tenancy-module-description = Plateformes, marchands, boutiques, domaines, équipes et connexion.
tenancy-stores = Boutiques
tenancy-merchants = Marchands
tenancy-team = Équipe
tenancy-domains = Domaines
tenancy-audit = Journal d’audit

# Lists.
tenancy-list-stores = Boutiques
tenancy-list-merchants = Marchands
tenancy-list-team = Équipe
tenancy-list-domains = Domaines
tenancy-list-audit = Journal d’audit
tenancy-view-linked = Toutes
tenancy-view-active = Actives
tenancy-view-merchants-linked = Tous
tenancy-view-members = Appartenances
tenancy-view-users = Personnes
tenancy-view-claimed = Revendiqués
tenancy-view-verified = Vérifiés
tenancy-view-acts = Tous les actes

tenancy-column-name = Nom
tenancy-column-code = Code
tenancy-column-merchant = Marchand
tenancy-column-currency = Devise
tenancy-column-time-zone = Fuseau horaire
tenancy-column-linked-at = Liée le
tenancy-column-opened-at = Ouverte le
tenancy-column-stores = Boutiques
tenancy-column-since = Depuis
tenancy-column-platform = Plateforme
tenancy-column-store = Boutique
tenancy-column-email = E-mail
tenancy-column-joined-at = Arrivée le
tenancy-column-role = Rôle
tenancy-column-role-owner = Propriétaire
tenancy-column-role-manager = Gérant
tenancy-column-role-staff = Personnel
tenancy-column-role-viewer = Lecture seule
tenancy-column-hostname = Domaine
tenancy-column-created-at = Revendiqué le
tenancy-column-verified-at = Vérifié le
tenancy-column-happened-at = Quand
tenancy-column-act = Acte
tenancy-column-actor = Qui
tenancy-column-details = Détails

# Roles, as they stand beside a name.
tenancy-role-owner = Propriétaire
tenancy-role-manager = Gérant
tenancy-role-staff = Personnel
tenancy-role-viewer = Lecture seule
tenancy-role-operator = Opérateur

# Permissions.
permission-tenancy-view-team = Voir les boutiques et l’équipe
permission-tenancy-manage-team = Modifier l’équipe
permission-tenancy-view-domains = Voir les domaines
permission-tenancy-view-merchants = Voir les marchands
permission-tenancy-view-audit = Voir le journal d’audit

# Signing in.
tenancy-sign-in-title = Connexion
tenancy-sign-in-note = Pour continuer vers { $place }.
tenancy-sign-in-email = E-mail
tenancy-sign-in-password = Mot de passe

# Refusals.
tenancy-error-wrong-sign-in = L’e-mail ou le mot de passe est incorrect.
tenancy-error-no-access = Vous n’avez pas accès ici. Un propriétaire de la boutique ou un opérateur de la plateforme peut vous le donner.
tenancy-error-unknown-host = Rien n’est configuré à cette adresse.
tenancy-error-forged-request = Ce formulaire a expiré ou vient d’un autre site. Rechargez la page et réessayez.

# Numbers.
metric-tenancy-total-stores = Boutiques
    .definition = Boutiques liées à la plateforme à la fin de la période ; pour une boutique : elle-même.
metric-tenancy-active-stores = Boutiques actives
    .definition = Boutiques liées qui sont ouvertes : ouvertes et non fermées à la fin de la période.
metric-tenancy-merchants = Marchands
    .definition = Marchands ayant au moins une boutique liée à la fin de la période, chacun une fois.
metric-tenancy-total-users = Utilisateurs
    .definition = Personnes pouvant se connecter à au moins une des boutiques, chacune comptée une fois.
metric-tenancy-team-members = Membres d’équipe
    .definition = Appartenances aux équipes des boutiques ; une personne dans deux boutiques compte deux fois.
metric-tenancy-domains = Domaines
    .definition = Domaines personnalisés revendiqués par les boutiques, vérifiés ou non.
metric-tenancy-verified-domains = Domaines vérifiés
    .definition = Domaines personnalisés dont la propriété est prouvée et qui sont donc servis.
tenancy-cannot-found = Rien n’a été créé : { $reason }.
