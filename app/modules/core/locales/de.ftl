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
