# The frame of every page.
ui-skip-to-content = Zum Inhalt springen
ui-home = Startseite
ui-navigation = Hauptnavigation
ui-open-menu = Menü öffnen
ui-breadcrumb = Sie sind hier
ui-settings = Einstellungen
ui-switch = Wechseln
ui-switch-to = Wechseln zu
ui-language = Sprache
ui-theme = Darstellung
ui-theme-light = Hell
ui-theme-dark = Dunkel
ui-theme-system = Wie das Gerät
ui-sign-in = Anmelden
ui-sign-out = Abmelden

# Acts and states.
ui-close = Schließen
ui-cancel = Abbrechen
ui-continue = Fortfahren
ui-confirm-title = Sind Sie sicher?
ui-save = Speichern
ui-apply = Anwenden
ui-show = Anzeigen
ui-more = Mehr
ui-export-csv = CSV exportieren
ui-retry = Neu versuchen
ui-retry-name = { $name } neu versuchen
ui-retry-all = Alle neu versuchen
ui-optional = optional
ui-yes = Ja
ui-no = Nein
ui-loading = Wird geladen
ui-live = Live
ui-reference = Kennung
ui-ref = Kennung
ui-no-connection = Keine Verbindung. Es wurde nichts geändert, bitte versuchen Sie es erneut.
ui-request-failed = Das hat nicht geklappt

# Numbers, cards and charts.
ui-how-counted = So wird gezählt: { $name }
ui-what-it-means = Was bedeutet das?
ui-delta-up = gestiegen um
ui-delta-down = gefallen um
ui-delta-new = neu
ui-delta-stable = unverändert
ui-not-applicable = nicht anwendbar
ui-nothing-to-measure = In diesem Zeitraum nichts zu messen
ui-no-value = kein Wert
ui-compared = Vergleich
ui-card-unavailable = Nicht verfügbar
ui-card-timeout = Keine Antwort in der Frist
ui-card-last-known = Zuletzt bekannt: { $value }, { $age }
ui-card-old = Zuletzt bekannt
ui-card-as-of = Zuletzt bekannt, { $age }
ui-card-no-last-known = Kein früherer Wert
ui-card-forbidden = Nicht für Ihre Rolle
ui-card-forbidden-hint = Fragen Sie einen Inhaber nach Zugriff.
ui-card-rows = Zeilen hinter { $name } zeigen
ui-todo = Was auf Sie wartet
ui-chart-empty = Keine Werte in diesem Zeitraum
ui-chart-read = { $name }, mit den Pfeiltasten lesen
ui-chart-as-table = Als Tabelle anzeigen
ui-chart-table-of = Werte: { $name }

# Periods.
ui-date = Datum
ui-date-from = Von
ui-date-to = Bis
ui-period = Zeitraum
ui-period-short-today = Heute
ui-period-short-7d = 7 Tage
ui-period-short-30d = 30 Tage
ui-period-short-mtd = Monat
ui-period-short-ytd = Jahr
ui-period-today = Heute
ui-period-yesterday = Gestern
ui-period-7d = Letzte 7 Tage
ui-period-30d = Letzte 30 Tage
ui-period-90d = Letzte 90 Tage
ui-period-mtd = Laufender Monat
ui-period-qtd = Laufendes Quartal
ui-period-ytd = Laufendes Jahr
ui-period-12m = Letzte 12 Monate
ui-period-all = Gesamte Zeit
ui-period-last-month = Letzter Monat
ui-period-custom = Eigener
ui-compare = Vergleichen
ui-compared-with = verglichen mit { $range }
ui-compare-previous = Vorheriger Zeitraum
ui-compare-year = Gleicher Zeitraum im Vorjahr
ui-compare-none = Kein Vergleich
ui-basis-now-event = Erstattungen an ihrem Tag
ui-basis-now-order = Erstattungen am Tag der Bestellung
ui-basis-event = Zählen, wann es geschah
ui-basis-order = Zählen am Tag der Bestellung
ui-basis-hint-event = Eine Erstattung oder Stornierung zählt an ihrem eigenen Tag; ein vergangener Tag ändert sich nie.
ui-basis-hint-order = Sie zählt am Tag ihrer Bestellung: was aus den Bestellungen jenes Tages wurde. Über alle Zeit sind beide gleich.
ui-times-in-zone = Zeiten von { $zone }

# Lists.
ui-search = Suchen
ui-active-filters = Aktive Filter
ui-remove-filter = Filter entfernen
ui-clear-filters = Alle entfernen
ui-views = Ansichten
ui-pages = Seiten
ui-page = Seite { $number }
ui-previous-page = Vorige Seite
ui-next-page = Nächste Seite
ui-total = Summe
ui-rows-shown = { $from }–{ $to } von { $total }
ui-rows =
    { $count ->
        [one] 1 Zeile
       *[other] { $count } Zeilen
    }
ui-sources-failed =
    { $failed ->
        [one] 1 von { $total } Quellen hat nicht geantwortet.
       *[other] { $failed } von { $total } Quellen haben nicht geantwortet.
    }

# Empty states.
ui-empty-first = Noch nichts da
ui-empty-first-hint = Sobald es etwas gibt, erscheint es hier.
ui-empty-search = Keine Treffer
ui-empty-search-hint = Versuchen Sie andere Wörter oder entfernen Sie die Filter.
ui-empty-range = Nichts in diesem Zeitraum
ui-empty-range-hint = Wählen Sie einen längeren Zeitraum.
ui-empty-done = Alles erledigt
ui-empty-done-hint = Hier wartet nichts auf Sie.

# Error pages.
ui-error-code = Fehler { $code }
ui-error-reference = Wenn Sie um Hilfe bitten, nennen Sie diese Kennung:
ui-error-home = Zur Startseite
ui-error-back = Zurück
ui-error-404 = Diese Seite gibt es nicht
ui-error-404-text = Die Adresse ist vielleicht vertippt, oder der Inhalt ist umgezogen oder nicht für Sie bestimmt.
ui-error-403 = Das dürfen Sie nicht öffnen
ui-error-403-text = Ihre Rolle hat kein Recht auf diese Seite. Wer hier die Rollen vergibt, kann es Ihnen geben.
ui-error-401 = Bitte melden Sie sich an
ui-error-401-text = Diese Seite ist nur für Angemeldete, oder Ihre Sitzung ist abgelaufen.
ui-error-429 = Zu viele Versuche
ui-error-429-text = Bitte warten Sie einen Moment, bevor Sie es erneut versuchen.
ui-error-500 = Bei uns ist etwas schiefgegangen
ui-error-500-text = Der Vorfall wurde aufgezeichnet. Nichts wurde halb gespeichert; bitte versuchen Sie es erneut.
ui-error-503 = Gerade nicht verfügbar
ui-error-503-text = Das sollte gleich vorbei sein. Bitte versuchen Sie es in Kürze erneut.
ui-error-host = Unter dieser Adresse gibt es kein Geschäft
ui-error-host-text = { $host } ist hier nicht eingerichtet. Prüfen Sie die Adresse; gehört sie Ihnen, bestätigen Sie die Domain in den Einstellungen des Geschäfts.

# The page that shows every component.
ui-components = Bausteine
ui-components-note = Jeder Baustein der Seiten in jedem Zustand, mit erfundenen Zahlen.
