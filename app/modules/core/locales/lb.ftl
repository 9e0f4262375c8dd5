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
core-spark = Vun { $first } bis { $last }; déifste Wäert { $low }, héchste { $high }
core-more-currencies = pro Währung, { $count } méi op der eegener Säit
core-unknown-metric = Dës Zuel gëtt et hei net.
core-numbers-unavailable = Dës Zuele sinn de Moment net disponibel. Probéiert w.e.g. gläich nach eng Kéier.
core-metric-rows = D'Zeilen hannert dëser Zuel weisen
core-metric-by = E Punkt pro
core-metric-by-day = Dag
core-metric-by-week = Woch
core-metric-by-month = Mount
core-metric-meaning = Wat se bedeit
core-metric-over-time = Iwwer d'Zäit
core-metric-kind-flow = Zielt sech zesummen: Wochen a Méint sinn d'Zomm vun hiren Deeg.
core-metric-kind-stock = E Stand: Wochen a Méint weisen en op hirem Enn.
core-metric-kind-ratio = E Verhältnis vun zwou Zommen: fir déi ganz Zäit gerechent, ni de Mëttel.
core-metric-kind-distinct = Zielt all Saach eemol: gëtt ni iwwer Deeg zesummegezielt.
core-metric-days = Deeg
core-metric-key = Schlëssel
core-metric-unit = Eenheet
core-metric-value = Wäert
core-metric-difference = Ënnerscheed
core-metric-unfinished = nach net eriwwer
core-metric-more = { $change } méi wéi { $days } ({ $before })
core-metric-less = { $change } manner wéi { $days } ({ $before })
core-metric-same = Datselwecht wéi { $days } ({ $before })
core-metric-from-nothing = Nei: { $days } war näischt do
core-metric-summary = Vun { $first } bis { $last }; héchste Wäert { $high } ({ $high_at }), déifste { $low } ({ $low_at })
core-metric-no-series = Dës Zuel gëtt fir déi ganz Zäit gerechent. Et gëtt kee Wäert pro Dag, also och keen Diagramm.
core-metric-days-only = Dës Zuel gëtt nëmme pro Dag gewisen: Si léisst sech weder zu Wochen oder Méint zesummenzielen nach mëttelen.
core-customise = Upassen
core-customise-title = D'Iwwersiicht upassen
core-customise-done = Fäerdeg
core-customise-note-store = Nëmme fir Iech, an all Äre Butteker. Um Grëff zéien oder d'Knäpp benotzen.
core-customise-note-admin = Nëmme fir Iech, op all Äre Plattformen. Um Grëff zéien oder d'Knäpp benotzen.
core-pinned = Ganz uewen
core-hidden = Verstoppt
core-main-chart = Haaptdiagramm
core-chart-of = Den Diagramm weist { $currency }.
core-chart-others = En Diagramm pro Währung
core-places-none-pinned = Nach näischt. Hänkt un, wat Dir als Éischt kuckt.
core-places-none-section = All seng Kaarte si ganz uewen oder verstoppt.
core-places-none-hidden = Näischt ass verstoppt.
core-act-up = { $name } no uewen
core-act-down = { $name } no ënnen
core-act-pin = { $name } uewen unhänken
core-act-unpin = { $name } lassmaachen
core-act-hide = { $name } verstoppen
core-act-show = { $name } zréckhuelen
core-said-place = { $name }: Plaz { $place } / { $count }
core-said-pin = { $name } ass ganz uewen
core-said-unpin = { $name } ass zréck a sengem Deel
core-said-hide = { $name } ass verstoppt
core-said-show = { $name } ass zréck
core-said-reset = Alles ass op senger gewinnter Plaz
core-reset = Op de Standard zrécksetzen
core-reset-hint = Dat ass de Standard vun Ärer Roll.
core-reset-hint-own = Bréngt de Standard vun Ärer Roll zréck.
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
core-installation = Installatioun
core-all-platforms = All Plattformen
core-installation-note = { $date }, Deeg gezielt an { $zone }, der Zon vun der Standardplattform { $platform }. All Buttek zielt eemol.
core-platforms-overlap = E Buttek op zwou Plattformen zielt op béiden; zesummen kënnen d’Plattforme méi sinn wéi den Total.
core-look-at-it = Opmaachen
core-stores-in-need-title = Butteker, déi Opmierksamkeet brauchen
core-newest-stores-title = Neist Butteker
core-column-merchant = Händler
core-column-reasons = Et feelt
core-column-since = Zanter
core-need-unlinked = verkeeft op kenger Plattform
core-need-unstaffed = huet keng Equipe
core-need-unopened = nach net op
core-need-domain = Domain net bestätegt
core-stores-in-need =
    { $count ->
        [one] { $count } Buttek brauch Opmierksamkeet
       *[other] { $count } Butteker brauchen Opmierksamkeet
    }
