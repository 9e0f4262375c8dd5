marketplace-module-name = Maartplaz
marketplace-module-description = Importer vu Fichieren a Feeden, refuséiert Zeilen a Produiten, déi op eng Kontroll waarden.

marketplace-menu-imports = Importer

marketplace-list-imports = Importer
marketplace-list-refusals = Refuséiert Zeilen
marketplace-list-staging = Produite fir ze kontrolléieren
marketplace-view-started = Ugefaangen
marketplace-view-running = Amgaang
marketplace-view-to-check = Nozekucken
marketplace-view-refused = Refuséiert
marketplace-view-waiting = Am Waarden
marketplace-view-all-staged = All

marketplace-column-file-name = Fichier
marketplace-column-kind = Aart
marketplace-column-state = Zoustand
marketplace-column-state-running = Amgaang
marketplace-column-state-finished = Fäerdeg
marketplace-column-state-failed = Net gelongen
marketplace-column-started-at = Ugefaangen
marketplace-column-rows = Zeilen
marketplace-column-created = Nei
marketplace-column-updated = Geännert
marketplace-column-unchanged = Onverännert
marketplace-column-skipped = Iwwersprong
marketplace-column-failed = Refuséiert
marketplace-column-failure = Grond
marketplace-column-failure-empty = Eidele Fichier
marketplace-column-failure-error = Feeler
marketplace-column-failure-interrupted = Ënnerbrach
marketplace-column-failure-not-text = Keen Textfichier
marketplace-column-failure-too-large = Ze grouss
marketplace-column-failure-unreadable = Net liesbar
marketplace-column-failure-wrong-columns = Falsch Kolonnen
marketplace-column-line = Zeil
marketplace-column-problem = Problem
marketplace-column-problem-columns = Unzuel vun de Kolonnen
marketplace-column-problem-customer = Clientsnummer
marketplace-column-problem-date = Datum
marketplace-column-problem-document = Rechnungsnummer
marketplace-column-problem-encoding = Zeechekodéierung
marketplace-column-problem-incomplete = Zeil ofgeschnidden
marketplace-column-problem-length = Ze laang
marketplace-column-problem-number = Zuel
marketplace-column-problem-other = Aneres
marketplace-column-problem-product = Artikelnummer
marketplace-column-problem-quoting = Guillemeten
marketplace-column-problem-rule = Widdersproch
marketplace-column-reason = Detailer
marketplace-column-text = Inhalt vun der Zeil
marketplace-column-title = Produit
marketplace-column-sku = Artikelnummer
marketplace-column-price = Präis
marketplace-column-staged-at = Op d’Säit geluecht
marketplace-column-resolved-at = Decidéiert

marketplace-todo-to-check =
    { $count ->
        [one] { $count } Import nozekucken
       *[other] { $count } Importer nozekucken
    }
marketplace-panel-latest-imports = Lescht Importer

metric-marketplace-import-jobs = Importer
    .definition = Importer, déi an der Period ugefaange goufen, egal wat dorausser ginn ass.
metric-marketplace-running-jobs = Importer amgaang
    .definition = Importer, déi um Enn vun der Period amgaang sinn: weder fäerdeg nach ënnerbrach.
metric-marketplace-staging-products = Produite fir ze kontrolléieren
    .definition = Importéiert Produiten, déi op d’Säit geluecht sinn an um Enn vun der Period op eng Decisioun waarden.
metric-marketplace-success-rate = Erfollegsquot vun den Importer
    .definition = (Nei + geännert + onverännert Zeilen) / verschafft Zeile vun den Importer, déi an der Period ugefaange goufen. Verschafft sinn dës an déi refuséiert; iwwersprongen Duebeler zielen net mat.
metric-marketplace-rows-failed = Refuséiert Zeilen
    .definition = Zeilen, déi net ze gebrauche waren, vun Importer, déi an der Period ugefaange goufen.

permission-marketplace-view = Importer, refuséiert Zeilen a Produite fir ze kontrolléieren gesinn

marketplace-error-unknown-format = De Format „{ $format }“ gëtt et net. Bekannt Formater: { $known }.
marketplace-error-unreadable-file = „{ $file }“ kann net gelies ginn: { $reason }.
marketplace-error-not-a-file = De Fichier „{ $file }“ gëtt et net.
marketplace-error-empty-file = „{ $file }“ ass eidel.
marketplace-error-not-text = „{ $file }“ ass keen Textfichier an UTF-8 mat Kolonnen, déi duerch Komma getrennt sinn.
marketplace-error-unknown-header = { $file } kann net gelies ginn: Déi éischt Zeil passt zu kengem vun de bekannte Formater ({ $known }). Mat --format genannt, gëtt gesot, wat feelt.
marketplace-error-wrong-columns = Zeil 1 vun „{ $file }“ nennt net d’Kolonne vum Format. Et feelen: { $missing }. Onerwaart: { $unexpected }.
marketplace-error-file-too-large = „{ $file }“ ass ze grouss: E Produktfichier däerf ausgepaakt { $limit } MB hunn. Deelt en op méi Fichieren op, all mat der Kappzeil.
marketplace-error-catalog-unavailable = Keen installéierte Modul féiert e Katalog; et gëtt also keng Destinatioun fir den Import vu Produkter.
marketplace-error-orders-unavailable = Keen installéierte Modul hëlt Bestellungen un; et gëtt also keng Destinatioun fir den Import.
marketplace-error-import-runs-elsewhere = „{ $file }“ gëtt grad vun engem anere Prozess an dëse Buttek importéiert.
marketplace-error-unknown-import-job = Den Import „{ $job_ref }“ gëtt et net.
