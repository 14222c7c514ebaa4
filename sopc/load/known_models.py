"""What files were read as, kept from one reading of a catalogue to the next."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sopc.diagnostics import KeyPath
from sopc.load.yaml_reader import YamlDocument

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Kept:
    document: YamlDocument
    made_with: tuple[object, ...]
    made: Any


@dataclass(frozen=True, slots=True)
class KnownModels:
    """What was made of documents. A document that is the same object says the same.

    ``paths`` are those of all files, once each.
    """

    paths: dict[KeyPath, KeyPath] = field(default_factory=dict)
    _kept: dict[tuple[str, str], _Kept] = field(default_factory=dict)

    def get(
        self,
        what: str,
        document: YamlDocument,
        made_with: tuple[object, ...],
        make: Callable[[], T],
    ) -> T:
        """What was made of a document, if it was made with the same objects; or else it is made."""
        key = what, document.file
        kept = self._kept.get(key)
        if kept is None or kept.document is not document or not _same(kept.made_with, made_with):
            kept = self._kept[key] = _Kept(document, made_with, make())
        made: T = kept.made
        return made


def _same(these: tuple[object, ...], those: tuple[object, ...]) -> bool:
    pairs = zip(these, those, strict=True)
    return all(one is other or (not one and not other) for one, other in pairs)
