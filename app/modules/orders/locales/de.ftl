orders-module-name = Bestellungen
orders-module-description = Was verkauft wurde, was zurückkam und was noch zu bezahlen oder zu versenden ist.

orders-orders = Bestellungen
orders-list-orders = Bestellungen
orders-list-reversals = Erstattungen und Retouren
orders-list-sales = Umsätze
orders-view-all = Alle
orders-view-placed = Aufgegeben
orders-view-unfulfilled = Zu versenden
orders-view-pending = Zahlung offen
orders-view-cancelled = Storniert

orders-column-number = Nummer
orders-column-customer = Kundschaft
orders-column-placed-at = Aufgegeben
orders-column-cancelled-at = Storniert
orders-column-occurred-at = Datum
orders-column-units = Artikel
orders-column-gross = Brutto
orders-column-discounts = Rabatte
orders-column-total = Gesamt
orders-column-country = Land
orders-column-order-number = Bestellung
orders-column-goods = Waren
orders-column-shipping = Versand
orders-column-tax = Steuern
orders-column-net = Netto
orders-column-reason = Grund

orders-column-payment = Zahlung
orders-column-payment-paid = Bezahlt
orders-column-payment-pending = Zahlung offen
orders-column-payment-failed = Fehlgeschlagen
orders-column-payment-void = Entfällt
orders-column-fulfilment = Lieferung
orders-column-fulfilment-fulfilled = Versandt
orders-column-fulfilment-unfulfilled = Nicht versandt
orders-column-fulfilment-void = Entfällt
orders-column-state = Status
orders-column-state-pending = Zahlung offen
orders-column-state-paid = Zu versenden
orders-column-state-fulfilled = Versandt
orders-column-state-cancelled = Storniert
orders-column-state-failed = Fehlgeschlagen
orders-column-kind = Art
orders-column-kind-order = Bestellung
orders-column-kind-refund = Erstattung
orders-column-kind-return = Retoure
orders-column-kind-cancellation = Stornierung

orders-todo-unfulfilled =
    { $count ->
        [one] { $count } Bestellung zu versenden
       *[other] { $count } Bestellungen zu versenden
    }
orders-todo-pending =
    { $count ->
        [one] { $count } Bestellung mit offener Zahlung
       *[other] { $count } Bestellungen mit offener Zahlung
    }
orders-panel-latest = Neueste Bestellungen

metric-orders-net-sales = Nettoumsatz
    .definition = Bruttoumsatz abzüglich Rabatten und Retouren.
metric-orders-total = Bestellungen
    .definition = Im Zeitraum aufgegebene Bestellungen. Fehlgeschlagene und abgelaufene Zahlungen zählen nicht; eine später stornierte Bestellung zählt weiterhin und steht zusätzlich unter den stornierten.
metric-orders-avg-order-value = Durchschnittlicher Bestellwert
    .definition = Bruttoumsatz abzüglich Rabatten, geteilt durch die aufgegebenen Bestellungen, ohne spätere Korrekturen; ohne Bestellungen kein Wert.
metric-orders-total-revenue = Gesamterlös
    .definition = Nettoumsatz zuzüglich Versand und Steuern: was bezahlt und nicht zurückgegeben wurde.
metric-orders-gross-sales = Bruttoumsatz
    .definition = Stückpreis mal Menge zum Zeitpunkt des Verkaufs, vor Rabatten, Steuern, Versand und Retouren.
metric-orders-discounts = Rabatte
    .definition = Rabatte auf Positionen plus der auf die Positionen verteilte Rabatt der Bestellung.
metric-orders-returns = Retouren
    .definition = Wert der erstatteten, zurückgegebenen oder stornierten Waren, gezählt am Tag des Vorgangs; nur Waren, ohne Versand und Steuern.
metric-orders-shipping = Versand
    .definition = Berechnete abzüglich erstatteter Versandkosten, ohne Steuern.
metric-orders-tax = Steuern
    .definition = Auf Waren und Versand berechnete abzüglich erstatteter Steuern.
metric-orders-units-sold = Verkaufte Stück
    .definition = Stückzahl der im Zeitraum aufgegebenen Bestellungen, vor Retouren.
metric-orders-pending = Zahlung offen
    .definition = Bestellungen, die am Ende des Zeitraums aufgegeben und weder bezahlt noch storniert noch fehlgeschlagen waren.
metric-orders-unfulfilled = Zu versenden
    .definition = Bestellungen, die am Ende des Zeitraums bezahlt und weder vollständig versandt noch storniert waren.
metric-orders-cancelled = Stornierte Bestellungen
    .definition = Im Zeitraum stornierte Bestellungen, gleich wann sie aufgegeben wurden.

permission-orders-view = Bestellungen, Erstattungen und Retouren ansehen
permission-orders-view-sales = Umsatzzahlen ansehen

