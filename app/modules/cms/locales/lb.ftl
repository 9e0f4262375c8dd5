cms-module-name = Inhalter
cms-module-description = Säiten, Mediefichieren an Designe vun de Buttekssäiten.

cms-menu-pages = Säiten
cms-menu-media = Medien

cms-list-pages = Säiten
cms-list-media = Mediefichieren
cms-list-themes = Designen
cms-view-all-pages = All Säiten
cms-view-published = Publizéiert
cms-view-all-media = All Fichieren
cms-view-installed = Installéiert

cms-column-title = Titel
cms-column-slug = Adress
cms-column-locale = Sprooch
cms-column-state = Zoustand
cms-column-state-published = Publizéiert
cms-column-state-withdrawn = Zréckgezunn
cms-column-state-draft = Entworf
cms-column-created-at = Ugeluecht
cms-column-updated-at = Fir d’lescht geännert
cms-column-path = Fichier
cms-column-media-type = Aart
cms-column-size-bytes = Gréisst
cms-column-alt-text = Alternativen Text
cms-column-name = Numm
cms-column-code = Code
cms-column-is-in-use = A Gebrauch
cms-column-installed-at = Installéiert

metric-cms-pages = Säiten
    .definition = Säiten, déi et um Enn vun der Period gëtt, och Entwërf; all Sprooch vun enger Säit zielt.
metric-cms-published-pages = Publizéiert Säiten
    .definition = Säiten, déi d’Clienten um Enn vun der Period liese kënnen: publizéiert an net zréckgezunn.
metric-cms-media-files = Mediefichieren
    .definition = Biller, Filmer an Dokumenter, déi um Enn vun der Period gespäichert sinn.
metric-cms-media-bytes = Späicherplaz fir Medien
    .definition = Zomm vun de gespäicherte Gréissten vun alle Mediefichieren um Enn vun der Period.
metric-cms-themes = Designen
    .definition = Designen, déi um Enn vun der Period installéiert sinn, a Gebrauch oder net.

permission-cms-view = Säiten, Mediefichieren an Designe gesinn

cms-error-two-themes-in-use = Nëmmen een Design kann a Gebrauch sinn, net méi: { $codes }.
