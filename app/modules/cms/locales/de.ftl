cms-module-name = Inhalte
cms-module-description = Seiten, Mediendateien und Designs der Geschäftsseiten.

cms-menu-pages = Seiten
cms-menu-media = Medien

cms-list-pages = Seiten
cms-list-media = Mediendateien
cms-list-themes = Designs
cms-view-all-pages = Alle Seiten
cms-view-published = Veröffentlicht
cms-view-all-media = Alle Dateien
cms-view-installed = Installiert

cms-column-title = Titel
cms-column-slug = Adresse
cms-column-locale = Sprache
cms-column-state = Zustand
cms-column-state-published = Veröffentlicht
cms-column-state-withdrawn = Zurückgezogen
cms-column-state-draft = Entwurf
cms-column-created-at = Angelegt
cms-column-updated-at = Zuletzt geändert
cms-column-path = Datei
cms-column-media-type = Art
cms-column-size-bytes = Größe
cms-column-alt-text = Alternativtext
cms-column-name = Name
cms-column-code = Kürzel
cms-column-is-in-use = In Verwendung
cms-column-installed-at = Installiert

metric-cms-pages = Seiten
    .definition = Seiten, die es am Ende des Zeitraums gibt, auch Entwürfe; jede Sprache einer Seite zählt.
metric-cms-published-pages = Veröffentlichte Seiten
    .definition = Seiten, die am Ende des Zeitraums für Kundschaft lesbar sind: veröffentlicht und nicht zurückgezogen.
metric-cms-media-files = Mediendateien
    .definition = Bilder, Filme und Dokumente, die am Ende des Zeitraums gespeichert sind.
metric-cms-media-bytes = Speicherplatz für Medien
    .definition = Summe der gespeicherten Größen aller Mediendateien am Ende des Zeitraums.
metric-cms-themes = Designs
    .definition = Designs, die am Ende des Zeitraums installiert sind, ob in Verwendung oder nicht.

permission-cms-view = Seiten, Mediendateien und Designs ansehen

cms-error-two-themes-in-use = Nur ein Design kann in Verwendung sein, nicht mehrere: { $codes }.
