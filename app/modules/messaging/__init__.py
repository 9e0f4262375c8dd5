"""Messaging: mail that goes out when, and only when, the change it tells of is saved."""
