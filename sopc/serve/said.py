"""What a file of an SOP says, whatever stands there."""

from sopc.rewrite.files import ReadFile


def said(file: ReadFile, key: str) -> str:
    """The text, or the number, of a key; nothing where the file has none."""
    value = file.document.value if file.document else None
    found = value.get(key) if isinstance(value, dict) else None
    return str(found) if isinstance(found, str | int) else ""
