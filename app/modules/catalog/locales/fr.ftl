catalog-module-name = Catalogue
catalog-module-description = Les produits et leurs variantes.
catalog-products = Produits
permission-catalog-view-products = Voir les produits et les variantes

catalog-list-products = Produits
catalog-list-variants = Variantes
catalog-view-products-all = Au catalogue
catalog-view-products-active = Actifs
catalog-view-products-featured = En vedette
catalog-view-products-new = Nouveaux
catalog-view-products-archived = Archivés
catalog-view-variants-all = Au catalogue

catalog-column-title = Titre
catalog-column-reference = Référence
catalog-column-status = Statut
catalog-column-status-draft = Brouillon
catalog-column-status-active = Actif
catalog-column-status-archived = Archivé
catalog-column-featured = En vedette
catalog-column-variants = Variantes
catalog-column-price-from = Prix à partir de
catalog-column-price = Prix
catalog-column-created = Création
catalog-column-sku = Réf. article
catalog-column-product = Produit

metric-catalog-products = Produits
    .definition = Produits au catalogue à la fin de la période : brouillons et produits actifs. Les produits archivés ne comptent pas.
metric-catalog-active-products = Produits actifs
    .definition = Produits publiés et non archivés à la fin de la période.
metric-catalog-featured-products = Produits en vedette
    .definition = Produits actifs que la boutique met en avant à la fin de la période.
metric-catalog-variants = Variantes
    .definition = Variantes (références d’article) des produits au catalogue à la fin de la période. Les variantes des produits archivés ne comptent pas.
metric-catalog-new-products = Nouveaux produits
    .definition = Produits créés pendant la période, quoi qu’il en soit advenu depuis.
