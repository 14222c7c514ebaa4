"""The Indonesian translations: what they must hold, and a tool that brings them up to date.

``python -m tests.translations`` adds to the .po file what is new in the source, with an empty
translation, drops what is gone, and compiles it. ``tests/test_language.py`` fails until every
empty one is filled in.
"""

import ast
from collections.abc import Iterator
from datetime import UTC, datetime
from operator import itemgetter
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

SOURCE = Path(__file__).parents[1] / "sopc"
PO = SOURCE / "locale" / "id" / "LC_MESSAGES" / "sopc.po"
_DAY = datetime(2026, 1, 1, tzinfo=UTC)
MO = PO.with_suffix(".mo")


def phrases(code: str) -> Iterator[tuple[int, str | None]]:
    """The line and template of each ``Phrase(…)`` in Python code; None for one that is computed."""
    for node in ast.walk(ast.parse(code)):
        match node:
            case ast.Call(func=ast.Name("Phrase"), args=[ast.Constant(str(template)), *_]):
                yield node.lineno, template
            case ast.Call(func=ast.Name("Phrase")):
                yield node.lineno, None


def templates() -> dict[str, list[tuple[str, int]]]:
    """Every template in the source, with the files and lines that it stands in."""
    found: dict[str, list[tuple[str, int]]] = {}
    for path in sorted(SOURCE.rglob("*.py")):
        file = path.relative_to(SOURCE.parent).as_posix()
        for line, template in sorted(phrases(path.read_text(encoding="utf-8")), key=itemgetter(0)):
            if template is not None:
                found.setdefault(template, []).append((file, line))
    return found


def translations() -> dict[str, str]:
    """Template → translation, as the .po file has them."""
    with PO.open("rb") as file:
        return {str(m.id): str(m.string) for m in read_po(file, locale="id") if m.id}


def refresh() -> None:
    """Write the .po and the .mo file anew; the same source gives the same bytes."""
    known = translations() if PO.exists() else {}
    catalog = Catalog(
        "id",
        header_comment="# What sopc says, in Indonesian. Keys and codes stay as they are.",
        project="sopc",
        version="1",
        creation_date=_DAY,
        revision_date=_DAY,
        msgid_bugs_address="sopc",
        last_translator="sopc",
        language_team="Indonesian",
        fuzzy=False,
    )
    for template, places in templates().items():
        catalog.add(template, known.get(template, ""), locations=places)
    PO.parent.mkdir(parents=True, exist_ok=True)
    with PO.open("wb") as file:
        write_po(file, catalog, width=100, sort_by_file=True, include_lineno=False)
    with MO.open("wb") as file:
        write_mo(file, catalog)


if __name__ == "__main__":
    refresh()
