"""Which SOPs come up for review, which cite what has changed, and who cites something at all."""
