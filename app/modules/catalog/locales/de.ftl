catalog-module-name = Katalog
catalog-module-description = Produkte und ihre Varianten.
catalog-products = Produkte
permission-catalog-view-products = Produkte und Varianten sehen

catalog-list-products = Produkte
catalog-list-variants = Varianten
catalog-view-products-all = Im Katalog
catalog-view-products-active = Aktiv
catalog-view-products-featured = Hervorgehoben
catalog-view-products-new = Neu
catalog-view-products-archived = Archiviert
catalog-view-variants-all = Im Katalog

catalog-column-title = Titel
catalog-column-reference = Referenz
catalog-column-status = Status
catalog-column-status-draft = Entwurf
catalog-column-status-active = Aktiv
catalog-column-status-archived = Archiviert
catalog-column-featured = Hervorgehoben
catalog-column-variants = Varianten
catalog-column-price-from = Preis ab
catalog-column-price = Preis
catalog-column-created = Angelegt
catalog-column-sku = Artikelnummer
catalog-column-product = Produkt

metric-catalog-products = Produkte
    .definition = Produkte im Katalog am Ende des Zeitraums: Entwürfe und aktive. Archivierte Produkte zählen nicht mit.
metric-catalog-active-products = Aktive Produkte
    .definition = Produkte, die am Ende des Zeitraums veröffentlicht und nicht archiviert sind.
metric-catalog-featured-products = Hervorgehobene Produkte
    .definition = Aktive Produkte, die das Geschäft am Ende des Zeitraums besonders herausstellt.
metric-catalog-variants = Varianten
    .definition = Varianten (Artikelnummern) der Produkte, die am Ende des Zeitraums im Katalog sind. Varianten archivierter Produkte zählen nicht mit.
metric-catalog-new-products = Neue Produkte
    .definition = Produkte, die im Zeitraum angelegt wurden, was auch immer seither aus ihnen geworden ist.
