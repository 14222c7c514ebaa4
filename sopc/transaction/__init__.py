"""Several files changed at once: all of them, or none, whatever ends or refuses it."""
