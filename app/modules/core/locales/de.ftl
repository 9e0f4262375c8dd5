core-module-name = Kern
core-module-description = Übersichten, Listen und die Schalter aller anderen Module.
core-dashboard = Übersicht
core-platforms = Plattformen
core-platform = Plattform
core-modules = Module
core-modules-note = Was { $platform } anbietet. Ein Schalter wirkt sofort und überall; Daten bleiben immer.
core-optional-modules = Optionale Module
core-core-modules = Immer an
core-state-on = An
core-state-off = Aus
core-state-always = Immer an
core-state-waiting = Wartet auf ein anderes Modul
core-switch-on = Einschalten
core-switch-off = Ausschalten
core-switch-all-on = Alle einschalten
core-switch-all-off = Alle ausschalten
core-off-hides = Aus verbirgt Seiten, Zahlen und Aufgaben. Die Daten bleiben.
core-needs = Braucht: { $others }
core-needed-by = Wird gebraucht von: { $others }
core-platform-domain = Domain
core-platform-zone = Zeitzone
core-platform-stores = Geschäfte
core-platform-modules-on = Module an
core-platform-modules-off = Module aus
core-in-view = Angezeigt
core-look-at = Diese Plattform anzeigen
core-column-store = Geschäft
core-role-owner = Inhaber
core-role-manager = Leitung
core-role-staff = Mitarbeit
core-role-viewer = Nur Ansicht
core-per-currency = je Währung
core-before = Vorher: { $value }
core-good-morning = Guten Morgen, { $name }
core-good-day = Guten Tag, { $name }
core-good-evening = Guten Abend, { $name }
core-today = { $date }, Tage gezählt in { $zone }
core-no-script = Die Zahlen dieser Seite kommen per Skript.
core-show-all = Alles ohne Skript zeigen
core-no-numbers = Noch nichts zu zählen.
core-live-updated = Zahlen aktualisiert,
core-show-list = Alle zeigen
core-spark = Von { $first } bis { $last }; tiefster Wert { $low }, höchster { $high }
core-more-currencies = je Währung, { $count } weitere auf der eigenen Seite
core-unknown-metric = Diese Zahl gibt es hier nicht.
core-numbers-unavailable = Diese Zahlen sind gerade nicht verfügbar. Bitte versuchen Sie es gleich noch einmal.
core-metric-rows = Zeilen hinter dieser Zahl zeigen
core-metric-by = Ein Punkt je
core-metric-by-day = Tag
core-metric-by-week = Woche
core-metric-by-month = Monat
core-metric-meaning = Was sie bedeutet
core-metric-over-time = Über die Zeit
core-metric-kind-flow = Summiert sich: Wochen und Monate sind die Summe ihrer Tage.
core-metric-kind-stock = Ein Stand: Wochen und Monate zeigen ihn an ihrem Ende.
core-metric-kind-ratio = Ein Verhältnis zweier Summen: für den ganzen Zeitraum berechnet, nie gemittelt.
core-metric-kind-distinct = Zählt Verschiedenes einmal: nie über Tage summiert.
core-metric-days = Tage
core-metric-key = Schlüssel
core-metric-unit = Einheit
core-metric-value = Wert
core-metric-difference = Unterschied
core-metric-unfinished = noch nicht zu Ende
core-metric-more = { $change } mehr als { $days } ({ $before })
core-metric-less = { $change } weniger als { $days } ({ $before })
core-metric-same = Dasselbe wie { $days } ({ $before })
core-metric-from-nothing = Neu: { $days } gab es nichts
core-metric-summary = Von { $first } bis { $last }; höchster Wert { $high } ({ $high_at }), tiefster { $low } ({ $low_at })
core-metric-no-series = Diese Zahl wird für den ganzen Zeitraum berechnet. Es gibt keinen Wert je Tag, also auch kein Diagramm.
core-metric-days-only = Diese Zahl wird nur je Tag gezeigt: Sie lässt sich weder zu Wochen oder Monaten summieren noch mitteln.
core-customise = Anpassen
core-customise-title = Übersicht anpassen
core-customise-done = Fertig
core-customise-note-store = Nur für Sie, in allen Ihren Geschäften. Am Griff ziehen oder die Knöpfe benutzen.
core-customise-note-admin = Nur für Sie, auf allen Ihren Plattformen. Am Griff ziehen oder die Knöpfe benutzen.
core-pinned = Ganz oben
core-hidden = Ausgeblendet
core-main-chart = Hauptdiagramm
core-chart-of = Das Diagramm zeigt { $currency }.
core-chart-others = Ein Diagramm je Währung
core-places-none-pinned = Noch nichts. Heften Sie an, was Sie zuerst ansehen.
core-places-none-section = Alle Karten sind ganz oben oder ausgeblendet.
core-places-none-hidden = Nichts ist ausgeblendet.
core-act-up = { $name } nach oben
core-act-down = { $name } nach unten
core-act-pin = { $name } oben anheften
core-act-unpin = { $name } lösen
core-act-hide = { $name } ausblenden
core-act-show = { $name } zurückholen
core-said-place = { $name }: Platz { $place } von { $count }
core-said-pin = { $name } ist ganz oben
core-said-unpin = { $name } ist zurück in seinem Abschnitt
core-said-hide = { $name } ist ausgeblendet
core-said-show = { $name } ist zurück
core-said-reset = Alles ist am gewohnten Platz
core-reset = Auf Standard zurücksetzen
core-reset-hint = Das ist der Standard Ihrer Rolle.
core-reset-hint-own = Bringt den Standard Ihrer Rolle zurück.
core-unknown-module = Es gibt kein Modul { $module }. Es gibt: { $known }.
core-module-is-off = Diese Seite gibt es hier nicht.
core-core-module-stays-on = { $module } ist ein Kernmodul und bleibt an.
core-module-is-needed = { $module } wird gebraucht von { $others }. Sie würden mit ausgeschaltet.
core-module-needs-others = { $module } braucht { $others }. Sie würden mit eingeschaltet.
core-unknown-listing = Diese Liste gibt es hier nicht.
core-invalid-period = Diesen Zeitraum gibt es nicht. Erlaubt: { $allowed }.
core-invalid-comparison = Diesen Vergleich gibt es nicht. Erlaubt: { $allowed }.
core-invalid-basis = Diese Zählweise gibt es nicht. Erlaubt: { $allowed }.
permission-core-view-dashboard = Übersicht sehen
permission-core-manage-modules = Module schalten
permission-core-view-platforms = Plattformen sehen
core-brings-numbers =
    { $count ->
        [one] { $count } Zahl
       *[other] { $count } Zahlen
    }
