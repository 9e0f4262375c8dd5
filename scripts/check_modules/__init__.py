"""The house rules that no linter knows: one validator per file, exceptions in one list."""
