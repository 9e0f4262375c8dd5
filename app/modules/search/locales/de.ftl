search-module-name = Suche
search-module-description = Produkte nach Wörtern und Facetten finden, auch wenn ein Wort falsch geschrieben ist.

permission-search-view = Zustand der Suche sehen
permission-search-manage = Suchindex neu aufbauen

search-error-too-many-filters = Höchstens { $facets } Facetten mit je { $values } Werten können zugleich gewählt werden.
