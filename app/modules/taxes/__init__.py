"""Taxes: what is due on a basket, where, and by which rule."""
