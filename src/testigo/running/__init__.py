"""The passes in order, here or spread over processes."""
