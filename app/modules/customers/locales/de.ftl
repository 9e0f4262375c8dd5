customers-module-name = Kundschaft
customers-module-description = Wer in welchem Geschäft gekauft hat, und seit wann.

customers-customers = Kundschaft
customers-list-customers = Kundschaft
customers-view-all = Alle
customers-view-new = Neu
customers-view-to-be-erased = Zu löschen
customers-column-name = Name
customers-column-email = E-Mail
customers-column-country = Land
customers-column-first-seen-at = Zuerst gesehen
customers-column-is-guest = Gast

metric-customers-total = Kundinnen und Kunden
    .definition = Alle, die ein Geschäft bis zum Ende des Zeitraums kennt, je Geschäft einmal gezählt; Gäste zählen mit, wenn die Quelle sie nennt.
metric-customers-new = Neue Kundinnen und Kunden
    .definition = Alle, mit Konto oder als Gast, die ein Geschäft im Zeitraum zum ersten Mal gesehen hat.
metric-customers-erasure-requests-open = Offene Löschanträge
    .definition = Anträge, die Daten einer Kundin oder eines Kunden zu löschen, die am Ende des Zeitraums gestellt und nicht erfüllt waren.

permission-customers-view = Kundschaft ansehen
permission-customers-manage = Kundschaft und Gruppen ändern
permission-customers-personal-data = Personenbezogene Daten herausgeben und löschen

# Refusals.
customers-error-email-invalid = Das ist keine E-Mail-Adresse.
customers-error-link-invalid = Dieser Link wurde schon benutzt oder ist abgelaufen. Fordern Sie einen neuen an.
customers-error-no-mail-here = Dieses Geschäft kann zurzeit keine E-Mails versenden, und Konten brauchen sie. Bitte versuchen Sie es später noch einmal.
customers-error-password-wrong = Das Passwort ist falsch.
customers-error-unknown-customer = Diese Kundin oder diesen Kunden gibt es nicht.
customers-error-customer-is-erased = Diese Kundendaten wurden gelöscht.
customers-error-vat-id-invalid = Das ist keine Umsatzsteuer-Identifikationsnummer eines Landes der EU.
customers-error-address-invalid = Diese Adresse kann nicht stimmen: { $fields }.
customers-error-unknown-address = Diese Adresse gibt es nicht.
customers-error-too-many-addresses = Ein Adressbuch fasst { $most } Adressen.
customers-error-unknown-group = Diese Gruppe gibt es nicht.
customers-error-group-code-taken = Eine Gruppe mit diesem Kürzel gibt es schon.

# Letters.
customers-letter-confirm =
    Willkommen bei { $store }!

    Bitte bestätigen Sie Ihre Adresse innerhalb von 24 Stunden, um Ihr Konto zu eröffnen:
    { $link }

    Sie werden nach dem Passwort gefragt, das Sie gewählt haben. Wenn Sie kein Konto wollten, beachten Sie diese Nachricht nicht: Es wird keines eröffnet.
    .subject = Bestätigen Sie Ihre Adresse für { $store }
customers-letter-known =
    Jemand, vermutlich Sie selbst, hat diese Adresse bei { $store } für ein Konto angegeben. Zu dieser Adresse gibt es schon ein Konto.

    Melden Sie sich an, oder fordern Sie dort ein neues Passwort an, falls Sie Ihres vergessen haben:
    { $link }

    Wenn Sie es nicht waren, ist nichts zu tun.
    .subject = Sie haben ein Konto bei { $store }
customers-letter-reset =
    Innerhalb einer Stunde können Sie ein neues Passwort für Ihr Konto bei { $store } wählen:
    { $link }

    Wenn Sie darum nicht gebeten haben, beachten Sie diese Nachricht nicht: Ihr Passwort bleibt, wie es ist.
    .subject = Ein neues Passwort für { $store }
customers-letter-password-changed =
    Das Passwort Ihres Kontos bei { $store } wurde soeben geändert, und alle anderen Geräte wurden abgemeldet.

    Wenn Sie es nicht waren, fordern Sie sofort ein neues Passwort an:
    { $link }
    .subject = Ihr Passwort bei { $store } wurde geändert
customers-letter-new-email =
    Bitte bestätigen Sie innerhalb von 24 Stunden, dass Ihr Konto bei { $store } diese Adresse haben soll:
    { $link }

    Wenn Sie darum nicht gebeten haben, beachten Sie diese Nachricht nicht: Es ändert sich nichts.
    .subject = Bestätigen Sie Ihre neue Adresse für { $store }
customers-letter-email-changed =
    Ihr Konto bei { $store } hat jetzt eine andere Adresse. Diese hier gehört nicht mehr dazu.

    Wenn Sie es nicht waren, wenden Sie sich an das Geschäft:
    { $link }
    .subject = Ihre Adresse bei { $store } wurde geändert
