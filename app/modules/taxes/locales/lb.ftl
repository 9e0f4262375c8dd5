taxes-module-name = Steieren
taxes-module-description = TVA vun der Unioun a Steieren no Land a Regioun.
permission-taxes-view = Steierastellungen a Steiersätz gesinn
permission-taxes-manage = Steierastellungen a Steiersätz änneren

taxes-note-reverse-charge = Steierfräi innergemeinschaftlech Liwwerung (Artikel 138 vun der Direktiv 2006/112/EG). D’TVA ass vum Empfänger ze bezuelen (Reverse Charge).
taxes-note-export = Steierfräi Ausfuhr.
taxes-note-small-business = Et gëtt keng TVA berechent: Sonderregelung fir kleng Entreprisen.

taxes-error-class-not-found = Dës Steierklass gëtt et net.
taxes-error-rate-not-found = Dëse Steiersaz gëtt et net.
taxes-error-no-tax-of-its-own = { $country } huet keng eege Steier; et gehéiert zum Steiergebitt vu(n) { $other }.
taxes-error-vat-id-invalid = Dat ass keng gülteg TVA-Nummer vu(n) { $country }.
taxes-error-registered-at-home = { $country } ass d’Heemechtsland; hei stinn nëmmen aner Länner.
taxes-error-class-unknown = Et gëtt keng Steierklass „{ $tax_class }“.
taxes-error-class-taken = Et gëtt schonn eng Steierklass „{ $tax_class }“.
taxes-error-class-in-use = Fir d’Steierklass „{ $tax_class }“ sinn eege Sätz festgeluecht; huelt déi fir d’éischt ewech.
taxes-error-rate-taken = Fir dës Klass an dës Plaz gëtt et schonn e Saz, deen dee selwechten Dag ufänkt.
taxes-error-too-many = Dovun kann e Geschäft héchstens { $most } hunn.
