core-module-name = Noyau
core-module-description = Tableaux de bord, listes et interrupteurs de tous les autres modules.
core-dashboard = Tableau de bord
core-platforms = Plateformes
core-platform = Plateforme
core-modules = Modules
core-modules-note = Ce que { $platform } propose. Un changement prend effet aussitôt, partout ; les données restent toujours.
core-optional-modules = Modules facultatifs
core-core-modules = Toujours actifs
core-state-on = Actif
core-state-off = Inactif
core-state-always = Toujours actif
core-state-waiting = Attend un autre module
core-switch-on = Activer
core-switch-off = Désactiver
core-switch-all-on = Tout activer
core-switch-all-off = Tout désactiver
core-off-hides = Désactivé, ses pages, chiffres et tâches disparaissent. Ses données restent.
core-needs = Nécessite : { $others }
core-needed-by = Nécessaire à : { $others }
core-platform-domain = Domaine
core-platform-zone = Fuseau horaire
core-platform-stores = Boutiques
core-platform-modules-on = Modules actifs
core-platform-modules-off = Modules inactifs
core-in-view = Affichée
core-look-at = Afficher cette plateforme
core-column-store = Boutique
core-role-owner = Propriétaire
core-role-manager = Gérant
core-role-staff = Personnel
core-role-viewer = Lecture seule
core-per-currency = par devise
core-before = Avant : { $value }
core-good-morning = Bonjour, { $name }
core-good-day = Bon après-midi, { $name }
core-good-evening = Bonsoir, { $name }
core-today = { $date }, jours comptés à { $zone }
core-no-script = Les chiffres de cette page arrivent par script.
core-show-all = Tout afficher sans script
core-no-numbers = Rien à compter pour l’instant.
core-live-updated = Chiffres mis à jour,
core-show-list = Tout afficher
core-spark = De { $first } à { $last } ; au plus bas { $low }, au plus haut { $high }
core-more-currencies = par devise, { $count } de plus sur sa page
core-unknown-metric = Ce chiffre n'existe pas ici.
core-numbers-unavailable = Ces chiffres ne sont pas disponibles pour l'instant. Réessayez dans un instant.
core-metric-rows = Voir les lignes derrière ce chiffre
core-metric-by = Un point par
core-metric-by-day = Jour
core-metric-by-week = Semaine
core-metric-by-month = Mois
core-metric-meaning = Ce qu'il signifie
core-metric-over-time = Dans le temps
core-metric-kind-flow = S'additionne : semaines et mois sont la somme de leurs jours.
core-metric-kind-stock = Un niveau : semaines et mois montrent où il en était à leur fin.
core-metric-kind-ratio = Un rapport de deux sommes : calculé pour toute la période, jamais en moyenne.
core-metric-kind-distinct = Compte chaque chose une fois : ne s'additionne jamais sur les jours.
core-metric-days = Jours
core-metric-key = Clé
core-metric-unit = Unité
core-metric-value = Valeur
core-metric-difference = Écart
core-metric-unfinished = pas encore terminé
core-metric-more = { $change } de plus que sur { $days } ({ $before })
core-metric-less = { $change } de moins que sur { $days } ({ $before })
core-metric-same = Comme sur { $days } ({ $before })
core-metric-from-nothing = Nouveau : rien sur { $days }
core-metric-summary = De { $first } à { $last } ; au plus haut { $high } ({ $high_at }), au plus bas { $low } ({ $low_at })
core-metric-no-series = Ce chiffre est calculé pour toute la période. Il n'y a pas de valeur par jour, donc pas de graphique.
core-metric-days-only = Ce chiffre n'est montré que par jour : il ne s'additionne ni ne se moyenne en semaines ou en mois.
core-customise = Personnaliser
core-customise-title = Personnaliser le tableau de bord
core-customise-done = Terminé
core-customise-note-store = Pour vous seul, dans toutes vos boutiques. Faites glisser par la poignée ou utilisez les boutons.
core-customise-note-admin = Pour vous seul, sur toutes vos plateformes. Faites glisser par la poignée ou utilisez les boutons.
core-pinned = En haut
core-hidden = Masqués
core-main-chart = graphique principal
core-chart-of = Le graphique montre { $currency }.
core-chart-others = Un graphique par devise
core-places-none-pinned = Rien encore. Épinglez ce que vous regardez d'abord.
core-places-none-section = Toutes ses cartes sont en haut ou masquées.
core-places-none-hidden = Rien n'est masqué.
core-act-up = Monter { $name }
core-act-down = Descendre { $name }
core-act-pin = Épingler { $name } en haut
core-act-unpin = Détacher { $name }
core-act-hide = Masquer { $name }
core-act-show = Remettre { $name }
core-said-place = { $name } : place { $place } sur { $count }
core-said-pin = { $name } est en haut
core-said-unpin = { $name } est de retour dans sa section
core-said-hide = { $name } est masqué
core-said-show = { $name } est de retour
core-said-reset = Tout est à sa place d'origine
core-reset = Revenir à la disposition d'origine
core-reset-hint = C'est la disposition prévue pour votre rôle.
core-reset-hint-own = Remet la disposition prévue pour votre rôle.
core-unknown-module = Il n’y a pas de module { $module }. Il y a : { $known }.
core-module-is-off = Cette page n’existe pas ici.
core-core-module-stays-on = { $module } est un module de base et reste actif.
core-module-is-needed = { $module } est nécessaire à { $others }, qui serait désactivé avec lui.
core-module-needs-others = { $module } nécessite { $others }, qui serait activé avec lui.
core-unknown-listing = Il n’y a pas de telle liste ici.
core-invalid-period = Cette période n’existe pas. Permis : { $allowed }.
core-invalid-comparison = Cette comparaison n’existe pas. Permis : { $allowed }.
core-invalid-basis = Cette base de calcul n’existe pas. Permis : { $allowed }.
permission-core-view-dashboard = Voir le tableau de bord
permission-core-manage-modules = Activer et désactiver des modules
permission-core-view-platforms = Voir les plateformes
core-brings-numbers =
    { $count ->
        [one] { $count } chiffre
       *[other] { $count } chiffres
    }
