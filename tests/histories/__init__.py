"""Histories of catalogues in git, and what is told of them with ``--since``."""
