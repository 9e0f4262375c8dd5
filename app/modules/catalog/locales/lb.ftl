catalog-module-name = Catalog
catalog-module-description = Produiten an hir Varianten.
catalog-products = Produiten
permission-catalog-view-products = Produiten a Varianten gesinn

catalog-list-products = Produiten
catalog-list-variants = Varianten
catalog-view-products-all = Am Catalog
catalog-view-products-active = Aktiv
catalog-view-products-featured = Am Virdergrond
catalog-view-products-new = Nei
catalog-view-products-archived = Archivéiert
catalog-view-variants-all = Am Catalog

catalog-column-title = Titel
catalog-column-reference = Referenz
catalog-column-status = Statut
catalog-column-status-draft = Entworf
catalog-column-status-active = Aktiv
catalog-column-status-archived = Archivéiert
catalog-column-featured = Am Virdergrond
catalog-column-variants = Varianten
catalog-column-price-from = Präis vun … un
catalog-column-price = Präis
catalog-column-created = Ugeluecht
catalog-column-sku = Artikelnummer
catalog-column-product = Produit

metric-catalog-products = Produiten
    .definition = Produiten, déi um Enn vum Zäitraum am Catalog sinn: Entwërf an aktiver. Archivéiert Produiten zielen net mat.
metric-catalog-active-products = Aktiv Produiten
    .definition = Produiten, déi um Enn vum Zäitraum publizéiert an net archivéiert sinn.
metric-catalog-featured-products = Produiten am Virdergrond
    .definition = Aktiv Produiten, déi de Buttek um Enn vum Zäitraum besonnesch erausstellt.
metric-catalog-variants = Varianten
    .definition = Varianten (Artikelnummeren) vun de Produiten, déi um Enn vum Zäitraum am Catalog sinn. Variante vun archivéierte Produiten zielen net mat.
metric-catalog-new-products = Nei Produiten
    .definition = Produiten, déi am Zäitraum ugeluecht goufen, egal wat zënterhier aus hinne ginn ass.
