"""The guides in Indonesian, and an office in which everything they say is done."""
