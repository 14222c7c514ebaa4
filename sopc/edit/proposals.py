"""Findings whose mends say how data change → the same, with the edits of the text for that."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from sopc.diagnostics import Diagnostic, Edit, Fix, place_of
from sopc.edit.surgery import edits_of
from sopc.edit.text_edits import TextEdit, goes_with
from sopc.load.sources import Sources
from sopc.load.yaml_reader import YamlDocument
from sopc.reader import Unreadable


def with_edits(diagnostics: Iterable[Diagnostic], sources: Sources) -> Iterator[Diagnostic]:
    """The same findings; a mend that cannot be made without touching other things is left out.

    ``sources`` are where the files were read from.
    """

    @lru_cache(maxsize=16)
    def document_of(file: str) -> YamlDocument | None:
        try:
            raw = sources.raw(Path(file))
        except Unreadable:
            return None
        return sources.parsed(raw, file)[0]

    for each in diagnostics:
        if each.fix is None or not each.fix.changes or each.fix.edits:
            yield each
        else:
            yield replace(each, fix=_written(each.fix, document_of))


def _written(fix: Fix, document_of: Callable[[str], YamlDocument | None]) -> Fix | None:
    made: list[Edit] = []
    touched: dict[str, list[TextEdit]] = {}
    for change in fix.changes:
        document = document_of(change.file)
        edits = edits_of(document, change) if document else ()
        before = touched.setdefault(change.file, [])
        if document is None or not edits or not all(goes_with(before, edit) for edit in edits):
            return None
        before += edits
        made += [
            Edit(place_of(change.file, document.lines, edit.start, edit.end), edit.text)
            for edit in edits
        ]
    return replace(fix, edits=tuple(made))
