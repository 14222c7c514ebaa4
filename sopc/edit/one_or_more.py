"""What may be one word or a list of them, as a file has it: ``pelaksana: staf`` in a step, but
``pelaksana: [staf, sekretaris]``."""

from typing import Final

from sopc.changes import KeyPath
from sopc.edit.entries import value_at
from sopc.load.yaml_reader import YamlDocument
from sopc.load.yaml_scalars import YamlValue

_KEYS: Final = frozenset({"pelaksana", "kelengkapan", "output", "keterangan"})
"""Keys of steps whose single text stands without a list."""


def is_one_or_more(path: KeyPath) -> bool:
    """Whether a step's text or list of texts stands at a path."""
    return path[:1] == ("langkah",) and path[-1] in _KEYS


def as_listed(value: object) -> list[YamlValue]:
    """All that there is, be it one or more, or nothing."""
    if value is None:
        return []
    return [*value] if isinstance(value, list) else [value]  # type: ignore[list-item]


def in_form_of(document: YamlDocument, path: KeyPath, value: YamlValue) -> YamlValue:
    """A value in the form in which a file has one text: as it is there now, or in other steps.

    An empty list is None.
    """
    if value == []:
        return None
    if not (is_one_or_more(path) and isinstance(value, list) and len(value) == 1):
        return value
    now = value_at(document, path) if path in document.values else None
    if isinstance(now, list) and len(now) == 1:
        return value
    single = [
        value_at(document, each)
        for each in document.values
        if each[-1:] == path[-1:] and is_one_or_more(each) and len(each) == len(path)
    ]
    are_lists = any(isinstance(each, list) and len(each) == 1 for each in single)
    are_words = any(isinstance(each, str) for each in single)
    return value if are_lists and not are_words else value[0]
