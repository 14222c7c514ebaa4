"""A PDF that anyone may have made: opened in bounds, and what is written in it."""
