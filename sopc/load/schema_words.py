"""What a schema says of keys, for an editor to show beside them: in English or Indonesian."""

from collections.abc import Iterator
from typing import Any

from sopc.language import Translate

_WORDS = ("description", "markdownDescription")
_LISTS_OF_WORDS = ("enumDescriptions", "markdownEnumDescriptions")
_SNIPPETS = "defaultSnippets"
"""What is put in, in the form's own words."""
_BY_NAME = ("properties", "patternProperties", "$defs")


def texts_of(schema: object) -> Iterator[str]:
    """Everything that a schema says in words."""
    said: list[str] = []

    def note(text: str) -> str:
        said.append(text)
        return text

    in_language(schema, note)
    yield from said


def in_language(schema: Any, say: Translate) -> Any:
    """The same schema, its words in another language; one without translation stays."""
    if isinstance(schema, list):
        return [in_language(each, say) for each in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        key: value if key == _SNIPPETS else _said(key, value, say) for key, value in schema.items()
    }


def _said(key: str, value: Any, say: Translate) -> Any:
    if key in _WORDS and isinstance(value, str):
        return say(value)
    if key in _LISTS_OF_WORDS and isinstance(value, list):
        return [say(text) for text in value]
    if key in _BY_NAME and isinstance(value, dict):  # whose keys are names, whatever they are
        return {name: in_language(each, say) for name, each in value.items()}
    return in_language(value, say)
