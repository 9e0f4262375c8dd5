"""Everything a shop does, one package per module, and the contracts between them."""
