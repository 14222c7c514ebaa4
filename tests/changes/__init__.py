"""The table of docs/ci.md, of what ``sopc check --since`` notices: each row is tried here."""
