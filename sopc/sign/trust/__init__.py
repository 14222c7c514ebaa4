"""Whom to believe: certificates, who issued them, whose they are, and whether they were revoked."""
