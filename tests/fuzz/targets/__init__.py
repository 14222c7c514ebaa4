"""One reader or writer each; see ``tests.fuzz.subject``."""
