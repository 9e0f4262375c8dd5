# The frame of every page.
ui-skip-to-content = Direkt bei den Inhalt
ui-home = Startsäit
ui-navigation = Haaptnavigatioun
ui-open-menu = Menü opmaachen
ui-breadcrumb = Dir sidd hei
ui-settings = Astellungen
ui-switch = Wiesselen
ui-switch-to = Wiesselen op
ui-language = Sprooch
ui-theme = Ausgesinn
ui-theme-light = Hell
ui-theme-dark = Däischter
ui-theme-system = Wéi den Apparat
ui-sign-in = Umellen
ui-sign-out = Ofmellen

# Acts and states.
ui-close = Zoumaachen
ui-cancel = Ofbriechen
ui-continue = Virufueren
ui-confirm-title = Sidd Dir sécher?
ui-save = Späicheren
ui-apply = Uwenden
ui-show = Weisen
ui-more = Méi
ui-export-csv = CSV exportéieren
ui-retry = Nei probéieren
ui-retry-name = { $name } nei probéieren
ui-retry-all = All nei probéieren
ui-optional = fakultativ
ui-yes = Jo
ui-no = Nee
ui-loading = Gëtt gelueden
ui-live = Live
ui-reference = Referenz
ui-ref = Ref.
ui-no-connection = Keng Verbindung. Et gouf näischt geännert, probéiert w. e. g. nach eng Kéier.
ui-request-failed = Dat huet net geklappt

# Numbers, cards and charts.
ui-how-counted = Sou gëtt gezielt: { $name }
ui-what-it-means = Wat bedeit dat?
ui-delta-up = geklommen ëm
ui-delta-down = gefall ëm
ui-delta-new = nei
ui-delta-stable = onverännert
ui-not-applicable = net uwendbar
ui-nothing-to-measure = An dësem Zäitraum näischt ze moossen
ui-no-value = kee Wäert
ui-compared = Verglach
ui-card-unavailable = Net disponibel
ui-card-timeout = Keng Äntwert an der Zäit
ui-card-last-known = Lescht bekannt: { $value }, { $age }
ui-card-old = Lescht bekannt
ui-card-as-of = Lescht bekannt, { $age }
ui-card-no-last-known = Kee fréiere Wäert
ui-card-forbidden = Net fir Är Roll
ui-card-forbidden-hint = Frot e Proprietär no Zougang.
ui-card-rows = d'Zeilen hannert { $name } weisen
ui-todo = Wat op Iech waart
ui-chart-empty = Keng Wäerter an dësem Zäitraum
ui-chart-read = { $name }, mat de Feiltasten ze liesen
ui-chart-as-table = Als Tabell weisen
ui-chart-table-of = Wäerter: { $name }

# Periods.
ui-date = Datum
ui-date-from = Vum
ui-date-to = Bis
ui-period = Zäitraum
ui-period-short-today = Haut
ui-period-short-7d = 7 Deeg
ui-period-short-30d = 30 Deeg
ui-period-short-mtd = Mount
ui-period-short-ytd = Joer
ui-period-today = Haut
ui-period-yesterday = Gëschter
ui-period-7d = Lescht 7 Deeg
ui-period-30d = Lescht 30 Deeg
ui-period-90d = Lescht 90 Deeg
ui-period-mtd = Lafende Mount
ui-period-qtd = Lafenden Trimester
ui-period-ytd = Lafend Joer
ui-period-12m = Lescht 12 Méint
ui-period-all = Zënter dem Ufank
ui-period-last-month = Leschte Mount
ui-period-custom = Eegenen
ui-compare = Vergläichen
ui-compared-with = am Verglach mat { $range }
ui-compare-previous = Zäitraum virdrun
ui-compare-year = Selwechten Zäitraum d’lescht Joer
ui-compare-none = Kee Verglach
ui-basis-now-event = Remboursementer op hirem Dag
ui-basis-now-order = Remboursementer um Dag vun der Bestellung
ui-basis-event = Zielen, wéini et geschitt ass
ui-basis-order = Zielen um Dag vun der Bestellung
ui-basis-hint-event = E Remboursement oder eng Annulatioun zielt um eegenen Dag; en Dag deen eriwwer ass, ännert sech ni.
ui-basis-hint-order = Et zielt um Dag vu senger Bestellung: wat aus de Bestellunge vun deem Dag gouf. Iwwer déi ganz Zäit si béid d'selwecht.
ui-times-in-zone = Zäite vun { $zone }

# Lists.
ui-search = Sichen
ui-active-filters = Aktiv Filteren
ui-remove-filter = Filter ewechhuelen
ui-clear-filters = All ewechhuelen
ui-views = Usiichten
ui-pages = Säiten
ui-page = Säit { $number }
ui-previous-page = Säit virdrun
ui-next-page = Nächst Säit
ui-total = Total
ui-rows-shown = { $from }–{ $to } vun { $total }
ui-rows =
    { $count ->
        [one] 1 Zeil
       *[other] { $count } Zeilen
    }
ui-sources-failed =
    { $failed ->
        [one] 1 vun { $total } Quellen huet net geäntwert.
       *[other] { $failed } vun { $total } Quellen hunn net geäntwert.
    }

# Empty states.
ui-empty-first = Nach näischt do
ui-empty-first-hint = Soubal et eppes gëtt, erschéngt et hei.
ui-empty-search = Keng Treffer
ui-empty-search-hint = Probéiert aner Wierder oder huelt d’Filteren ewech.
ui-empty-range = Näischt an dësem Zäitraum
ui-empty-range-hint = Wielt e méi laangen Zäitraum.
ui-empty-done = Alles erleedegt
ui-empty-done-hint = Hei waart näischt op Iech.

# Error pages.
ui-error-code = Feeler { $code }
ui-error-reference = Wann Dir Hëllef frot, sot dës Referenz:
ui-error-home = Op d’Startsäit
ui-error-back = Zréck
ui-error-404 = Dës Säit gëtt et net
ui-error-404-text = D’Adress ass vläicht falsch getippt, oder den Inhalt ass geplënnert oder net fir Iech.
ui-error-403 = Dat däerft Dir net opmaachen
ui-error-403-text = Är Roll huet kee Recht op dës Säit. Wien hei d’Rolle verdeelt, kann Iech et ginn.
ui-error-401 = Mellt Iech w. e. g. un
ui-error-401-text = Dës Säit ass nëmme fir Leit déi ugemellt sinn, oder Är Sessioun ass eriwwer.
ui-error-429 = Ze vill Versich
ui-error-429-text = Waart w. e. g. ee Moment, ier Dir et nach eng Kéier probéiert.
ui-error-500 = Bei eis ass eppes schifgaangen
ui-error-500-text = Et gouf festgehalen. Näischt gouf hallef gespäichert; probéiert w. e. g. nach eng Kéier.
ui-error-503 = Grad net disponibel
ui-error-503-text = Dat misst gläich eriwwer sinn. Probéiert w. e. g. geschwënn nach eng Kéier.
ui-error-host = Op dëser Adress gëtt et kee Buttek
ui-error-host-text = { $host } ass hei net ageriicht. Kuckt d’Adress no; wann se Iech gehéiert, da bestätegt d’Domän an den Astellunge vum Buttek.

# The page that shows every component.
ui-components = Bausteng
ui-components-note = All Baustee vun de Säiten an all Zoustand, mat erfonnten Zuelen.
