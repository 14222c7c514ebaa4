"""What may change between a revision and now; these rules run with ``--since``."""
