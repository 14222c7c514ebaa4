"""Signing one PDF: the key, its holder's turn, the field, and what is seen there."""
