search-module-name = Recherche
search-module-description = Trouver des produits par mots et par facettes, même mal orthographiés.

permission-search-view = Voir l’état de la recherche
permission-search-manage = Reconstruire l’index de recherche

search-error-too-many-filters = Pas plus de { $facets } facettes de { $values } valeurs chacune peuvent être choisies à la fois.
