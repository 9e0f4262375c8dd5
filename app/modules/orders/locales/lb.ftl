orders-module-name = Bestellungen
orders-module-description = Wat verkaaft gouf, wat zréckkoum a wat nach ze bezuelen oder ze verschécken ass.

orders-orders = Bestellungen
orders-list-orders = Bestellungen
orders-list-reversals = Remboursementer a Retouren
orders-list-sales = Verkeef
orders-view-all = All
orders-view-placed = Opginn
orders-view-unfulfilled = Ze verschécken
orders-view-pending = Waart op Bezuelung
orders-view-cancelled = Annuléiert

orders-column-number = Nummer
orders-column-customer = Client
orders-column-placed-at = Opginn
orders-column-cancelled-at = Annuléiert
orders-column-occurred-at = Datum
orders-column-units = Artikelen
orders-column-gross = Brutto
orders-column-discounts = Rabatter
orders-column-total = Total
orders-column-country = Land
orders-column-order-number = Bestellung
orders-column-goods = Wueren
orders-column-shipping = Liwwerung
orders-column-tax = Steieren
orders-column-net = Netto
orders-column-reason = Grond

orders-column-payment = Bezuelung
orders-column-payment-paid = Bezuelt
orders-column-payment-pending = Waart op Bezuelung
orders-column-payment-failed = Net geklappt
orders-column-payment-void = Fält ewech
orders-column-fulfilment = Versand
orders-column-fulfilment-fulfilled = Verschéckt
orders-column-fulfilment-unfulfilled = Net verschéckt
orders-column-fulfilment-void = Fält ewech
orders-column-state = Status
orders-column-state-pending = Waart op Bezuelung
orders-column-state-paid = Ze verschécken
orders-column-state-fulfilled = Verschéckt
orders-column-state-cancelled = Annuléiert
orders-column-state-failed = Net geklappt
orders-column-kind = Zort
orders-column-kind-order = Bestellung
orders-column-kind-refund = Remboursement
orders-column-kind-return = Retour
orders-column-kind-cancellation = Annulatioun

orders-todo-unfulfilled =
    { $count ->
        [one] { $count } Bestellung ze verschécken
       *[other] { $count } Bestellungen ze verschécken
    }
orders-todo-pending =
    { $count ->
        [one] { $count } Bestellung waart op Bezuelung
       *[other] { $count } Bestellunge waarden op Bezuelung
    }
orders-panel-latest = Lescht Bestellungen

metric-orders-net-sales = Nettoverkeef
    .definition = Bruttoverkeef manner Rabatter a Retouren.
metric-orders-total = Bestellungen
    .definition = Bestellungen, déi an der Period opginn goufen. Bezuelungen, déi net geklappt hunn oder ofgelaf sinn, zielen net; eng Bestellung, déi spéider annuléiert gëtt, zielt weider a steet och bei den annuléierten.
metric-orders-avg-order-value = Duerchschnëttswäert pro Bestellung
    .definition = Bruttoverkeef manner Rabatter, gedeelt duerch d’Zuel vun den opginnene Bestellungen, ouni spéider Korrekturen; ouni Bestellunge kee Wäert.
metric-orders-total-revenue = Recetten am Ganzen
    .definition = Nettoverkeef plus Liwwerung a Steieren: wat d’Cliente bezuelt an net zréckkritt hunn.
metric-orders-gross-sales = Bruttoverkeef
    .definition = Stéckpräis mol Quantitéit am Moment vum Verkaf, virun Rabatter, Steieren, Liwwerung a Retouren.
metric-orders-discounts = Rabatter
    .definition = Rabatter op de Linnen plus de Rabatt vun der Bestellung, op hir Linne verdeelt.
metric-orders-returns = Retouren
    .definition = Wäert vun de Wueren, déi rembourséiert, zréckginn oder annuléiert goufen, gezielt um Dag, wou et geschitt ass; just Wueren, ouni Liwwerung a Steieren.
metric-orders-shipping = Liwwerung
    .definition = Verrechent Liwwerkäschte manner déi rembourséiert, ouni Steieren.
metric-orders-tax = Steieren
    .definition = Verrechent Steieren op Wueren a Liwwerung manner déi rembourséiert Steieren.
metric-orders-units-sold = Verkaafte Stécker
    .definition = Stécker an de Bestellungen, déi an der Period opginn goufen, virun de Retouren.
metric-orders-pending = Waart op Bezuelung
    .definition = Bestellungen, déi um Enn vun der Period opginn a weder bezuelt nach annuléiert waren an deenen hir Bezuelung net feelgeschloen ass.
metric-orders-unfulfilled = Ze verschécken
    .definition = Bestellungen, déi um Enn vun der Period bezuelt a weder komplett verschéckt nach annuléiert waren.
metric-orders-cancelled = Annuléiert Bestellungen
    .definition = Bestellungen, déi an der Period annuléiert goufen, egal wéini se opginn goufen.

permission-orders-view = Bestellungen, Remboursementer a Retouren ukucken
permission-orders-view-sales = Verkafszuelen ukucken

