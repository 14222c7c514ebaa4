"""The signed manifest of a build: its form, who may seal it, and what it says of files."""
