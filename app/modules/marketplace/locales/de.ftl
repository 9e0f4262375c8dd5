marketplace-module-name = Marktplatz
marketplace-module-description = Importe von Dateien und Feeds, was sie abgewiesen haben, und Produkte, die auf eine Prüfung warten.

marketplace-menu-imports = Importe

marketplace-list-imports = Importe
marketplace-list-refusals = Abgewiesene Zeilen
marketplace-list-staging = Produkte zur Prüfung
marketplace-view-started = Begonnen
marketplace-view-running = Laufend
marketplace-view-to-check = Zu prüfen
marketplace-view-refused = Abgewiesen
marketplace-view-waiting = Wartend
marketplace-view-all-staged = Alle

marketplace-column-file-name = Datei
marketplace-column-kind = Art
marketplace-column-state = Zustand
marketplace-column-state-running = Läuft
marketplace-column-state-finished = Fertig
marketplace-column-state-failed = Gescheitert
marketplace-column-started-at = Begonnen
marketplace-column-rows = Zeilen
marketplace-column-created = Neu
marketplace-column-updated = Geändert
marketplace-column-unchanged = Unverändert
marketplace-column-skipped = Übergangen
marketplace-column-failed = Abgewiesen
marketplace-column-failure = Grund
marketplace-column-failure-empty = Leere Datei
marketplace-column-failure-error = Fehler
marketplace-column-failure-interrupted = Abgebrochen
marketplace-column-failure-not-text = Keine Textdatei
marketplace-column-failure-too-large = Zu groß
marketplace-column-failure-unreadable = Nicht lesbar
marketplace-column-failure-wrong-columns = Falsche Spalten
marketplace-column-line = Zeile
marketplace-column-problem = Problem
marketplace-column-problem-columns = Anzahl der Spalten
marketplace-column-problem-customer = Kundennummer
marketplace-column-problem-date = Datum
marketplace-column-problem-document = Rechnungsnummer
marketplace-column-problem-encoding = Zeichenkodierung
marketplace-column-problem-incomplete = Zeile abgeschnitten
marketplace-column-problem-length = Zu lang
marketplace-column-problem-number = Zahl
marketplace-column-problem-other = Anderes
marketplace-column-problem-product = Artikelnummer
marketplace-column-problem-quoting = Anführungszeichen
marketplace-column-problem-rule = Widerspruch
marketplace-column-reason = Einzelheiten
marketplace-column-text = Inhalt der Zeile
marketplace-column-title = Produkt
marketplace-column-sku = Artikelnummer
marketplace-column-price = Preis
marketplace-column-staged-at = Zurückgestellt
marketplace-column-resolved-at = Entschieden

marketplace-todo-to-check =
    { $count ->
        [one] { $count } Import zu prüfen
       *[other] { $count } Importe zu prüfen
    }
marketplace-panel-latest-imports = Letzte Importe

metric-marketplace-import-jobs = Importe
    .definition = Importe, die im Zeitraum begonnen wurden, was auch immer aus ihnen wurde.
metric-marketplace-running-jobs = Laufende Importe
    .definition = Importe, die am Ende des Zeitraums laufen: weder fertig noch abgebrochen.
metric-marketplace-staging-products = Produkte zur Prüfung
    .definition = Zurückgestellte importierte Produkte, über die am Ende des Zeitraums noch zu entscheiden ist.
metric-marketplace-success-rate = Erfolgsquote der Importe
    .definition = (Neue + geänderte + unveränderte Zeilen) / verarbeitete Zeilen der im Zeitraum begonnenen Importe. Verarbeitet sind diese und die abgewiesenen; übergangene Doppelte bleiben außen vor.
metric-marketplace-rows-failed = Abgewiesene Zeilen
    .definition = Zeilen der im Zeitraum begonnenen Importe, die nicht zu verwenden waren.

permission-marketplace-view = Importe, abgewiesene Zeilen und Produkte zur Prüfung ansehen

marketplace-error-unknown-format = Das Format „{ $format }“ gibt es nicht. Bekannte Formate: { $known }.
marketplace-error-unreadable-file = „{ $file }“ ist nicht lesbar: { $reason }.
marketplace-error-not-a-file = Die Datei „{ $file }“ gibt es nicht.
marketplace-error-empty-file = „{ $file }“ ist leer.
marketplace-error-not-text = „{ $file }“ ist keine Textdatei in UTF-8 mit Spalten, die durch Kommas getrennt sind.
marketplace-error-unknown-header = { $file } kann nicht gelesen werden: Die erste Zeile passt zu keinem der bekannten Formate ({ $known }). Mit --format genannt, wird gesagt, was fehlt.
marketplace-error-wrong-columns = Zeile 1 von „{ $file }“ nennt nicht die Spalten des Formats. Es fehlen: { $missing }. Unerwartet: { $unexpected }.
marketplace-error-file-too-large = „{ $file }“ ist zu groß: Eine Produktdatei darf entpackt { $limit } MB haben. Teilen Sie sie in mehrere Dateien auf, jede mit der Kopfzeile.
marketplace-error-catalog-unavailable = Kein installiertes Modul führt einen Katalog; es gibt also kein Ziel für den Import von Produkten.
marketplace-error-orders-unavailable = Kein installiertes Modul nimmt Bestellungen an; es gibt also kein Ziel für den Import.
marketplace-error-import-runs-elsewhere = „{ $file }“ wird gerade von einem anderen Prozess in dieses Geschäft importiert.
marketplace-error-unknown-import-job = Den Import „{ $job_ref }“ gibt es nicht.
