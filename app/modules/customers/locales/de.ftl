customers-module-name = Kundschaft
customers-module-description = Wer in welchem Geschäft gekauft hat, und seit wann.

customers-customers = Kundschaft
customers-list-customers = Kundschaft
customers-view-all = Alle
customers-view-new = Neu
customers-column-name = Name
customers-column-email = E-Mail
customers-column-country = Land
customers-column-first-seen-at = Zuerst gesehen
customers-column-is-guest = Gast

metric-customers-total = Kundinnen und Kunden
    .definition = Alle, die ein Geschäft bis zum Ende des Zeitraums kennt, je Geschäft einmal gezählt; Gäste zählen mit, wenn die Quelle sie nennt.
metric-customers-new = Neue Kundinnen und Kunden
    .definition = Alle, mit Konto oder als Gast, die ein Geschäft im Zeitraum zum ersten Mal gesehen hat.

permission-customers-view = Kundschaft ansehen

customers-error-email-invalid = Das ist keine E-Mail-Adresse.
