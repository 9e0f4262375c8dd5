cms-module-name = Contenu
cms-module-description = Pages, fichiers multimédias et thèmes des vitrines.

cms-menu-pages = Pages
cms-menu-media = Médias

cms-list-pages = Pages
cms-list-media = Fichiers multimédias
cms-list-themes = Thèmes
cms-view-all-pages = Toutes les pages
cms-view-published = Publiées
cms-view-all-media = Tous les fichiers
cms-view-installed = Installés

cms-column-title = Titre
cms-column-slug = Adresse
cms-column-locale = Langue
cms-column-state = État
cms-column-state-published = Publiée
cms-column-state-withdrawn = Retirée
cms-column-state-draft = Brouillon
cms-column-created-at = Création
cms-column-updated-at = Dernière modification
cms-column-path = Fichier
cms-column-media-type = Type
cms-column-size-bytes = Taille
cms-column-alt-text = Texte alternatif
cms-column-name = Nom
cms-column-code = Code
cms-column-is-in-use = Utilisé
cms-column-installed-at = Installation

metric-cms-pages = Pages
    .definition = Pages existant à la fin de la période, brouillons compris ; chaque langue d’une page compte.
metric-cms-published-pages = Pages publiées
    .definition = Pages que la clientèle peut lire à la fin de la période : publiées et non retirées.
metric-cms-media-files = Fichiers multimédias
    .definition = Images, films et documents stockés à la fin de la période.
metric-cms-media-bytes = Espace des médias
    .definition = Somme des tailles stockées de tous les fichiers multimédias à la fin de la période.
metric-cms-themes = Thèmes
    .definition = Thèmes installés à la fin de la période, utilisés ou non.

permission-cms-view = Voir les pages, les fichiers multimédias et les thèmes

cms-error-two-themes-in-use = Un seul thème peut être utilisé, pas plusieurs : { $codes }.
