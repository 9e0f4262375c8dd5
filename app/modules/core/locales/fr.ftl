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
