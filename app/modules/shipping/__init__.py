"""Shipping: where a store delivers to, how, and for what price."""
