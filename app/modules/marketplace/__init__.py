"""Imports into a store: what came in, what was refused, and products that wait for a decision."""