core-brings-lists =
    { $count ->
        [one] { $count } liste
       *[other] { $count } listes
    }
core-brings-rights =
    { $count ->
        [one] { $count } droit
       *[other] { $count } droits
    }
core-installation = Installation
core-all-platforms = Toutes les plateformes
core-installation-note = { $date }, jours comptés en { $zone }, le fuseau de la plateforme par défaut { $platform }. Chaque boutique compte une fois.
core-platforms-overlap = Une boutique présente sur deux plateformes compte sur les deux ; leur somme peut dépasser le total.
core-look-at-it = Ouvrir
core-stores-in-need-title = Boutiques qui demandent de l’attention
core-newest-stores-title = Boutiques les plus récentes
core-column-merchant = Marchand
core-column-reasons = Il manque
core-column-since = Depuis
core-need-unlinked = ne vend sur aucune plateforme
core-need-unstaffed = n’a pas d’équipe
core-need-unopened = pas encore ouverte
core-need-domain = domaine non vérifié
core-stores-in-need =
    { $count ->
        [one] { $count } boutique demande de l’attention
        [many] { $count } boutiques demandent de l’attention
       *[other] { $count } boutiques demandent de l’attention
    }
permission-core-view-installation = Voir toutes les plateformes ensemble

core-metrics = Ce que disent les chiffres
core-metrics-note = Chaque chiffre des modules activés, dans la mesure de vos droits.
core-metrics-search = Rechercher un chiffre
core-term-unit = Unité
core-term-unit-count = nombre
core-term-unit-money = argent
core-term-unit-percent = pour cent
core-term-unit-bytes = stockage en octets
core-term-kind = Dans le temps
core-term-kind-flow = s’additionne sur la période
core-term-kind-stock = l’état à la fin de la période
core-term-kind-ratio = recalculé à partir de ses parties, jamais moyenné
core-term-kind-distinct = chacun compté une fois, jamais additionné
core-term-combination = Plusieurs boutiques
core-term-combination-sum = la somme des boutiques
core-term-combination-ratio-of-sums = les deux parties additionnées, puis divisées
core-term-combination-distinct = recompté sur toutes les boutiques, chacun une fois
core-term-combination-last = la valeur la plus récente
core-term-combination-none = pour une seule boutique
core-term-time = Compte au
core-term-time-period-end = la fin de la période
core-term-time-happened = moment du fait
core-term-time-created = moment de la création
core-term-time-started = moment du début
core-term-time-first-seen = premier contact
core-term-time-placed = moment de la commande
core-term-time-event-or-order = moment du fait ou jour de la commande, au choix
core-term-currency = Devises
core-term-currency-none = aucune
core-term-currency-per-currency = une valeur par devise, jamais additionnées
core-term-more = Plus, c’est
core-term-more-good = bon
core-term-more-bad = mauvais
core-term-more-neither = ni bon ni mauvais
core-term-key = Clé
core-formula-count = nombre de lignes dans { $list }
core-formula-sum = somme de « { $column } » dans { $list }
core-export-metrics = Exporter
core-invalid-series = Ce pas n’existe pas. Permis : { $allowed }.
core-providers = Sources
core-providers-note = Comment arrivent les chiffres des modules, tous processus et plateformes confondus.
core-providers-empty = Aucun chiffre demandé pendant cette période
core-providers-empty-hint = Dès qu’un tableau de bord est ouvert, ses sources apparaissent ici.
core-providers-hour = Dernière heure
core-providers-day = Dernières 24 heures
core-providers-periods = Période
core-provider-module = Module
core-provider-state = État actuel
core-provider-breaker = Suspendu
core-provider-p95 = 95 % en moins de
core-provider-asked = Demandes
core-provider-error-rate = Taux d’erreur
core-provider-parked = Non demandé
core-provider-reference = Dernière erreur
core-provider-at-most = { $milliseconds } ms
core-provider-longer = plus de { $milliseconds } ms
core-provider-state-ok = Répond
core-provider-state-empty = Répond
core-provider-state-error = Erreur
core-provider-state-timeout = Pas de réponse à temps
core-provider-breaker-closed = Non
core-provider-breaker-open =
    { $count ->
        [one] pour { $count } boutique ou plateforme
       *[other] pour { $count } boutiques ou plateformes
    }
permission-core-view-providers = Voir l’état des sources
core-key-missing = Cet appel exige l’en-tête Idempotency-Key, afin qu’un second envoi ne l’exécute pas deux fois.
core-key-invalid = L’en-tête Idempotency-Key doit compter de 8 à 255 caractères imprimables.
core-key-used = Cette Idempotency-Key a déjà servi à un autre appel. Utilisez-en une nouvelle.
core-still-running = Le premier appel portant cette Idempotency-Key est encore en cours. Redemandez dans un instant.
core-unknown-store-code = Il n’y a pas de boutique « { $store } ». Les boutiques sont : { $known }
