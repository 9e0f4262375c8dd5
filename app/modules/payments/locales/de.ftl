payments-module-name = Zahlungen
payments-module-description = Fordert Geld an, nimmt es ein und gibt es zurück, über den jeweiligen Zahlungsdienst.

payments-payments = Zahlungen
payments-list-payments = Zahlungen
payments-view-captured = Eingegangen
payments-view-declined = Abgelehnt
payments-view-decided = Entschieden
payments-view-all = Alle

payments-column-happened-at = Datum
payments-column-order-number = Bestellung
payments-column-method = Zahlungsart
payments-column-outcome = Status
payments-column-outcome-waiting = Wartend
payments-column-outcome-authorised = Autorisiert
payments-column-outcome-captured = Eingegangen
payments-column-outcome-declined = Abgelehnt
payments-column-outcome-voided = Aufgegeben
payments-column-amount = Betrag
payments-column-decline-code = Grund

payments-list-refunds = Erstattungen
payments-view-failed = Fehlgeschlagen
payments-column-refund = Status
payments-column-refund-made = Erstattet
payments-column-refund-wanted = Unterwegs
payments-column-refund-failed = Fehlgeschlagen
payments-column-ref = Wofür

payments-todo-failed-refunds =
    { $count ->
        [one] { $count } Erstattung ist fehlgeschlagen
       *[other] { $count } Erstattungen sind fehlgeschlagen
    }

payments-method-manual = Überweisung
payments-method-test = Testkarte
payments-method-stripe = Karte
payments-instructions-manual = Bitte überweisen Sie den Betrag innerhalb von sieben Tagen. Ihre Bestellung wird nach Zahlungseingang versandt.
payments-instructions-reference = Verwendungszweck: { $number }

payments-error-unknown-payment = Diese Zahlung gibt es nicht.
payments-error-unknown-method = Diese Zahlungsart wird für diesen Betrag nicht angeboten: { $method }.
payments-error-method-not-found = Unter diesem Code ist keine Zahlungsart eingerichtet.
payments-error-unknown-provider = Es gibt keinen Zahlungsdienst namens { $provider }.
payments-error-unknown-setting = Der Zahlungsdienst kennt keine Einstellung namens { $setting }.
payments-error-key-used = Der Schlüssel gehört zur Zahlung einer anderen Bestellung oder eines anderen Betrags.
payments-error-not-capturable = Von dieser Zahlung ist nichts autorisiert, was eingezogen werden könnte.
payments-error-not-voidable = Diese Zahlung ist abgeschlossen und kann nicht aufgegeben werden.
payments-error-not-markable = Nur eine erwartete Zahlung von Hand kann als bezahlt markiert werden.
payments-error-more-than-authorised = Es soll mehr eingezogen werden, als autorisiert wurde.
payments-error-more-than-captured = Von dieser Zahlung können nur noch { $left } { $currency } erstattet werden.
payments-error-refunded-at-order = Dieses Geld bezahlt die Bestellung { $number }: erstatten Sie es bei der Bestellung, die auch die Gutschrift ausstellt. Ohne sie können nur { $left } { $currency } zurückgehen.
payments-error-limits-crossed = Der Mindestbetrag liegt über dem Höchstbetrag.
payments-error-last-method = Die einzige Zahlungsart kann nicht entfernt werden; deaktivieren Sie sie stattdessen.
payments-error-unknown-refund = Diese Erstattung gibt es nicht.
payments-error-not-retryable = Nur eine gescheiterte Erstattung kann erneut versucht werden, einmal, und solange genug zum Erstatten übrig ist.
payments-error-webhook-refused = Diese Nachricht wurde nicht angenommen.

metric-payments-captured = Eingegangene Zahlungen
    .definition = Im Zeitraum eingezogenes Geld; was zurückgegeben wurde, ist nicht abgezogen.
metric-payments-failed-rate = Abgelehnte Zahlungen
    .definition = Anteil der abgelehnten Zahlungsversuche an denen, die im Zeitraum entschieden wurden; nichts ohne Versuche.

permission-payments-view = Zahlungen ansehen
permission-payments-manage = Zahlungen einziehen, erstatten und einrichten
