"""Platforms, merchants, stores, domains, users, teams and sign-in: who is who."""
