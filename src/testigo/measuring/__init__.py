"""Measuring against gold corpora."""
