"""What can be said about a report: frozen types; no input or output, no import of the other layers."""
