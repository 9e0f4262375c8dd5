search-module-name = Sich
search-module-description = Produiten no Wierder a Facette fannen, och wann e Wuert falsch geschriwwen ass.

permission-search-view = Zoustand vun der Sich gesinn
permission-search-manage = Sichindex nei opbauen

search-error-too-many-filters = Héchstens { $facets } Facette mat all Kéier { $values } Wäerter kënne gläichzäiteg gewielt ginn.
