"""From a cart to a placed and paid order."""
