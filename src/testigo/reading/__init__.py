"""Analyses become statements: figures, acts, voices, stance and scope."""
