# The frame of every page.
ui-skip-to-content = Aller au contenu
ui-home = Accueil
ui-navigation = Navigation principale
ui-open-menu = Ouvrir le menu
ui-breadcrumb = Fil d’Ariane
ui-settings = Réglages
ui-switch = Changer
ui-switch-to = Passer à
ui-language = Langue
ui-theme = Apparence
ui-theme-light = Clair
ui-theme-dark = Sombre
ui-theme-system = Comme l’appareil
ui-sign-in = Se connecter
ui-sign-out = Se déconnecter

# Acts and states.
ui-close = Fermer
ui-cancel = Annuler
ui-continue = Continuer
ui-confirm-title = Êtes-vous sûr ?
ui-save = Enregistrer
ui-apply = Appliquer
ui-show = Afficher
ui-more = Plus
ui-export-csv = Exporter en CSV
ui-retry = Réessayer
ui-retry-name = Réessayer : { $name }
ui-retry-all = Tout réessayer
ui-optional = facultatif
ui-yes = Oui
ui-no = Non
ui-loading = Chargement
ui-live = En direct
ui-reference = Référence
ui-ref = réf.
ui-no-connection = Pas de connexion. Rien n’a été modifié, veuillez réessayer.
ui-request-failed = Cela n’a pas fonctionné

# Numbers, cards and charts.
ui-how-counted = Mode de calcul : { $name }
ui-what-it-means = Qu’est-ce que cela veut dire ?
ui-delta-up = en hausse de
ui-delta-down = en baisse de
ui-delta-new = nouveau
ui-delta-stable = inchangé
ui-not-applicable = sans objet
ui-nothing-to-measure = Rien à mesurer sur cette période
ui-no-value = aucune valeur
ui-compared = Comparaison
ui-card-unavailable = Indisponible
ui-card-timeout = Pas de réponse à temps
ui-card-last-known = Dernière valeur connue : { $value }, { $age }
ui-card-old = Dernière valeur connue
ui-card-as-of = Dernière valeur connue, { $age }
ui-card-no-last-known = Pas de valeur antérieure
ui-card-forbidden = Pas pour votre rôle
ui-card-forbidden-hint = Demandez l’accès à un propriétaire.
ui-card-rows = voir les lignes derrière { $name }
ui-todo = Ce qui vous attend
ui-chart-empty = Aucune valeur sur cette période
ui-chart-read = { $name }, à lire avec les flèches
ui-chart-as-table = Afficher en tableau
ui-chart-table-of = Valeurs : { $name }

# Periods.
ui-date = Date
ui-date-from = Du
ui-date-to = Au
ui-period = Période
ui-period-short-today = Jour
ui-period-short-7d = 7 jours
ui-period-short-30d = 30 jours
ui-period-short-mtd = Mois
ui-period-short-ytd = Année
ui-period-today = Aujourd’hui
ui-period-yesterday = Hier
ui-period-7d = 7 derniers jours
ui-period-30d = 30 derniers jours
ui-period-90d = 90 derniers jours
ui-period-mtd = Mois en cours
ui-period-qtd = Trimestre en cours
ui-period-ytd = Année en cours
ui-period-12m = 12 derniers mois
ui-period-all = Depuis le début
ui-period-last-month = Mois dernier
ui-period-custom = Personnalisée
ui-compare = Comparer
ui-compared-with = comparé à { $range }
ui-compare-previous = Période précédente
ui-compare-year = Même période l’an dernier
ui-compare-none = Sans comparaison
ui-basis-now-event = remboursements à leur date
ui-basis-now-order = remboursements à la date de la commande
ui-basis-event = Compter au jour du fait
ui-basis-order = Compter au jour de la commande
ui-basis-hint-event = Un remboursement ou une annulation compte à sa propre date ; un jour passé ne change jamais.
ui-basis-hint-order = Il compte à la date de sa commande : ce que sont devenues les commandes de ce jour. Sur toute la durée, les deux concordent.
ui-times-in-zone = Heures de { $zone }

# Lists.
ui-search = Rechercher
ui-active-filters = Filtres actifs
ui-remove-filter = Retirer le filtre
ui-clear-filters = Tout effacer
ui-views = Vues
ui-pages = Pages
ui-page = Page { $number }
ui-previous-page = Page précédente
ui-next-page = Page suivante
ui-total = Total
ui-rows-shown = { $from }–{ $to } sur { $total }
ui-rows =
    { $count ->
        [one] { $count } ligne
        [many] { $count } de lignes
       *[other] { $count } lignes
    }
ui-sources-failed =
    { $failed ->
        [one] { $failed } source sur { $total } n’a pas répondu.
       *[other] { $failed } sources sur { $total } n’ont pas répondu.
    }

# Empty states.
ui-empty-first = Rien pour le moment
ui-empty-first-hint = Les éléments apparaîtront ici dès qu’il y en aura.
ui-empty-search = Aucun résultat
ui-empty-search-hint = Essayez d’autres mots ou effacez les filtres.
ui-empty-range = Rien sur cette période
ui-empty-range-hint = Choisissez une période plus longue.
ui-empty-done = Tout est fait
ui-empty-done-hint = Rien ne vous attend ici.

# Error pages.
ui-error-code = Erreur { $code }
ui-error-reference = Si vous demandez de l’aide, indiquez cette référence :
ui-error-home = Aller à l’accueil
ui-error-back = Retour
ui-error-404 = Cette page n’existe pas
ui-error-404-text = L’adresse est peut-être mal saisie, ou le contenu a été déplacé ou ne vous est pas accessible.
ui-error-403 = Vous ne pouvez pas ouvrir cette page
ui-error-403-text = Votre rôle n’a pas accès à cette page. La personne qui attribue les rôles ici peut vous l’accorder.
ui-error-401 = Veuillez vous connecter
ui-error-401-text = Cette page est réservée aux personnes connectées, ou votre session a pris fin.
ui-error-429 = Trop de tentatives
ui-error-429-text = Veuillez patienter un instant avant de réessayer.
ui-error-500 = Un problème est survenu de notre côté
ui-error-500-text = L’incident a été enregistré. Rien n’a été enregistré à moitié ; veuillez réessayer.
ui-error-503 = Indisponible pour le moment
ui-error-503-text = Cela devrait être bref. Veuillez réessayer sous peu.
ui-error-host = Aucune boutique à cette adresse
ui-error-host-text = { $host } n’est pas configuré ici. Vérifiez l’adresse ; si elle est à vous, validez le domaine dans les réglages de la boutique.

# The page that shows every component.
ui-components = Composants
ui-components-note = Chaque élément des pages dans chaque état, avec des chiffres inventés.
