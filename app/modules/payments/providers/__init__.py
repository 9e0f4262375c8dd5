"""Whoever moves money: one file each, all behind the one protocol of `provider.py`."""
