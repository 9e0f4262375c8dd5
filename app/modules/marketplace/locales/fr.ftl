marketplace-module-name = Place de marché
marketplace-module-description = Imports de fichiers et de flux, lignes refusées et produits en attente d’examen.

marketplace-menu-imports = Imports

marketplace-list-imports = Imports
marketplace-list-refusals = Lignes refusées
marketplace-list-staging = Produits à examiner
marketplace-view-started = Lancés
marketplace-view-running = En cours
marketplace-view-to-check = À vérifier
marketplace-view-refused = Refusées
marketplace-view-waiting = En attente
marketplace-view-all-staged = Tous

marketplace-column-file-name = Fichier
marketplace-column-kind = Type
marketplace-column-state = État
marketplace-column-state-running = En cours
marketplace-column-state-finished = Terminé
marketplace-column-state-failed = Échoué
marketplace-column-started-at = Début
marketplace-column-rows = Lignes
marketplace-column-created = Nouvelles
marketplace-column-updated = Modifiées
marketplace-column-unchanged = Inchangées
marketplace-column-skipped = Ignorées
marketplace-column-failed = Refusées
marketplace-column-failure = Motif
marketplace-column-failure-empty = Fichier vide
marketplace-column-failure-error = Erreur
marketplace-column-failure-interrupted = Interrompu
marketplace-column-failure-not-text = Pas un fichier texte
marketplace-column-failure-too-large = Trop volumineux
marketplace-column-failure-unreadable = Illisible
marketplace-column-failure-wrong-columns = Mauvaises colonnes
marketplace-column-line = Ligne
marketplace-column-problem = Problème
marketplace-column-problem-columns = Nombre de colonnes
marketplace-column-problem-customer = Numéro de client
marketplace-column-problem-date = Date
marketplace-column-problem-document = Numéro de facture
marketplace-column-problem-encoding = Encodage des caractères
marketplace-column-problem-incomplete = Ligne coupée
marketplace-column-problem-length = Trop long
marketplace-column-problem-number = Nombre
marketplace-column-problem-other = Autre
marketplace-column-problem-product = Référence du produit
marketplace-column-problem-quoting = Guillemets
marketplace-column-problem-rule = Contradiction
marketplace-column-reason = Détails
marketplace-column-text = Contenu de la ligne
marketplace-column-title = Produit
marketplace-column-sku = Référence
marketplace-column-price = Prix
marketplace-column-staged-at = Mis de côté
marketplace-column-resolved-at = Décidé

marketplace-todo-to-check =
    { $count ->
        [one] { $count } import à vérifier
       *[other] { $count } imports à vérifier
    }
marketplace-panel-latest-imports = Derniers imports

metric-marketplace-import-jobs = Imports
    .definition = Imports lancés pendant la période, quelle qu’en soit l’issue.
metric-marketplace-running-jobs = Imports en cours
    .definition = Imports en cours à la fin de la période : ni terminés ni interrompus.
metric-marketplace-staging-products = Produits à examiner
    .definition = Produits importés mis de côté, en attente d’une décision à la fin de la période.
metric-marketplace-success-rate = Taux de réussite des imports
    .definition = (Lignes nouvelles + modifiées + inchangées) / lignes traitées des imports lancés pendant la période. Les lignes traitées sont celles-ci et les lignes refusées ; les doublons ignorés sont laissés de côté.
metric-marketplace-rows-failed = Lignes refusées
    .definition = Lignes inutilisables des imports lancés pendant la période.

permission-marketplace-view = Voir les imports, les lignes refusées et les produits à examiner

marketplace-error-unknown-format = Le format « { $format } » n’existe pas. Formats connus : { $known }.
marketplace-error-unreadable-file = « { $file } » ne peut pas être lu : { $reason }.
marketplace-error-not-a-file = Le fichier « { $file } » n’existe pas.
marketplace-error-empty-file = « { $file } » est vide.
marketplace-error-not-text = « { $file } » n’est pas un fichier texte en UTF-8 aux colonnes séparées par des virgules.
marketplace-error-unknown-header = { $file } ne peut pas être lu : sa première ligne ne correspond à aucun des formats connus ({ $known }). Indiquez lequel avec --format pour savoir ce qui manque.
marketplace-error-wrong-columns = La ligne 1 de « { $file } » ne nomme pas les colonnes du format. Manquantes : { $missing }. Inattendues : { $unexpected }.
marketplace-error-file-too-large = « { $file } » est trop volumineux : un fichier de produits peut avoir { $limit } Mo une fois décompressé. Répartissez-le sur plusieurs fichiers, chacun avec la ligne d’en-tête.
marketplace-error-catalog-unavailable = Aucun module installé ne tient de catalogue : l’import des produits n’a pas de destination.
marketplace-error-orders-unavailable = Aucun module installé ne prend de commandes : l’import n’a pas de destination.
marketplace-error-import-runs-elsewhere = « { $file } » est en cours d’import dans cette boutique par un autre processus.
marketplace-error-unknown-import-job = L’import « { $job_ref } » n’existe pas.
