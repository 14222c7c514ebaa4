"""sopc, a declarative compiler for catalogues of standard operating procedures."""

__version__ = "0.1.0"