permission-core-view-installation = All Plattformen zesummen gesinn

core-metrics = Wat d’Zuele bedeiten
core-metrics-note = All Zuel vun den ageschalte Moduler, souwäit Dir se gesi däerft.
core-metrics-search = An den Zuele sichen
core-term-unit = Eenheet
core-term-unit-count = Unzuel
core-term-unit-money = Suen
core-term-unit-percent = Prozent
core-term-unit-bytes = Späicher a Byten
core-term-kind = Iwwer d’Zäit
core-term-kind-flow = leeft sech iwwer den Zäitraum zesummen
core-term-kind-stock = de Stand um Enn vum Zäitraum
core-term-kind-ratio = nei aus sengen Deeler gerechent, ni duerchschnëttlech
core-term-kind-distinct = all eemol gezielt, ni zesummegezielt
core-term-combination = Méi Butteker
core-term-combination-sum = d’Zomm iwwer d’Butteker
core-term-combination-ratio-of-sums = béid Deeler iwwer d’Butteker zesummegezielt, dann gedeelt
core-term-combination-distinct = iwwer all Butteker nei gezielt, all eemol
core-term-combination-last = de neiste Wäert vun de Butteker
core-term-combination-none = nëmme fir ee Buttek
core-term-time = Zielt beim
core-term-time-period-end = Enn vum Zäitraum
core-term-time-happened = Moment wou et geschitt ass
core-term-time-created = Moment vum Uleeën
core-term-time-started = Moment vum Ufank
core-term-time-first-seen = éischte Kontakt
core-term-time-placed = Moment vun der Bestellung
core-term-time-event-or-order = Moment wou et geschitt ass oder Dag vun der Bestellung, no Wiel
core-term-currency = Wärungen
core-term-currency-none = keng
core-term-currency-per-currency = ee Wäert pro Wärung, ni zesummegezielt
core-term-more = Méi ass
core-term-more-good = gutt
core-term-more-bad = schlecht
core-term-more-neither = weder gutt nach schlecht
core-term-key = Schlëssel
core-formula-count = Unzuel vun den Zeilen a { $list }
core-formula-sum = Zomm vu „{ $column }“ a { $list }
core-export-metrics = Exportéieren
core-invalid-series = Dës Schrëttwäit gëtt et net. Erlaabt: { $allowed }.
core-providers = Datequellen
core-providers-note = Wéi d’Zuele vun de Modüllen ukommen, iwwer all Prozesser a Plattformen.
core-providers-empty = An dëser Zäit goufe keng Zuelen ugefrot
core-providers-empty-hint = Soubal en Dashboard opgemaach gëtt, erschéngen hei seng Quellen.
core-providers-hour = Lescht Stonn
core-providers-day = Lescht 24 Stonnen
core-providers-periods = Zäitraum
core-provider-module = Modul
core-provider-state = Zoustand elo
core-provider-breaker = Ausgesat
core-provider-p95 = 95 % bannent
core-provider-asked = Gefrot
core-provider-error-rate = Feelerquot
core-provider-parked = Net gefrot
core-provider-reference = Leschte Feeler
core-provider-at-most = { $milliseconds } ms
core-provider-longer = iwwer { $milliseconds } ms
core-provider-state-ok = Äntwert
core-provider-state-empty = Äntwert
core-provider-state-error = Feeler
core-provider-state-timeout = Keng Äntwert an der Zäit
core-provider-breaker-closed = Neen
core-provider-breaker-open =
    { $count ->
        [one] fir { $count } Store oder Plattform
       *[other] fir { $count } Storen oder Plattformen
    }
permission-core-view-providers = Zoustand vun den Datequelle gesinn
core-key-missing = Dësen Opruff brauch den Header Idempotency-Key, fir datt duebelt Schécken en net duebelt ausféiert.
core-key-invalid = Den Header Idempotency-Key muss 8 bis 255 dréckbar Zeechen hunn.
core-key-used = Dësen Idempotency-Key gouf fir en aneren Opruff benotzt. Huelt en neien.
core-still-running = Den éischten Opruff mat dësem Idempotency-Key leeft nach. Frot gläich nach eng Kéier.
