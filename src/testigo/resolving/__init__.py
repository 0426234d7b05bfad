"""Words become places, days and actors."""
