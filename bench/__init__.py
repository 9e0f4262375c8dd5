"""Measurements of Stoa, run on demand and never inside the tests: `make bench args="..."`."""
