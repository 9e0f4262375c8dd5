"""A module from outside the repository, for the tests."""

# ruff: noqa: INP001 - the folder above is a project, not a package
