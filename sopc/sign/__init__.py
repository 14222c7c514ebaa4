"""Signing and verifying finished PDFs."""
