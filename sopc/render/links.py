"""How pages name other parts of a book, before anyone knows on which page those are."""

from urllib.parse import quote

LINK_SCHEME = "sop:"
"""Links to an SOP are printed as ``sop:`` and its name, and resolved when PDFs are assembled."""


def link_to(name: str) -> str:
    """The address by which pages refer to an SOP, or to another part of a book."""
    return LINK_SCHEME + quote(name, safe="")
