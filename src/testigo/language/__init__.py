"""Documents become analyses: sentences, tokens, syntax, numerals, time expressions, quotations."""
