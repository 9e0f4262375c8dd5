"""Finding products: full text in each language, facets, and words that are merely meant."""
