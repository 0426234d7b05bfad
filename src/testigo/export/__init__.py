"""Ledgers become files that others can open."""
