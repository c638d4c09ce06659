"""Checks that no linter has; each yields one line for each thing found."""
