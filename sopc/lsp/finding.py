"""From a place to what is named there: what it is, where it is given, and where else it stands."""

from collections.abc import Iterator

from lsprotocol import types

from sopc.catalogue.references import NameKind
from sopc.edit.occurrences import Occurrence, value_at
from sopc.load.plain_yaml import Extent
from sopc.load.yaml_reader import YamlDocument
from sopc.lsp.positions import Positions
from sopc.lsp.schemas import described
from sopc.lsp.snapshot import Snapshot
from sopc.lsp.wording import about, rows_in, shown
from sopc.rewrite.files import ReadFile

_KINDS = {
    "pelaksana": types.SymbolKind.Class,
    "dasar-hukum": types.SymbolKind.File,
    "pejabat": types.SymbolKind.Object,
}


def occurrence_at(snapshot: Snapshot, file: ReadFile, offset: int) -> Occurrence | None:
    """What is named at a character, or just before it."""
    for each in snapshot.named_in(file.name):
        if each.extent[0] <= offset <= each.extent[1]:
            return each
    return None


def hover(snapshot: Snapshot, file: ReadFile, offset: int) -> tuple[str, Extent] | None:
    """What is known of what stands at a character, in Markdown, and from where to where it is."""
    found = occurrence_at(snapshot, file, offset)
    if found is not None and (text := about(snapshot, found)):
        return text, found.extent
    document = file.document
    for path, extent in document.keys.items() if document else ():
        if extent[0] <= offset <= extent[1]:
            way = [part for part in path if isinstance(part, str)]
            said = described(snapshot.schema(file.kind), way)
            return (shown(said), extent) if said else None
    return None


def definitions(snapshot: Snapshot, occurrence: Occurrence) -> Iterator[tuple[ReadFile, Extent]]:
    """Where a name is given: of a number in its file, of a row without a code at its first key."""
    if occurrence.row is not None:
        file = snapshot.files[occurrence.file]
        first = _first_key(file, occurrence.row)
        if first is not None:
            yield file, first
        return
    for each in snapshot.named():
        if each.defines and each.is_of(occurrence):
            yield snapshot.files[each.file], each.extent


def _first_key(file: ReadFile, row: int) -> Extent | None:
    """The first key of the row at a place from 1, which may stand for a list of one."""
    ways = [("langkah", row - 1), *([("langkah",)] if row == 1 else [])]
    for path, extent in file.document.keys.items() if file.document else ():
        if path[:-1] in ways:
            return extent
    return None


def references(
    snapshot: Snapshot, occurrence: Occurrence, *, declaration: bool
) -> Iterator[tuple[ReadFile, Extent]]:
    """Everywhere that a name stands; targets that lead to a row by its place, too."""
    rows = rows_in(snapshot, occurrence.file) if occurrence.named is NameKind.STEP else {}
    row = rows.get(occurrence.name, occurrence.row)
    for each in snapshot.named():
        is_named = each.is_of(occurrence)
        if not is_named and row is not None and each.named is NameKind.STEP:
            is_named = each.file == occurrence.file and rows.get(each.name, each.row) == row
        if is_named and (declaration or not each.defines):
            yield snapshot.files[each.file], each.extent


def symbols(file: ReadFile, positions: Positions) -> list[types.DocumentSymbol]:
    """What a file holds, for an outline: an SOP's steps, a registry's entries, units."""
    document = file.document
    if document is None or not isinstance(document.value, dict):
        return []
    if file.kind in _KINDS:
        tops = [path for path in document.keys if len(path) == 1]
        kind = _KINDS[file.kind]
        return [_symbol(document.keys[path], str(path[0]), "", kind, positions) for path in tops]
    if file.kind == "katalog":
        return [*_rows(document, "unit", "nama", types.SymbolKind.Module, positions)]
    rows = [*_rows(document, "langkah", "uraian", types.SymbolKind.Event, positions)]
    number, title = document.value.get("nomor"), document.value.get("nama")
    if not isinstance(title, str):
        return rows
    name = _short(f"{number} {title}" if isinstance(number, str) else title)
    whole = positions.span(0, len(positions.text))
    own = positions.span(*document.keys["nama",])
    return [types.DocumentSymbol(name, types.SymbolKind.File, whole, own, children=rows)]


def _rows(
    document: YamlDocument, key: str, words: str, kind: types.SymbolKind, positions: Positions
) -> Iterator[types.DocumentSymbol]:
    """The rows of a list, or of the one that stands for it, by what they say."""
    rows = value_at(document.value, (key,)) if (key,) in document.values else []
    for index, row in enumerate(rows if isinstance(rows, list) else [rows]):
        way = (key, index, words) if isinstance(rows, list) else (key, words)
        if isinstance(row, dict) and isinstance(row.get(words), str):
            name = f"{index + 1}. {_short(row[words])}"
            detail = str(row.get("kode") or "")
            yield _symbol(document.values[way], name, detail, kind, positions)


def _symbol(
    extent: Extent, name: str, detail: str, kind: types.SymbolKind, positions: Positions
) -> types.DocumentSymbol:
    span = positions.span(*extent)
    return types.DocumentSymbol(name or "?", kind, span, span, detail=detail)


def _short(text: str) -> str:
    """A text in a line; an outline shows no more."""
    line = " ".join(text.split())
    return line if len(line) <= 100 else f"{line[:99]}…"
