"""A file's bytes → the same in the one layout, if that is sure to change nothing else."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from sopc.changes import KeyPath
from sopc.diagnostics import Diagnostic
from sopc.format.comments import comments_of
from sopc.format.layout import lines_of
from sopc.format.naming import NO_NAMES, StepNames, named, naming_of
from sopc.language import Phrase
from sopc.load.doubts import doubts
from sopc.load.yaml_reader import YamlDocument, read_yaml
from sopc.load.yaml_scalars import YamlValue

_OF_SOPS = frozenset({"nomor", "nama", "langkah"})


@dataclass(frozen=True, slots=True)
class Formatted:
    """A file in the one layout; or as it was, with what is wrong with it (``faults``), or why it
    was left (``left``). ``names`` are the rows, from 1, that got a name, and the names."""

    data: bytes
    names: tuple[tuple[int, str], ...] = ()
    faults: tuple[Diagnostic, ...] = ()
    left: Phrase | None = None


def formatted(raw: bytes, file: str, *, keep_numbers: bool = False) -> Formatted:
    """A file of a catalogue in the one layout.

    Line ends stay those of Windows where all are; a byte order mark goes. With ``keep_numbers``,
    targets that count rows stay.
    """
    document, faults = read_yaml(raw, file)
    if document is None or faults:
        return Formatted(raw, faults=tuple(faults))
    if not isinstance(document.value, dict | list):
        return Formatted(raw, left=Phrase("it holds one word, and no keys"))
    is_sop = _is_sop(document.value)
    naming = naming_of(document.value) if is_sop and not keep_numbers else NO_NAMES
    text = _laid_out(document, naming, is_sop=is_sop)
    again, _ = read_yaml(text.encode("utf-8"), file)
    if again is None or not _says_the_same(document, again, naming):
        return Formatted(raw, left=Phrase("its layout could not be changed without its meaning"))
    if _laid_out(again, NO_NAMES, is_sop=is_sop) != text:
        return Formatted(raw, left=Phrase("its layout would be another each time"))
    names = tuple((int(path[1]) + 1, code) for path, code in naming.codes.items())
    return Formatted(_ended_as(document.text, text).encode("utf-8"), names)


def _is_sop(value: YamlValue) -> bool:
    """Whether a file's keys are those of an SOP: not so in katalog.yaml, nor in registries."""
    if not isinstance(value, dict):
        return False
    return any(not isinstance(value[key], dict) for key in _OF_SOPS & value.keys())


def _laid_out(document: YamlDocument, naming: StepNames, *, is_sop: bool) -> str:
    lines = lines_of(document, comments_of(document), naming, is_sop=is_sop)
    return "\n".join([*lines, ""])


def _says_the_same(before: YamlDocument, after: YamlDocument, naming: StepNames) -> bool:
    """Whether data, comments, and what is doubtful in texts are the same."""
    return (
        _typed(named(before.value, naming)) == _typed(after.value)
        and comments_of(before).counted() == comments_of(after).counted()
        and _doubted(before) == _doubted(after)
    )


def _doubted(document: YamlDocument) -> Counter[tuple[object, str]]:
    """What was hardly meant as it is read."""
    texts = (document.values[path] for path in _words((), document.value))
    found = doubts(document.text, texts)
    return Counter((each.kind, " ".join(each.said.split())) for each in found)


def _words(path: KeyPath, value: YamlValue) -> Iterator[KeyPath]:
    """The paths of all words and texts."""
    if isinstance(value, dict):
        for key, each in value.items():
            yield from _words((*path, key), each)
    elif isinstance(value, list):
        for index, each in enumerate(value):
            yield from _words((*path, index), each)
    else:
        yield path


def _typed(value: YamlValue) -> object:
    """Data that are equal only to data of the same types: 1 is no 1.0, nor true."""
    if isinstance(value, dict):
        return {key: _typed(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_typed(each) for each in value]
    return type(value), repr(value)


def _ended_as(before: str, text: str) -> str:
    """A text with the line ends of Windows where another has no others."""
    count = before.count("\r\n")
    is_windows = count and before.count("\n") == count == before.count("\r")
    return text.replace("\n", "\r\n") if is_windows else text
