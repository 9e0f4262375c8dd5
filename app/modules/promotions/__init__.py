"""What a store gives off: codes and rules, their limits, and who used them."""
