core-module-name = Kär
core-module-description = Iwwersiichten, Lëschten an d'Schalter vun allen anere Moduler.
core-dashboard = Iwwersiicht
core-platforms = Plattformen
core-platform = Plattform
core-modules = Moduler
core-modules-note = Wat { $platform } ubitt. E Schalter wierkt direkt an iwwerall; d'Donnéeë bleiwen ëmmer.
core-optional-modules = Optional Moduler
core-core-modules = Ëmmer un
core-state-on = Un
core-state-off = Aus
core-state-always = Ëmmer un
core-state-waiting = Waart op en anere Modul
core-switch-on = Aschalten
core-switch-off = Ausschalten
core-switch-all-on = Alleguer aschalten
core-switch-all-off = Alleguer ausschalten
core-off-hides = Aus verstoppt Säiten, Zuelen an Aufgaben. D'Donnéeë bleiwen.
core-needs = Brauch: { $others }
core-needed-by = Gëtt gebraucht vun: { $others }
core-platform-domain = Domain
core-platform-zone = Zäitzon
core-platform-stores = Butteker
core-platform-modules-on = Moduler un
core-platform-modules-off = Moduler aus
core-in-view = Ugewisen
core-look-at = Dës Plattform uweisen
core-column-store = Buttek
core-role-owner = Proprietär
core-role-manager = Leedung
core-role-staff = Personal
core-role-viewer = Just kucken
core-per-currency = pro Währung
core-before = Virdrun: { $value }
core-good-morning = Gudde Moien, { $name }
core-good-day = Gudde Mëtteg, { $name }
core-good-evening = Gudden Owend, { $name }
core-today = { $date }, Deeg gezielt an { $zone }
core-no-script = D'Zuele vun dëser Säit kommen iwwer e Skript.
core-show-all = Alles ouni Skript weisen
core-no-numbers = Nach näischt ze zielen.
core-live-updated = Zuelen aktualiséiert,
core-show-list = Alleguer weisen
core-unknown-module = Et gëtt kee Modul { $module }. Et gëtt: { $known }.
core-module-is-off = Dës Säit gëtt et hei net.
core-core-module-stays-on = { $module } ass e Kärmodul a bleift un.
core-module-is-needed = { $module } gëtt gebraucht vun { $others }. Si ginn dann och ausgeschalt.
core-module-needs-others = { $module } brauch { $others }. Si ginn dann och ageschalt.
core-unknown-listing = Dës Lëscht gëtt et hei net.
core-invalid-period = Dësen Zäitraum gëtt et net. Erlaabt: { $allowed }.
core-invalid-comparison = Dëse Verglach gëtt et net. Erlaabt: { $allowed }.
core-invalid-basis = Dës Zielweis gëtt et net. Erlaabt: { $allowed }.
permission-core-view-dashboard = D'Iwwersiicht gesinn
permission-core-manage-modules = Moduler schalten
permission-core-view-platforms = D'Plattforme gesinn
core-brings-numbers =
    { $count ->
        [one] { $count } Zuel
       *[other] { $count } Zuelen
    }
core-brings-lists =
    { $count ->
        [one] { $count } Lëscht
       *[other] { $count } Lëschten
    }
core-brings-rights =
    { $count ->
        [one] { $count } Recht
       *[other] { $count } Rechter
    }