core-brings-lists =
    { $count ->
        [one] { $count } Liste
       *[other] { $count } Listen
    }
core-brings-rights =
    { $count ->
        [one] { $count } Recht
       *[other] { $count } Rechte
    }
core-installation = Installation
core-all-platforms = Alle Plattformen
core-installation-note = { $date }, Tage gezählt in { $zone }, der Zone der Standardplattform { $platform }. Jedes Geschäft zählt einmal.
core-platforms-overlap = Ein Geschäft auf zwei Plattformen zählt auf beiden; die Plattformen können zusammen mehr ergeben als die Summe.
core-look-at-it = Öffnen
core-stores-in-need-title = Geschäfte, die Aufmerksamkeit brauchen
core-newest-stores-title = Neueste Geschäfte
core-column-merchant = Händler
core-column-reasons = Es fehlt
core-column-since = Seit
core-need-unlinked = verkauft auf keiner Plattform
core-need-unstaffed = hat kein Team
core-need-unopened = noch nicht eröffnet
core-need-domain = Domain nicht bestätigt
core-stores-in-need =
    { $count ->
        [one] { $count } Geschäft braucht Aufmerksamkeit
       *[other] { $count } Geschäfte brauchen Aufmerksamkeit
    }
permission-core-view-installation = Alle Plattformen zusammen sehen

