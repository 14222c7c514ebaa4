"""YAML as people write it: every style, and a comment at every place where one may stand.

What is drawn is a text with the data that it means, and of each comment to which entry it belongs.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from sopc.changes import KeyPath
from sopc.load.written_scalars import in_quotes, written

T = TypeVar("T")
Draw = Callable[[SearchStrategy[T]], T]

KEYS = (
    *("nomor", "nama", "status", "dibuat", "disahkan", "efektif", "pengesah", "kop", "dasar_hukum"),
    *("kualifikasi", "keterkaitan", "peralatan", "pelaksana", "total_waktu", "langkah", "sumber"),
    *("uraian", "kode", "rangkaian", "keputusan", "lanjut", "waktu", "output", "lain", "", "ya"),
    *("kunci dengan spasi", "é", "a,b", "no", "7", "#x", "- y", "a: b"),
)
TEXTS = (
    *("kepala", "Menerima surat", "a, b", "x: y", "# bukan komentar", "5 menit", "- a", "ya", "no"),
    *("22:22", "2025-01-15", "it's", 'kata "x"', "\\n", "é±–", "“x”", "[a]", "{b}", "*x*", "1. a"),
    *(
        "",
        " a",
        "a ",
        "null",
        "~",
        "3",
        "1.0",
        "true",
        "@x",
        "%x",
        "`x`",
        "a#b",
        "a #b",
        "!x",
        "&x",
    ),
    *("…" * 70, "kata " * 40 + "akhir", "\t", "|", ">", "?", "-", ":", "a:", "? a", "😀", "'", '"'),
)
LINES = ("satu baris", "- butir", "# bukan", "", "  lebih dalam", "akhir: x", "1. a", "spasi  ")
PLAIN = (None, True, False, 0, 7, -5, 1.5)


@dataclass
class Drawn:
    """A text, what it means, and where its comments belong: ``("at", path)`` is an entry,
    ``("end", path)`` the end of a list or group, ``("head", ())`` the file."""

    lines: list[str] = field(default_factory=list)
    value: Any = None
    comments: dict[str, tuple[str, KeyPath]] = field(default_factory=dict)


class Writer:
    """Draws one text."""

    def __init__(self, draw: Draw[Any]) -> None:
        self.draw = draw
        self.out = Drawn()

    def some(self, *choices: T) -> T:
        """One of several; the first is the simplest."""
        drawn: T = self.draw(st.sampled_from(choices))
        return drawn

    def often(self, times: int = 3) -> bool:
        """Seldom true: once in so many times."""
        return self.some(*[False] * (times - 1), True)

    def comment(self, kind: str, path: KeyPath) -> str:
        """A comment like no other."""
        number = len(self.out.comments)
        begin, end = self.some("# ", "#", "#!", "##", "#\t"), self.some("", " # ; [", " é", ": x")
        text = f"{begin}c{number}{end}"
        self.out.comments[text] = (kind, path)
        return text

    def above(self, path: KeyPath, column: int) -> list[str]:
        """Empty lines and comments above an entry."""
        lines = [""] * self.some(0, 0, 0, 1, 3)
        if self.often(4):
            lines += [" " * column + self.comment("at", path)]
            lines += [self.some("", "  ")] * self.some(0, 0, 1)
            if self.often(3):
                lines += [" " * self.some(column, 0) + self.comment("at", path)]
        return lines

    def behind(self, path: KeyPath, tab: str = "\t") -> str:
        """Nothing, or a comment behind an entry."""
        if not self.often(5):
            return ""
        return self.some(" ", "   ", tab) + self.comment("at", path)

    def key(self, key: str) -> str:
        """A key in some style."""
        if key not in ("", "7", "no", "#x", "- y", "a: b", "a,b") and not self.often(6):
            return key
        return self.some(in_quotes(key), f"'{key}'")

    def word(self, value: Any, *, flow: bool) -> str:
        """A word in one line."""
        if not isinstance(value, str):
            return {None: "null" if flow else self.some("null", "~"), True: "true"}.get(
                value, str(value).lower()
            )
        styles = [in_quotes(value), written(value)]
        if value.isprintable():
            styles.append("'" + value.replace("'", "''") + "'")
        return self.some(*styles)

    def group(self, path: KeyPath, column: int, depth: int) -> dict[str, Any]:
        """A group of lines."""
        keys = self.draw(st.lists(st.sampled_from(KEYS), min_size=1, max_size=4, unique=True))
        value = {}
        for index, key in enumerate(keys):
            inner = (*path, key)
            is_inline = not index and self.out.lines[-1:] and self.out.lines[-1].endswith("\0")
            if not is_inline and (path or index):
                self.out.lines += self.above(inner, column)
            shown = self.key(key)
            if self.often(12) and not is_inline:
                self.out.lines.append(" " * column + f"? {shown}{self.behind(inner)}")
                shown = ""
            value[key] = self.entry(inner, column, f"{shown}:", depth)
        self.end(path, column)
        return value

    def items(self, path: KeyPath, column: int, depth: int) -> list[Any]:
        """A list, each item behind a dash."""
        value = []
        for index in range(self.some(1, 2, 3)):
            inner = (*path, index)
            is_inline = not index and self.out.lines[-1:] and self.out.lines[-1].endswith("\0")
            if not is_inline:
                self.out.lines += self.above(inner, column)
            value.append(self.entry(inner, column, "-", depth))
        self.end(path, column)
        return value

    def end(self, path: KeyPath, column: int) -> None:
        if column and self.often(6):
            self.out.lines.append(" " * column + self.comment("end", path))

    def put(self, column: int, text: str) -> None:
        """A line; or the rest of one that was begun."""
        if self.out.lines[-1:] and self.out.lines[-1].endswith("\0"):
            self.out.lines[-1] = self.out.lines[-1][:-1] + text
        else:
            self.out.lines.append(" " * column + text)

    def entry(self, path: KeyPath, column: int, head: str, depth: int) -> Any:
        """What stands behind a key or a dash."""
        kinds = ["word", "word", "word", "flow", "below", "text", "folded", "broken", "nothing"]
        if depth:
            kinds += ["group", "items", "group", "items"]
        kind = self.some(*kinds)
        inner = column + self.some(2, 2, 4, 1)
        if kind == "group" and head == "-":
            self.put(column, "- " + " " * self.some(0, 0, 2) + "\0")
            return self.group(path, len(self.out.lines[-1]) - 1, depth - 1)
        if kind == "items" and head == "-":
            self.put(column, "- \0")
            return self.items(path, len(self.out.lines[-1]) - 1, depth - 1)
        if kind in ("group", "items"):
            self.put(column, head + self.behind(path, tab=" "))
            if kind == "items":
                return self.items(path, self.some(inner, column), depth - 1)
            return self.group(path, inner, depth - 1)
        return self._words(kind, path, column, head)

    def _words(self, kind: str, path: KeyPath, column: int, head: str) -> Any:
        if kind == "nothing":
            self.put(column, head + self.behind(path, tab=" "))
            return None
        if kind == "word":
            value = self.draw(st.sampled_from((*TEXTS, *PLAIN)))
            self.put(column, f"{head} {self.word(value, flow=False)}{self.behind(path)}")
            return value
        if kind == "below":
            value = self.draw(st.sampled_from(TEXTS))
            self.put(column, head + self.behind(path, tab=" "))
            shown = self.word(value, flow=False)
            self.out.lines.append(" " * (column + 2) + shown + self.behind(path))
            return value
        if kind == "text":
            return self._text(path, column, head)
        if kind == "flow":
            self.put(column, f"{head} \0")
            value = self.flow(path, column + 2, 2)
            self.out.lines[-1] = self.out.lines[-1].removesuffix("\0") + self.behind(path)
            return value
        words = self.some(["satu", "dua", "tiga"], ["a", "- b", "c"], ["kata"] * 9)
        quote = self.some("", '"', "'")
        self.put(column, f"{head} {quote}{words[0]}")
        lines = [" " * (column + self.some(1, 2, 5)) + word for word in words[1:]]
        self.out.lines += [*lines[:-1], lines[-1] + quote + self.behind(path)]
        return " ".join(words)

    def _text(self, path: KeyPath, column: int, head: str) -> str:
        lines = self.draw(st.lists(st.sampled_from(LINES), min_size=1, max_size=4))
        lines = ["awal", *lines, self.some("akhir", "x")]
        sign, ends = self.some(("|", "\n"), ("|-", ""))
        self.put(column, f"{head} {sign}{self.behind(path)}")
        indent = " " * (column + self.some(2, 4, 1))
        self.out.lines += [indent + line if line else "" for line in lines]
        return "\n".join(lines) + ends

    def flow(self, path: KeyPath, column: int, depth: int) -> Any:
        """A list or group in brackets, in one line or several."""
        breaks = self.often(3)
        is_list = self.some(True, False)
        self._add("[" if is_list else "{")
        value: Any = [] if is_list else {}
        keys = self.draw(st.lists(st.sampled_from(KEYS), max_size=4, unique=True))
        for index, key in enumerate(keys):
            inner = (*path, index if is_list else key)
            if breaks:
                if index:
                    self._add(self.behind((*path, index - 1 if is_list else keys[index - 1])))
                self.out.lines += self.above(inner, column)
                self.out.lines.append(" " * column + "\0")
            if not is_list:
                self._add(f"{self._flow_key(key)}: ")
            if depth and self.often(5):
                item = self.flow(inner, column + 2, depth - 1)
            else:
                item = self.draw(st.sampled_from((*TEXTS, *PLAIN)))
                self._add(self.word(item, flow=True))
            if is_list:
                value.append(item)
            else:
                value[key] = item
            last = index == len(keys) - 1
            self._add("" if last and self.some(True, False) else self.some(", ", ","))
        if breaks:
            self.out.lines.append(" " * column + "\0")
        self._add("]" if is_list else "}")
        return value

    def _flow_key(self, key: str) -> str:
        return in_quotes(key) if key != written(key) else self.key(key)

    def _add(self, text: str) -> None:
        self.out.lines[-1] = self.out.lines[-1].removesuffix("\0") + text + "\0"


@st.composite
def documents(draw: Draw[Any]) -> Drawn:
    """A whole file, with what it means."""
    writer = Writer(draw)
    out = writer.out
    if writer.often(3):
        out.lines += [writer.comment("head", ()), ""]
    if writer.often(8):
        out.lines.append("---")
    out.value = writer.group((), 0, 3)
    if writer.often(6):
        out.lines += [writer.comment("end", ())]
    out.lines = [line.replace("\0", "") for line in out.lines]
    return out
