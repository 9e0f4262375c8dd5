inventory-module-name = Lager
inventory-module-description = Bestände, Reservierungen und Bewegungen.
inventory-stock = Bestand
permission-inventory-view-stock = Bestand und Bewegungen sehen
permission-inventory-manage = Bestand und Lagerorte ändern

inventory-error-unknown-stock-item = Für die Variante { $variant_id } wird kein Bestand geführt.
inventory-error-unknown-variant = Der Katalog hat keine solche Variante.
inventory-error-unknown-location = Dieses Geschäft hat keinen solchen Lagerort.
inventory-error-location-code-taken = Ein anderer Lagerort hat bereits den Code { $code }.
inventory-error-location-in-use = Am Lagerort liegt noch Bestand, oder es ist Bestand von dort zugesagt. Leeren Sie ihn zuerst.
inventory-error-location-has-history = An diesem Lagerort hat sich Bestand bewegt. Er kann geschlossen, aber nicht entfernt werden.
inventory-error-main-location-stays = Der Hauptlagerort kann weder geschlossen noch entfernt werden.
inventory-error-adjustment-refused =
    { $count ->
        [one] Eine Zeile kann nicht übernommen werden; es wurde nichts geändert.
       *[other] { $count } Zeilen können nicht übernommen werden; es wurde nichts geändert.
    }

inventory-list-stock = Bestand
inventory-list-movements = Lagerbewegungen
inventory-view-stock-all = Alle
inventory-view-stock-tracked = Geführt
inventory-view-stock-low = Knapp
inventory-view-stock-out = Ausverkauft
inventory-view-movements-all = Alle

inventory-column-title = Variante
inventory-column-product = Produkt
inventory-column-sku = Artikelnummer
inventory-column-state = Bestand
inventory-column-state-enough = Vorrätig
inventory-column-state-low = Knapp
inventory-column-state-out = Ausverkauft
inventory-column-state-untracked = Nicht geführt
inventory-column-on-hand = Auf Lager
inventory-column-reserved = Reserviert
inventory-column-available = Verfügbar
inventory-column-threshold = Knapp ab
inventory-column-happened = Zeitpunkt
inventory-column-reason = Grund
inventory-column-reason-opening = Anfangsbestand
inventory-column-reason-delivery = Lieferung
inventory-column-reason-sale = Verkauf
inventory-column-reason-return = Rückgabe
inventory-column-reason-correction = Korrektur
inventory-column-reason-reservation = Reservierung
inventory-column-reason-release = Freigabe
inventory-column-on-hand-change = Lager +/−
inventory-column-reserved-change = Reserviert +/−
inventory-column-note = Notiz
inventory-column-reference = Referenz

inventory-todo-low =
    { $count ->
        [one] { $count } Variante wird knapp
       *[other] { $count } Varianten werden knapp
    }
inventory-todo-out =
    { $count ->
        [one] { $count } Variante ist ausverkauft
       *[other] { $count } Varianten sind ausverkauft
    }
inventory-panel-low = Knapper Bestand

metric-inventory-on-hand = Auf Lager
    .definition = Stück geführter Varianten, die am Ende des Zeitraums auf Lager sind, reserviert oder nicht.
metric-inventory-reserved = Reserviert
    .definition = Stück geführter Varianten, die am Ende des Zeitraums für Bestellungen zurückgelegt sind.
metric-inventory-available = Verfügbar
    .definition = Auf Lager - reserviert: Stück geführter Varianten, die noch verkauft werden können.
metric-inventory-low-stock = Knapper Bestand
    .definition = Geführte Varianten, von denen am Ende des Zeitraums noch etwas verfügbar ist, aber nicht mehr als ihre heutige Meldegrenze.
metric-inventory-out-of-stock = Ausverkauft
    .definition = Geführte Varianten, von denen am Ende des Zeitraums nichts mehr verfügbar ist.
inventory-variant-or-sku = Nennen Sie die Variante entweder mit variant_id oder mit sku.
inventory-level-or-change = Geben Sie entweder on_hand oder change an.
