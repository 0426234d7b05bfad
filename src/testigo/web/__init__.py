"""The web desk: look, check, decide, in the browser."""
