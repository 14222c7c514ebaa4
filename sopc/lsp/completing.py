"""What can be typed at a place: keys, names of the catalogue, words of a choice, codes of steps."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from lsprotocol import types

from sopc.catalogue.references import NameKind, named_at
from sopc.codes import PAGES
from sopc.edit.occurrences import value_at
from sopc.load.schema_tidying import Schema
from sopc.load.yaml_reader import YamlDocument
from sopc.load.yaml_scalars import plain
from sopc.lsp.cursor import Cursor, cursor_at, keys_below
from sopc.lsp.positions import Positions
from sopc.lsp.schemas import parts_at

_CODE = re.compile(r"""\bkode:[ \t]*["']?([a-z][a-z0-9-]*)""")
_RULE_CODES = ("pengecualian", "kode")


class _Offers:
    """Makes items that take the place of the word under the cursor."""

    def __init__(
        self, cursor: Cursor, at: types.Position, positions: Positions, offset: int
    ) -> None:
        start = positions.position(offset - len(cursor.word))
        self._range = types.Range(start, at)
        self._count = 0

    def item(
        self,
        label: str,
        kind: types.CompletionItemKind,
        said: str,
        text: str,
        *,
        snippet: bool = False,
    ) -> types.CompletionItem:
        """An item, in the order in which they are made; it is found by what is printed, too."""
        self._count += 1
        form = types.InsertTextFormat.Snippet if snippet else types.InsertTextFormat.PlainText
        return types.CompletionItem(
            label=label,
            label_details=types.CompletionItemLabelDetails(description=said) if said else None,
            detail=said or None,
            kind=kind,
            filter_text=f"{label} {said}",
            sort_text=f"{self._count:05}",
            insert_text_format=form,
            insert_text_mode=types.InsertTextMode.AsIs if snippet else None,
            text_edit=types.TextEdit(self._range, text),
        )


def completions(
    schema: Schema,
    kind: str,
    positions: Positions,
    at: types.Position,
    sentences: Mapping[str, str],
    *,
    snippets: bool,
) -> list[types.CompletionItem]:
    """What can be typed at a position of a text that may be no YAML yet.

    ``sentences`` are those of the rows that have a code.
    """
    offset = positions.offset(at)
    cursor = cursor_at(positions.text, offset)
    if cursor is None:
        return []
    offers = _Offers(cursor, at, positions, offset)
    found: list[types.CompletionItem] = []
    column = _column(positions.text, offset - len(cursor.word))
    for part in parts_at(schema, cursor.path):
        found += _values(offers, part)
        if not cursor.is_value:
            below = () if cursor.in_braces else keys_below(positions.text, offset, column)
            found += _keys(offers, part, cursor.siblings.union(below))
            if snippets and not cursor.siblings and not cursor.in_braces:
                found += _snippets(offers, part, positions.text, offset - len(cursor.word))
    if named_at(kind, cursor.path) is NameKind.STEP:
        found = [*_codes(offers, positions.text, sentences), *found]
    elif kind == "sop" and cursor.path == _RULE_CODES:
        item = types.CompletionItemKind.Constant
        found += [offers.item(page.code, item, page.name, page.code) for page in PAGES]
    return list({item.label: item for item in reversed(found)}.values())[::-1]


def _values(offers: _Offers, part: Schema) -> Iterator[types.CompletionItem]:
    said = part.get("enumDescriptions", [])
    kind = types.CompletionItemKind.Reference if said else types.CompletionItemKind.EnumMember
    for index, choice in enumerate(part.get("enum", ())):
        words = said[index] if said else ""
        yield offers.item(str(choice), kind, words, _written(str(choice)))
    if part.get("type") == "boolean":
        for choice in ("true", "false"):
            yield offers.item(choice, types.CompletionItemKind.EnumMember, "", choice)


def _written(name: str) -> str:
    """A name as YAML reads it again: one that would be a number there needs quotes."""
    return name if plain(name) == name else f'"{name}"'


def _keys(offers: _Offers, part: Schema, there: frozenset[str]) -> Iterator[types.CompletionItem]:
    for key, each in part.get("properties", {}).items():
        if key not in there:
            said = each.get("description", "")
            yield offers.item(key, types.CompletionItemKind.Property, said, f"{key}: ")


def _snippets(
    offers: _Offers, part: Schema, text: str, start: int
) -> Iterator[types.CompletionItem]:
    indent = " " * _column(text, start)
    for each in part.get("defaultSnippets", ()):
        lines = list(_lines(each["body"]))
        body = f"\n{indent}".join(lines)
        kind = types.CompletionItemKind.Snippet
        yield offers.item(each["label"], kind, each["description"], body, snippet=True)


def _lines(body: Mapping[str, Any]) -> Iterator[str]:
    for key, value in body.items():
        if isinstance(value, dict):
            yield f"{key}:"
            yield from (f"  {line}" for line in _lines(value))
        else:
            yield f"{key}: {value}"


def _codes(
    offers: _Offers, text: str, sentences: Mapping[str, str]
) -> Iterator[types.CompletionItem]:
    """The codes of the steps of this file, with the sentences of their rows as far as known."""
    kind = types.CompletionItemKind.Reference
    for code in dict.fromkeys(_CODE.findall(text)):
        yield offers.item(code, kind, sentences.get(code, ""), code)


def sentences_of(document: YamlDocument) -> dict[str, str]:
    """Of each code of a row or of a part of one, the row's sentence."""
    found: dict[str, str] = {}
    for path in document.values:
        if path[:1] == ("langkah",) and path[-1] == "kode":
            row = path[:2] if isinstance(path[1], int) else path[:1]
            sentence = value_at(document.value, row).get("uraian")
            found[str(value_at(document.value, path))] = " ".join(str(sentence or "").split())
    return found


def _column(text: str, offset: int) -> int:
    return offset - max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) - 1
