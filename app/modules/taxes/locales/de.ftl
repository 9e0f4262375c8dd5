taxes-module-name = Steuern
taxes-module-description = Mehrwertsteuer der Union und Steuern nach Land und Region.
permission-taxes-view = Steuereinstellungen und Steuersätze sehen
permission-taxes-manage = Steuereinstellungen und Steuersätze ändern

taxes-note-reverse-charge = Steuerfreie innergemeinschaftliche Lieferung (Artikel 138 der Richtlinie 2006/112/EG). Die Mehrwertsteuer schuldet der Empfänger (Reverse Charge).
taxes-note-export = Steuerfreie Ausfuhrlieferung.
taxes-note-small-business = Es wird keine Mehrwertsteuer berechnet: Sonderregelung für Kleinunternehmen.
