inventory-module-name = Lager
inventory-module-description = Bestänn, Reservatiounen a Beweegungen.
inventory-stock = Bestand
permission-inventory-view-stock = De Bestand a seng Beweegunge gesinn
permission-inventory-manage = Bestand a Lagerplazen änneren

inventory-error-unknown-stock-item = Fir d’Variant { $variant_id } gëtt kee Bestand gefouert.
inventory-error-unknown-variant = De Katalog huet keng sou Variant.
inventory-error-unknown-location = Dëse Buttek huet keng sou Lagerplaz.
inventory-error-location-code-taken = Eng aner Lagerplaz huet de Code { $code } schonn.
inventory-error-location-in-use = Op der Lagerplaz läit nach Bestand, oder et ass Bestand vun do zougesot. Maacht se fir d’éischt eidel.
inventory-error-location-has-history = Op dëser Lagerplaz huet sech Bestand beweegt. Se ka zougemaach, awer net ewechgeholl ginn.
inventory-error-main-location-stays = D’Haaptlagerplaz kann weder zougemaach nach ewechgeholl ginn.
inventory-error-adjustment-refused =
    { $count ->
        [one] Eng Zeil kann net iwwerholl ginn; et gouf näischt geännert.
       *[other] { $count } Zeile kënnen net iwwerholl ginn; et gouf näischt geännert.
    }

inventory-list-stock = Bestand
inventory-list-movements = Lagerbeweegungen
inventory-view-stock-all = All
inventory-view-stock-tracked = Gefouert
inventory-view-stock-low = Knapp
inventory-view-stock-out = Ausverkaaft
inventory-view-movements-all = All

inventory-column-title = Variant
inventory-column-product = Produit
inventory-column-sku = Artikelnummer
inventory-column-state = Bestand
inventory-column-state-enough = Op Lager
inventory-column-state-low = Knapp
inventory-column-state-out = Ausverkaaft
inventory-column-state-untracked = Net gefouert
inventory-column-on-hand = Op Lager
inventory-column-reserved = Reservéiert
inventory-column-available = Disponibel
inventory-column-threshold = Knapp vun … un
inventory-column-happened = Zäitpunkt
inventory-column-reason = Grond
inventory-column-reason-opening = Ufanksbestand
inventory-column-reason-delivery = Liwwerung
inventory-column-reason-sale = Verkaf
inventory-column-reason-return = Retour
inventory-column-reason-correction = Korrektur
inventory-column-reason-reservation = Reservatioun
inventory-column-reason-release = Fräigab
inventory-column-on-hand-change = Lager +/−
inventory-column-reserved-change = Reservéiert +/−
inventory-column-note = Notiz
inventory-column-reference = Referenz

inventory-todo-low =
    { $count ->
        [one] { $count } Variant gëtt knapp
       *[other] { $count } Variante gi knapp
    }
inventory-todo-out =
    { $count ->
        [one] { $count } Variant ass ausverkaaft
       *[other] { $count } Variante sinn ausverkaaft
    }
inventory-panel-low = Knappe Bestand

metric-inventory-on-hand = Op Lager
    .definition = Stéck vu gefouerte Varianten, déi um Enn vum Zäitraum op Lager sinn, reservéiert oder net.
metric-inventory-reserved = Reservéiert
    .definition = Stéck vu gefouerte Varianten, déi um Enn vum Zäitraum fir Bestellungen op der Säit leien.
metric-inventory-available = Disponibel
    .definition = Op Lager - reservéiert: Stéck vu gefouerte Varianten, déi nach verkaaft kënne ginn.
metric-inventory-low-stock = Knappe Bestand
    .definition = Gefouert Varianten, vun deenen um Enn vum Zäitraum nach eppes disponibel ass, awer net méi wéi hir Limitt vun haut.
metric-inventory-out-of-stock = Ausverkaaft
    .definition = Gefouert Varianten, vun deenen um Enn vum Zäitraum näischt méi disponibel ass.
inventory-variant-or-sku = Nennt d’Variant entweder mat variant_id oder mat sku.
inventory-level-or-change = Gitt entweder on_hand oder change un.