orders-error-unknown-order = Dës Bestellung gëtt et net.
orders-error-empty = Eng Bestellung brauch op d’mannst eng Positioun.
orders-error-no-free-number = Et gouf keng fräi Bestellnummer fonnt. Probéiert w.e.g. nach eng Kéier.
orders-error-kept-elsewhere = Dës Bestellung gouf importéiert a gëtt do geännert, wou se hierkënnt.
orders-error-act-not-allowed = Dat ass beim aktuelle Stand vun der Bestellung net méiglech.
orders-error-unknown-line = D’Bestellung huet keng Positioun { $line }.
orders-error-line-named-twice = D’Positioun { $line } ass zweemol genannt.
orders-error-too-many-units = Positioun { $line }: héchstens { $left } Stéck si méiglech.
orders-error-nothing-to-do = Et géif sech näischt änneren.
orders-error-refund-too-large = Et kann net méi rembourséiert gi wéi bezuelt gouf.
orders-error-not-given-back = Ouni d’Bestellung si souwäit bekannt nëmmen { $known } { $currency } zréckgaangen. Ouni „was_given_back“ gëtt d’Geld geschéckt.
orders-error-payment-too-large = Et kann net méi verbucht gi wéi nach op ass.
orders-error-goods-are-gone = D’Wuer vun dëser Bestellung gouf mëttlerweil verkaaft; si kann net méi bezuelt ginn.
orders-error-country-is-fixed = D’Land vun enger Bestellung léisst sech net änneren: Steier a Versand hänken dovun of.
orders-error-unknown-fulfilment = D’Bestellung huet keng esou eng Sendung.
orders-error-unknown-return = D’Bestellung huet keng esou eng Retour.
orders-error-unknown-invoice = D’Bestellung huet keng esou eng Rechnung.
orders-error-return-is-decided = Dës Retour léisst sech esou net méi änneren.
orders-error-withdrawal-is-over = D’Widderrufsfrist vun dëser Bestellung ass de { $until } ofgelaf.
orders-error-withdrawal-is-for-consumers = Bestellunge mat enger TVA-Nummer kënnen net widderruff ginn.

permission-orders-manage = Bestellunge verschécken, änneren an annuléieren, Retouren unhuelen
permission-orders-refund = Sue rembourséieren

orders-document-invoice = Rechnung
orders-document-credit_note = Gutschrëft
orders-document-issued-on = Datum
orders-document-supplied-on = Liwwerdatum
orders-document-order = Bestellung
orders-document-corrects = Korrigéiert d’Rechnung
orders-document-vat-id = TVA-Nummer
orders-document-buyer = Rechnung un
orders-document-ship-to = Liwwerung un
orders-document-article = Artikel
orders-document-quantity = Quantitéit
orders-document-net = Netto
orders-document-rate = TVA-Taux
orders-document-tax = TVA
orders-document-total = Total
orders-document-shipping = Versand
orders-document-of-rate = dovu mat { $rate } % { $country }
orders-document-sum = Total

orders-mail-greeting = Moien { $name },
orders-mail-closing =
    Mat beschte Gréiss
    { $store }
orders-mail-placed-subject = Är Bestellung { $number } bei { $store }
orders-mail-placed = merci fir Är Bestellung { $number }. Dat hutt Dir bestallt:
orders-mail-line = { $quantity } × { $title }: { $amount }
orders-mail-shipping = Versand: { $amount }
orders-mail-total = Total: { $amount }
orders-mail-paid-subject = Bezuelung fir d’Bestellung { $number } kritt
orders-mail-paid = Är Bestellung { $number } ass bezuelt: { $amount }.
orders-mail-settled = Är Bezuelung vun { $amount } ass ukomm.
orders-mail-invoice = Är Rechnung: { $url }
orders-mail-shipped-subject = D’Bestellung { $number } ass ënnerwee
orders-mail-shipped = Wuer aus Ärer Bestellung { $number } huet eist Haus verlooss.
orders-mail-tracking = Sendungsnummer: { $number } { $url }
orders-mail-refunded-subject = Rembourséierung fir d’Bestellung { $number }
orders-mail-refunded = mir rembourséieren Iech { $amount } fir Är Bestellung { $number }. Jee no Bank dauert et e puer Deeg.
orders-mail-cancelled-subject = D’Bestellung { $number } ass annuléiert
orders-mail-cancelled = Är Bestellung { $number } ass annuléiert. Wann Dir bezuelt hutt, ass d’Geld op de Wee zréck.
orders-mail-withdrawal-subject = Äre Widderruff vun der Bestellung { $number }
orders-mail-withdrawal = mir hunn Äre Widderruff vun der Bestellung { $number } den { $when } kritt. Schéckt w.e.g. bannent 14 Deeg zréck, wat Dir scho kritt hutt; d’Geld geet op deem Wee zréck, op deem Dir bezuelt hutt.
orders-mail-return-subject = Är Retour vun der Bestellung { $number }
orders-mail-return = mir hunn Är Ufro kritt, fir Wuer aus der Bestellung { $number } zréckzeschécken, an äntweren geschwënn.
orders-mail-return-approved-subject = Retour vun der Bestellung { $number } ugeholl
orders-mail-return-approved = Dir kënnt d’Wuer aus der Bestellung { $number } zréckschécken. Soubal se hei ass, rembourséiere mir.
orders-mail-return-rejected-subject = Retour vun der Bestellung { $number } net ugeholl
orders-mail-return-rejected = mir kënnen d’Wuer aus der Bestellung { $number } net zréckhuelen. Schreift eis w.e.g., wann Dir Froen hutt.
