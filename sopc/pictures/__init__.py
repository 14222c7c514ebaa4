"""Whether a picture can be printed: told from its bytes, before anything draws it."""
