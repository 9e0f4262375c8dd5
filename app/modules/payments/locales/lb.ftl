payments-module-name = Bezuelungen
payments-module-description = Freet Suen un, hëlt se an a gëtt se zréck, iwwer de jeeweilege Bezueldéngscht.

payments-payments = Bezuelungen
payments-list-payments = Bezuelungen
payments-view-captured = Erakomm
payments-view-declined = Refuséiert
payments-view-decided = Décidéiert
payments-view-all = All

payments-column-happened-at = Datum
payments-column-order-number = Bestellung
payments-column-method = Bezuelmëttel
payments-column-outcome = Status
payments-column-outcome-waiting = Waart
payments-column-outcome-authorised = Autoriséiert
payments-column-outcome-captured = Erakomm
payments-column-outcome-declined = Refuséiert
payments-column-outcome-voided = Opginn
payments-column-amount = Betrag
payments-column-decline-code = Grond

payments-list-refunds = Remboursementer
payments-view-failed = Net geklappt
payments-column-refund = Status
payments-column-refund-made = Zréckginn
payments-column-refund-wanted = Ënnerwee
payments-column-refund-failed = Net geklappt
payments-column-ref = Fir wat

payments-todo-failed-refunds =
    { $count ->
        [one] { $count } Remboursement huet net geklappt
       *[other] { $count } Remboursementer hunn net geklappt
    }

payments-method-manual = Iwwerweisung
payments-method-test = Testkaart
payments-method-stripe = Kaart
payments-instructions-manual = Iwwerweist w. e. g. de Betrag bannent siwen Deeg. Är Bestellung gëtt verschéckt, soubal e do ass.
payments-instructions-reference = Communicatioun: { $number }

payments-error-unknown-payment = Dës Bezuelung gëtt et net.
payments-error-unknown-method = Dëst Bezuelmëttel gëtt fir dëse Betrag net ugebueden: { $method }.
payments-error-method-not-found = Ënner dësem Code ass kee Bezuelmëttel ageriicht.
payments-error-unknown-provider = Et gëtt kee Bezueldéngscht, deen { $provider } heescht.
payments-error-unknown-setting = De Bezueldéngscht kennt keng Astellung, déi { $setting } heescht.
payments-error-key-used = De Schlëssel gehéiert zu der Bezuelung vun enger anerer Bestellung oder engem anere Betrag.
payments-error-not-capturable = Vun dëser Bezuelung ass näischt autoriséiert, wat kéint agezu ginn.
payments-error-not-voidable = Dës Bezuelung ass ofgeschloss a kann net opgi ginn.
payments-error-not-markable = Nëmmen eng manuell Bezuelung, op déi gewaart gëtt, kann als bezuelt markéiert ginn.
payments-error-more-than-authorised = Et soll méi agezu ginn, wéi autoriséiert gouf.
payments-error-more-than-captured = Vun dëser Bezuelung kënnen nëmmen nach { $left } { $currency } rembourséiert ginn.
payments-error-refunded-at-order = Dëst Geld bezillt d’Bestellung { $number }: rembourséiert et bei der Bestellung, déi och d’Kreditnot ausstellt. Ouni si kënnen nëmmen { $left } { $currency } zréckgoen.
payments-error-limits-crossed = De Mindestbetrag läit iwwer dem Héchstbetrag.
payments-error-last-method = Dat eenzegt Bezuelmëttel kann net ewechgeholl ginn; deaktivéiert et amplaz.
payments-error-unknown-refund = Dës Réckbezuelung gëtt et net.
payments-error-not-retryable = Nëmmen eng Réckbezuelung, déi net geklappt huet, kann nach eng Kéier probéiert ginn, eemol, a soulaang genuch iwwreg ass.
payments-error-webhook-refused = Dëse Message gouf net ugeholl.

metric-payments-captured = Erakomm Bezuelungen
    .definition = Suen, déi am Zäitraum agezu goufen; wat zréckginn gouf, ass net ofgezunn.
metric-payments-failed-rate = Refuséiert Bezuelungen
    .definition = Undeel vun de refuséierte Bezuelversich un deenen, déi am Zäitraum décidéiert goufen; näischt ouni Versich.

permission-payments-view = Bezuelungen ukucken
permission-payments-manage = Bezuelungen anzéien, remboursen an ariichten
