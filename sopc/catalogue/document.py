"""The text of the document that a catalogue was transcribed from."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Document:
    """``name`` is the file as the user named it; ``text`` has its lines as editors count them."""

    name: str
    text: str
