"""The notes on what differs from a source document, put in order for those who decide."""
