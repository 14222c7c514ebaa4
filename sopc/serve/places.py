"""Findings by the value that they are about: its way from the file's root."""

from collections.abc import Iterable, Mapping

from sopc.changes import KeyPath
from sopc.diagnostics import Diagnostic
from sopc.edit.text_edits import offsets_of
from sopc.load.plain_yaml import Extent
from sopc.load.yaml_reader import YamlDocument


def way_of(document: YamlDocument, finding: Diagnostic) -> KeyPath:
    """The way to the innermost value, or its key, that a finding's place begins in."""
    try:
        start, _ = offsets_of(document.lines, finding.place)
    except IndexError:  # the finding is of an earlier text
        return ()
    found: tuple[int, KeyPath] | None = None
    for path, (begin, end) in _extents(document):
        if begin <= start <= end and (found is None or end - begin <= found[0]):
            found = (end - begin, path)
    return found[1] if found else ()


def _extents(document: YamlDocument) -> Iterable[tuple[KeyPath, Extent]]:
    yield from document.values.items()
    yield from document.keys.items()


def by_way(
    document: YamlDocument | None, findings: Iterable[Diagnostic]
) -> Mapping[KeyPath, list[Diagnostic]]:
    """Findings of a file, by the ways to what they are about."""
    found: dict[KeyPath, list[Diagnostic]] = {}
    for each in findings if document else ():
        found.setdefault(way_of(document, each), []).append(each)  # type: ignore[arg-type]
    return found
