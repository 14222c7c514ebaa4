"""Where a page may lead its reader: to the web, a mailbox, a telephone, or another page.

A program that shows PDFs might open a file of the reader's machine, or run what an address says.
"""

import re

from sopc.language import Phrase
from sopc.render.engine import Document
from sopc.render.links import LINK_SCHEME

_ALLOWED = re.compile(rf"https?://|mailto:|tel:|{re.escape(LINK_SCHEME)}", re.IGNORECASE)
"""What addresses begin with; those of other parts of a book become places in it."""


def leads_astray(document: Document) -> Phrase | None:
    """What is wrong with the first link that leads elsewhere, or the first file that is brought."""
    links = [link for page in document.pages for link in page.links]
    for kind, target, *_ in links:
        if kind == "external" and not _ALLOWED.match(target):
            return Phrase(
                "a page links to `{url}`: links begin with https:, http:, mailto: or tel:",
                url=target,
            )
    if document.metadata.attachments or any(link[0] == "attachment" for link in links):
        return Phrase("a page has a file attached, which no printed page has")
    return None
