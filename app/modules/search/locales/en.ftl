search-module-name = Search
search-module-description = Finding products by words and facets, also when a word is misspelt.

permission-search-view = See the state of the search
permission-search-manage = Make the search index anew

search-error-too-many-filters = No more than { $facets } facets with { $values } values each may be chosen at once.
