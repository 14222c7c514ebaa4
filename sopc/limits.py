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
PDF = 256 * MIB
"""A PDF to sign or to verify, or that an earlier build left: the handbook of 10,000 SOPs."""
BASELINE = 16 * MIB
"""A file of recorded findings: some 50,000 of them."""
STATEMENT = 64 * MIB
"""What a build says of itself: its manifest, signed or not, and its record."""
UNDO = 64 * MIB
"""What a command replaces in a catalogue, so that it can be taken back: 10,000 SOPs."""
UNDO_TOGETHER = 256 * MIB
UNDO_COUNT = 100
"""What is kept to be taken back, of all catalogues, and of how many."""
ANSWER = 16 * MIB
"""What an authority answers: a time stamp, whether a certificate was revoked, or a list of all that
were; the lists of large authorities have some MiB."""
ANSWER_SECONDS = 20.0
"""How long an authority may take for it."""
GIT_ANSWER = 16 * MIB
"""What git says at once: the paths of 150,000 files."""
GIT_PAST = 64 * MIB
"""All that is read of a past: each of 10,000 SOPs, rewritten."""
GIT_SECONDS = 120.0
"""How long git may take for all that a command asks it."""
PAST_COMMITS = 1_000
"""The commits in which a printed page's code is looked for, newest first."""
PAST_SECONDS = 60.0
"""How long it is looked for in them."""
PIXELS = 25 * 10**6
"""The points of a picture that is printed: a page of A4 at 600 dpi has 35 million, at 300 dpi 9."""
PIXELS_A_SIDE = 12_000
PIXELS_TOGETHER = 100 * 10**6
"""The points of all of a catalogue's pictures: each is decoded to see whether it is whole."""
PARTS = 10_000
"""Parts of a file of points (chunks, segments): a usual PNG of 8 MiB has some 1,000."""
SCANS = 100
"""How often a progressive JPEG may go over its points; writers do it some ten times."""
ELEMENTS = 20_000
"""The elements of a drawing (SVG)."""
DEPTH = 100
"""How deep they may lie within each other, what they refer to included."""
WORK = 300_000
"""How much work it is to draw one, in steps of about 5 microseconds: see ``pictures/work.py``."""
