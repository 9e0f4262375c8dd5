taxes-module-name = Steieren
taxes-module-description = TVA vun der Unioun a Steieren no Land a Regioun.
permission-taxes-view = Steierastellungen a Steiersätz gesinn
permission-taxes-manage = Steierastellungen a Steiersätz änneren

taxes-note-reverse-charge = Steierfräi innergemeinschaftlech Liwwerung (Artikel 138 vun der Direktiv 2006/112/EG). D’TVA ass vum Empfänger ze bezuelen (Reverse Charge).
taxes-note-export = Steierfräi Ausfuhr.
taxes-note-small-business = Et gëtt keng TVA berechent: Sonderregelung fir kleng Entreprisen.
