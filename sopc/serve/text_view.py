"""What the text view says about a text that is being typed: findings, what can be typed, names."""

import re
from pathlib import Path
from typing import Final

from sopc.diagnostics import Diagnostic
from sopc.language import translator
from sopc.lines import Lines
from sopc.lsp.completing import completions, sentences_of
from sopc.lsp.finding import hover
from sopc.lsp.positions import Positions
from sopc.rewrite.files import ReadFile
from sopc.serve.desk import Desk
from sopc.serve.typed_text import offset_at, shown_text, stretch, units

_ENCODING: Final = "utf-16"
_ESCAPED: Final = re.compile(r"\\([\\`*_{}\[\]<>#|~])")
MOST: Final = 200
"""So many findings are shown of a text."""


class TextView:
    """Knows what can be said of texts of a catalogue's files before they are saved."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._told = translator(desk.language)

    def found(self, path: Path, text: str) -> list[dict[str, object]]:
        """What would be found in a file with a text, for an editor to mark."""
        file, findings = self._checked(path, text)
        if file is None:
            return []
        lines = Lines.of(text)
        return [self._mark(each, text, lines) for each in findings[:MOST]]

    def offered(self, file: ReadFile, text: str, at: int) -> list[dict[str, object]]:
        """What can be typed at a place."""
        snapshot = self._desk.snapshot()
        positions = Positions(text, _ENCODING)
        document = file.document
        items = completions(
            snapshot.schema(file.kind),
            file.kind,
            positions,
            positions.position(offset_at(text, at)),
            sentences_of(document) if document else {},
            snippets=False,
        )
        found: list[dict[str, object]] = []
        for each in items:
            edit = each.text_edit
            if edit is None or not hasattr(edit, "range"):
                continue
            start = units(text, positions.offset(edit.range.start))
            found.append(
                {"label": each.label, "said": each.detail or "", "text": edit.new_text, "at": start}
            )
        return found

    def known(self, path: Path, text: str, at: int) -> dict[str, object]:
        """What is known of what stands at a place; nothing where that is nothing."""
        snapshot = self._desk.as_if({path: text})
        file = snapshot.file(path)
        found = hover(snapshot, file, offset_at(text, at)) if file else None
        if found is None:
            return {}
        said, (start, end) = found
        plain = _ESCAPED.sub(r"\1", said.replace("**", "").replace("  \n", "\n"))
        return {"said": plain, "from": units(text, start), "to": units(text, end)}

    def _checked(self, path: Path, text: str) -> tuple[ReadFile | None, list[Diagnostic]]:
        saved = self._desk.snapshot()
        file = saved.file(path)
        snapshot = saved
        if file is None or shown_text(file.raw) != text:
            snapshot = self._desk.as_if({path: text})
            file = snapshot.file(path)
        return file, snapshot.findings(file.name) if file else []

    def _mark(self, each: Diagnostic, text: str, lines: Lines) -> dict[str, object]:
        start, end = stretch(text, lines, each.place)
        return {
            "code": each.code,
            "severity": each.severity.value,
            "message": self._told(each.message),
            "hint": self._told(each.hint) if each.hint else "",
            "line": each.place.line,
            "from": start,
            "to": end,
        }
