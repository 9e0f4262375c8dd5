"""What a store has in stock: levels, and the movements that made them."""