orders-error-unknown-order = Diese Bestellung gibt es nicht.
orders-error-empty = Eine Bestellung braucht mindestens eine Position.
orders-error-no-free-number = Es wurde keine freie Bestellnummer gefunden. Bitte versuchen Sie es noch einmal.
orders-error-kept-elsewhere = Diese Bestellung wurde importiert und wird dort geändert, wo sie herkommt.
orders-error-act-not-allowed = Das ist beim jetzigen Stand der Bestellung nicht möglich.
orders-error-unknown-line = Die Bestellung hat keine Position { $line }.
orders-error-line-named-twice = Die Position { $line } ist zweimal genannt.
orders-error-too-many-units = Position { $line }: höchstens { $left } Stück sind möglich.
orders-error-nothing-to-do = Es würde sich nichts ändern.
orders-error-refund-too-large = Es kann nicht mehr erstattet werden, als bezahlt wurde.
orders-error-not-given-back = Ohne die Bestellung sind, soweit bekannt, nur { $known } { $currency } zurückgegangen. Ohne „was_given_back“ wird das Geld gesendet.
orders-error-payment-too-large = Es kann nicht mehr verbucht werden, als offen ist.
orders-error-goods-are-gone = Die Ware dieser Bestellung wurde inzwischen verkauft; sie kann nicht mehr bezahlt werden.
orders-error-country-is-fixed = Das Land einer Bestellung lässt sich nicht ändern: Steuer und Versand hängen davon ab.
orders-error-unknown-fulfilment = Die Bestellung hat keine solche Sendung.
orders-error-unknown-return = Die Bestellung hat keine solche Rücksendung.
orders-error-unknown-invoice = Die Bestellung hat keine solche Rechnung.
orders-error-return-is-decided = Diese Rücksendung lässt sich so nicht mehr ändern.
orders-error-withdrawal-is-over = Die Widerrufsfrist dieser Bestellung endete am { $until }.
orders-error-withdrawal-is-for-consumers = Bestellungen mit Umsatzsteuer-Nummer können nicht widerrufen werden.

permission-orders-manage = Bestellungen versenden, ändern und stornieren, Rücksendungen annehmen
permission-orders-refund = Geld erstatten

orders-document-invoice = Rechnung
orders-document-credit_note = Gutschrift (Rechnungskorrektur)
orders-document-issued-on = Datum
orders-document-supplied-on = Leistungsdatum
orders-document-order = Bestellung
orders-document-corrects = Korrigiert Rechnung
orders-document-vat-id = USt-IdNr.
orders-document-buyer = Rechnung an
orders-document-ship-to = Lieferung an
orders-document-article = Artikel
orders-document-quantity = Menge
orders-document-net = Netto
orders-document-rate = USt-Satz
orders-document-tax = USt
orders-document-total = Gesamt
orders-document-shipping = Versand
orders-document-of-rate = davon zu { $rate } % { $country }
orders-document-sum = Summe

orders-mail-greeting = Guten Tag { $name },
orders-mail-closing =
    Mit freundlichen Grüßen
    { $store }
orders-mail-placed-subject = Ihre Bestellung { $number } bei { $store }
orders-mail-placed = vielen Dank für Ihre Bestellung { $number }. Das haben Sie bestellt:
orders-mail-line = { $quantity } × { $title }: { $amount }
orders-mail-shipping = Versand: { $amount }
orders-mail-total = Gesamt: { $amount }
orders-mail-paid-subject = Zahlung für Bestellung { $number } erhalten
orders-mail-paid = Ihre Bestellung { $number } ist bezahlt: { $amount }.
orders-mail-settled = Ihre Zahlung von { $amount } ist eingegangen.
orders-mail-invoice = Ihre Rechnung: { $url }
orders-mail-shipped-subject = Bestellung { $number } ist unterwegs
orders-mail-shipped = Ware aus Ihrer Bestellung { $number } hat unser Haus verlassen.
orders-mail-tracking = Sendungsnummer: { $number } { $url }
orders-mail-refunded-subject = Erstattung für Bestellung { $number }
orders-mail-refunded = wir erstatten Ihnen { $amount } zu Ihrer Bestellung { $number }. Je nach Bank dauert es einige Tage, bis der Betrag ankommt.
orders-mail-cancelled-subject = Bestellung { $number } ist storniert
orders-mail-cancelled = Ihre Bestellung { $number } ist storniert. Falls Sie bezahlt haben, ist das Geld auf dem Weg zurück.
orders-mail-withdrawal-subject = Ihr Widerruf der Bestellung { $number }
orders-mail-withdrawal = wir haben Ihren Widerruf der Bestellung { $number } am { $when } erhalten. Bitte senden Sie bereits erhaltene Ware binnen 14 Tagen zurück; das Geld geht auf dem Weg zurück, auf dem Sie gezahlt haben.
orders-mail-return-subject = Ihre Rücksendung zu Bestellung { $number }
orders-mail-return = wir haben Ihre Anfrage erhalten, Ware aus Bestellung { $number } zurückzusenden, und antworten bald.
orders-mail-return-approved-subject = Rücksendung zu Bestellung { $number } angenommen
orders-mail-return-approved = Sie können die Ware aus Bestellung { $number } zurücksenden. Sobald sie hier ist, erstatten wir das Geld.
orders-mail-return-rejected-subject = Rücksendung zu Bestellung { $number } nicht angenommen
orders-mail-return-rejected = wir können die Ware aus Bestellung { $number } nicht zurücknehmen. Bitte schreiben Sie uns, wenn Sie Fragen haben.
