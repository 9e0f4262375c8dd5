"""Stoa: a modular, multi-tenant commerce platform."""
