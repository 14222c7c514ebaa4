"""YAML files as people write them, at random: what edits of them have to leave alone."""

import json
from dataclasses import dataclass, field
from random import Random

_WORDS = (
    "staf",
    "Kepala Dinas",
    "± 30 menit",
    "Rapat: persiapan",
    "akhir:",
    "a #b",
    "# bukan catatan",
    "it's",
    'kata "itu"',
    "[x]",
    "a, b",
    "- butir",
    "漢字 𝄞",
    "true",
    "1.10",
    "007",
    "null",
    "no",
    "ekor ",
    "\\",
    "~",
    "",
)
_COMMENTS = ("# catatan", "#", "# a: b, [c] - d", "# 漢字\tdan tab", "# 'x' \"y\"")


@dataclass
class Writer:
    """Writes a group of lines in mixed styles; ``comments`` are those it has put in."""

    random: Random
    end: str
    comments: list[str] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)

    def text(self) -> str:
        """A whole file, which may lack the end of its last line."""
        self._comment_line(0)
        self.group(0, 0)
        text = "".join(self.pieces)
        return text.removesuffix(self.end) if self.random.random() < 0.2 else text

    def group(self, indent: int, depth: int, first: str = "") -> None:
        for index in range(self.random.randint(1, 4)):
            lead = first if index == 0 and first else " " * indent
            key = self.random.choice((f"k{index}", f'"k{index}"', f"'k{index}'"))
            self.pieces.append(f"{lead}{key}:")
            self._value(indent, depth)

    def _value(self, indent: int, depth: int) -> None:
        kind = self.random.choice(("word", "word", "flow", "group", "list", "block", "none"))
        if depth > 2 and kind in ("group", "list"):
            kind = "word"
        inner = indent + 2
        if kind == "word":
            self._rest(f" {self._scalar()}")
        elif kind == "flow":
            self._rest(f" {self._flow(inner, depth)}")
        elif kind == "block":
            self._rest(self.random.choice((" |", " >", " |-")))
            for _ in range(self.random.randint(1, 2)):
                self.pieces.append(f"{' ' * inner}kata: # bukan catatan{self.end}")
        elif kind == "none":
            self._rest("")
        else:
            self._rest("")
            self._comment_line(inner)
            if kind == "group":
                self.group(inner, depth + 1)
            else:
                self._list(self.random.choice((indent, inner)), depth)

    def _list(self, indent: int, depth: int) -> None:
        for _ in range(self.random.randint(1, 3)):
            self._comment_line(indent)
            lead = f"{' ' * indent}-"
            if self.random.random() < 0.4 and depth < 2:
                self.group(indent + 2, depth + 1, f"{lead} ")
            else:
                self._rest(f"{lead} {self._scalar()}")

    def _flow(self, indent: int, depth: int) -> str:
        parts = []
        group = self.random.random() < 0.5
        for index in range(self.random.randint(1, 3)):
            word = self._scalar()
            if depth < 2 and self.random.random() < 0.2:
                word = self._flow(indent, depth + 1)
            parts.append(f"k{index}: {word}" if group else word)
        opened, closed = "{}" if group else "[]"
        if self.random.random() < 0.3:
            pad = " " * indent
            lines = [f"{pad}{part}," for part in parts]
            lines = [f"{line} {self._comment()}" if self._may() else line for line in lines]
            return f"{opened}{self.end}{self.end.join(lines)}{self.end}{pad}{closed}"
        return f"{opened}{', '.join(parts)}{closed}"

    def _scalar(self) -> str:
        word = self.random.choice(_WORDS)
        if self.random.random() < 0.4 and word.replace(" ", "").isalpha():
            return word
        if self.random.random() < 0.4:
            return "'" + word.replace("'", "''") + "'"
        return json.dumps(word, ensure_ascii=self.random.random() < 0.3 and "𝄞" not in word)

    def _rest(self, text: str) -> None:
        self.pieces.append(text)
        if self._may():
            self.pieces.append(f"  {self._comment()}")
        self.pieces.append(self.end)

    def _comment_line(self, indent: int) -> None:
        if self._may():
            self.pieces.append(f"{' ' * indent}{self._comment()}{self.end}")

    def _may(self) -> bool:
        return self.random.random() < 0.25

    def _comment(self) -> str:
        chosen = f"{self.random.choice(_COMMENTS)} c{len(self.comments)}"
        self.comments.append(chosen)
        return chosen


WORDS = (*_WORDS, "dua\nbaris", "baris\n", " depan", "tab\tdi", "\u2028", "12", "---", "... x")
