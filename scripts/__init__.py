"""Tools for people who work on Stoa; nothing here is part of the running program."""