core-metrics = Was die Zahlen bedeuten
core-metrics-note = Jede Zahl der eingeschalteten Module, soweit Sie sie sehen dürfen.
core-metrics-search = Zahlen durchsuchen
core-term-unit = Einheit
core-term-unit-count = Anzahl
core-term-unit-money = Geld
core-term-unit-percent = Prozent
core-term-unit-bytes = Speicher in Byte
core-term-kind = Über die Zeit
core-term-kind-flow = summiert sich über den Zeitraum
core-term-kind-stock = der Stand am Ende des Zeitraums
core-term-kind-ratio = aus den Teilen neu berechnet, nie gemittelt
core-term-kind-distinct = jedes einmal gezählt, nie summiert
core-term-combination = Mehrere Geschäfte
core-term-combination-sum = die Summe über die Geschäfte
core-term-combination-ratio-of-sums = beide Teile über die Geschäfte summiert, dann geteilt
core-term-combination-distinct = über alle Geschäfte neu gezählt, jedes einmal
core-term-combination-last = der neueste Wert der Geschäfte
core-term-combination-none = nur für ein einzelnes Geschäft
core-term-time = Zählt zum
core-term-time-period-end = Ende des Zeitraums
core-term-time-happened = Zeitpunkt des Geschehens
core-term-time-created = Zeitpunkt des Anlegens
core-term-time-started = Zeitpunkt des Beginns
core-term-time-first-seen = ersten Auftreten
core-term-time-placed = Zeitpunkt der Bestellung
core-term-time-event-or-order = Zeitpunkt des Geschehens oder Tag der Bestellung, je nach Wahl
core-term-currency = Währungen
core-term-currency-none = keine
core-term-currency-per-currency = ein Wert je Währung, nie summiert
core-term-more = Mehr ist
core-term-more-good = gut
core-term-more-bad = schlecht
core-term-more-neither = weder gut noch schlecht
core-term-key = Schlüssel
core-formula-count = Anzahl der Zeilen in { $list }
core-formula-sum = Summe von „{ $column }“ in { $list }
core-export-metrics = Exportieren
core-invalid-series = Diese Schrittweite gibt es nicht. Erlaubt: { $allowed }.
core-providers = Datenquellen
core-providers-note = Wie die Zahlen der Module ankommen, über alle Prozesse und Plattformen.
core-providers-empty = In dieser Zeit wurden keine Zahlen erfragt
core-providers-empty-hint = Sobald ein Dashboard geöffnet wird, erscheinen hier seine Quellen.
core-providers-hour = Letzte Stunde
core-providers-day = Letzte 24 Stunden
core-providers-periods = Zeitraum
core-provider-module = Modul
core-provider-state = Zustand jetzt
core-provider-breaker = Ausgesetzt
core-provider-p95 = 95 % innerhalb von
core-provider-asked = Gefragt
core-provider-error-rate = Fehlerrate
core-provider-parked = Nicht gefragt
core-provider-reference = Letzter Fehler
core-provider-at-most = { $milliseconds } ms
core-provider-longer = über { $milliseconds } ms
core-provider-state-ok = Antwortet
core-provider-state-empty = Antwortet
core-provider-state-error = Fehler
core-provider-state-timeout = Keine Antwort in der Zeit
core-provider-breaker-closed = Nein
core-provider-breaker-open =
    { $count ->
        [one] für { $count } Store oder Plattform
       *[other] für { $count } Stores oder Plattformen
    }
permission-core-view-providers = Zustand der Datenquellen sehen
core-key-missing = Dieser Aufruf braucht den Header Idempotency-Key, damit doppeltes Senden ihn nicht doppelt ausführt.
core-key-invalid = Der Header Idempotency-Key muss 8 bis 255 druckbare Zeichen haben.
core-key-used = Dieser Idempotency-Key wurde für einen anderen Aufruf benutzt. Nehmen Sie einen neuen.
core-still-running = Der erste Aufruf mit diesem Idempotency-Key läuft noch. Fragen Sie gleich noch einmal.
