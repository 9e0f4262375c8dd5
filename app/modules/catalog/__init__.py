"""What a store sells: products and their variants."""
