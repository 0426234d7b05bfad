"""testigo reads reports of protest and repression into a sourced incident ledger."""
