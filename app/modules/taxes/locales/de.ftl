taxes-module-name = Steuern
taxes-module-description = Mehrwertsteuer der Union und Steuern nach Land und Region.
permission-taxes-view = Steuereinstellungen und Steuersätze sehen
permission-taxes-manage = Steuereinstellungen und Steuersätze ändern

taxes-note-reverse-charge = Steuerfreie innergemeinschaftliche Lieferung (Artikel 138 der Richtlinie 2006/112/EG). Die Mehrwertsteuer schuldet der Empfänger (Reverse Charge).
taxes-note-export = Steuerfreie Ausfuhrlieferung.
taxes-note-small-business = Es wird keine Mehrwertsteuer berechnet: Sonderregelung für Kleinunternehmen.

taxes-error-class-not-found = Diese Steuerklasse gibt es nicht.
taxes-error-rate-not-found = Diesen Steuersatz gibt es nicht.
taxes-error-no-tax-of-its-own = { $country } hat keine eigene Steuer; es gehört zum Steuergebiet von { $other }.
taxes-error-vat-id-invalid = Das ist keine gültige Umsatzsteuer-Identifikationsnummer von { $country }.
taxes-error-registered-at-home = { $country } ist das Heimatland; hier stehen nur andere Länder.
taxes-error-class-unknown = Es gibt keine Steuerklasse „{ $tax_class }“.
taxes-error-class-taken = Es gibt schon eine Steuerklasse „{ $tax_class }“.
taxes-error-class-in-use = Für die Steuerklasse „{ $tax_class }“ sind eigene Sätze festgelegt; entfernen Sie diese zuerst.
taxes-error-rate-taken = Für diese Klasse und diesen Ort gibt es schon einen Satz, der am selben Tag beginnt.
taxes-error-too-many = Davon kann ein Geschäft höchstens { $most } haben.
