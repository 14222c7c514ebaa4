"""How much is read of what comes from outside: one place for all of them, in bytes and counts.

``docs/limits.md`` says the same to users, and a test compares the two.
"""

KIB = 1 << 10
MIB = 1 << 20

YAML = MIB
"""A YAML file of a catalogue, now or at an earlier revision; an SOP has a few KiB."""
TEMPLATE = MIB
"""A template or a style sheet."""
PICTURE = 8 * MIB
"""A picture that is printed."""
MATERIALS = 32 * MIB
"""The templates, style sheets and pictures of a catalogue together: each process holds them."""
SOURCE = 20 * 1000 * 1000
"""The text of the source document: a book of 10,000 pages."""
KEY = MIB
"""A key, or a file of certificates."""
PDF = 512 * MIB
"""A PDF to sign or to verify, or that an earlier build left: the handbook of 20,000 SOPs."""
STATEMENT = 64 * MIB
"""What a build says of itself: its manifest, signed or not, and its record."""
