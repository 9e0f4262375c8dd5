"""Customers: who bought in each store, and since when."""
