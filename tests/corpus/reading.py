"""A case of the corpus: a text file that says how a sound catalogue is spoilt, and what is found.

``README.md`` beside this file says how a case is written.
"""

import os
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from tests.repositories import commit

CORPUS = Path(__file__).parent
BASE = CORPUS / "base"
CASES = sorted((CORPUS / "cases").glob("*/*.txt"))
SOUND: Mapping[str, str] = {
    path.relative_to(BASE).as_posix(): path.read_text(encoding="utf-8")
    for path in sorted(BASE.rglob("*.yaml"))
}
"""The files of the sound catalogue that each case spoils."""

_SOUND_BYTES = {name: text.encode() for name, text in SOUND.items()}
_BY_NAME = {name.rpartition("/")[2]: name for name in SOUND}
_HEAD = re.compile(r"=== (?:(before|once|source|link|pipe|folder|no) )?(change )?(.+)")
_MARK = re.compile(r"#? *(\^) ?([A-Z]{3}[0-9]{3})( warning)?(?:: (.+))?")
_FINDING = re.compile(r"! ([A-Z]{3}[0-9]{3})( warning)? (.+):([0-9]+):([0-9]+)(?:: (.+))?")
_REFUSED = re.compile(r"! exit 2: (.+)")
_ESCAPE = re.compile(
    r"\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|U([0-9a-f]{8})|(n|r|t|\\)|([0-9]+)<([^<>]*)>)"
)
_SIGNS = {"n": b"\n", "r": b"\r", "t": b"\t", "\\": b"\\"}
_TOP = re.compile(r"[^\s#-][^:]*")


class Finding(NamedTuple):
    """What is found, and where; of an expected one, also words that its sentence has."""

    file: str
    line: int
    column: int
    code: str
    severity: str
    words: str = ""


class _Line(NamedTuple):
    """A line of a case's file, and the carets that stand below it."""

    text: str
    marks: tuple[re.Match[str], ...] = ()


@dataclass
class Case:
    """What a case says. ``refused`` are words of the error of a catalogue that cannot be read."""

    path: Path
    files: dict[str, bytes] = field(default_factory=dict)
    states: dict[str, dict[str, bytes]] = field(default_factory=dict)
    odd: list[tuple[str, str]] = field(default_factory=list)
    expected: list[Finding] = field(default_factory=list)
    source: bytes | None = None
    refused: str = ""

    @property
    def has_past(self) -> bool:
        """Whether it is compared with an earlier state."""
        return bool(self.states)

    @property
    def name(self) -> str:
        """Its folder and name, as tests are called by."""
        return f"{self.path.parent.name}/{self.path.stem}"


def unescaped(text: str) -> bytes:
    r"""The bytes that stand for ``\xff``, ``\u202e``, ``\t``, and ``\1000<ab>``: many times ab."""

    def bytes_of(match: re.Match[str]) -> bytes:
        byte, short, long, sign, times, repeated = match.groups()
        if byte:
            return bytes([int(byte, 16)])
        if sign:
            return _SIGNS[sign]
        if times:
            return unescaped(repeated) * int(times)
        return chr(int(short or long, 16)).encode("utf-8", "surrogatepass")

    found, end = b"", 0
    for match in _ESCAPE.finditer(text):
        found += text[end : match.start()].encode() + bytes_of(match)
        end = match.end()
    return found + text[end:].encode()


def read_case(path: Path) -> Case:
    """A case as its file says it."""
    case = Case(path, dict(_SOUND_BYTES))
    head, *parts = re.split(r"^(?==== )", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    _read_head(case, head)
    for part in parts:
        first, _, body = part.partition("\n")
        match = _HEAD.fullmatch(first)
        assert match, f"{path}: {first}"
        _read_part(case, match[1] or "", bool(match[2]), match[3], body)
    return case


def _read_head(case: Case, head: str) -> None:
    for line in head.splitlines():
        if refused := _REFUSED.fullmatch(line):
            case.refused = refused[1]
        elif found := _FINDING.fullmatch(line):
            code, warning, file, number, column, words = found.groups()
            severity = "warning" if warning else "error"
            where = (full_name(file), int(number), int(column))
            case.expected.append(Finding(*where, code, severity, words or ""))
        else:
            assert not line.startswith("!"), f"{case.path}: {line}"


def full_name(name: str) -> str:
    """A file's name from the root; one of the sound catalogue may be said without its folder."""
    return os.fsdecode(unescaped(_BY_NAME.get(name, name)))


def _read_part(case: Case, kind: str, is_change: bool, words: str, body: str) -> None:
    if kind in ("link", "pipe", "folder", "no"):
        case.odd.append((kind, words))
        return
    name, _, style = words.partition(" as ")
    name, _, left_out = name.partition(" without ")
    lines = list(_marked(body))
    name = full_name(name)
    if is_change:
        lines = _changed(SOUND[name], lines, left_out.split(", "))
    raw, escaped = _encoded(lines, style)
    if kind == "source":
        case.source = raw
        return
    if kind in ("before", "once"):
        case.states.setdefault(kind, dict(_SOUND_BYTES))[name] = raw
        return
    case.files[name] = raw
    for number, line in enumerate(lines, start=1):
        for mark in line.marks:
            case.expected.append(_expected(name, number, line, mark, escaped))


def _marked(body: str) -> Iterator[_Line]:
    """The lines of a file, each with the carets in the lines that follow it."""
    text: str | None = None
    marks: tuple[re.Match[str], ...] = ()
    for line in body.split("\n")[:-1]:
        mark = _MARK.fullmatch(line)
        if mark and text is not None:
            marks = (*marks, mark)
            continue
        if text is not None:
            yield _Line(text, marks)
        text, marks = line, ()
    if text is not None:
        yield _Line(text, marks)


def _changed(sound: str, lines: list[_Line], left_out: list[str]) -> list[_Line]:
    """A sound file in which the entries of other lines take the place of those of their keys."""
    entries = _entries([_Line(text) for text in sound.splitlines()])
    kept = {key: each for key, each in entries.items() if key not in left_out}
    return [line for each in (kept | _entries(lines)).values() for line in each]


def _entries(lines: list[_Line]) -> dict[str, list[_Line]]:
    """The lines of each key at the left margin."""
    found: dict[str, list[_Line]] = {}
    key = ""
    for line in lines:
        top = _TOP.match(line.text)
        key = top[0].strip() if top else key
        found.setdefault(key, []).append(line)
    return found


_ENDS: Mapping[str, str] = {"crlf": "\r\n", "cr": "\r"}


def _encoded(lines: list[_Line], style: str) -> tuple[bytes, bool]:
    """The bytes of a file, written in a certain way; and whether it has escapes."""
    text = "".join(line.text + "\n" for line in lines)
    if style == "escaped":
        return unescaped(text), True
    if style == "no end":
        return text.removesuffix("\n").encode(), False
    if style in _ENDS:
        return text.replace("\n", _ENDS[style]).encode(), False
    return text.encode(style or "utf-8"), False


def _expected(name: str, number: int, line: _Line, mark: re.Match[str], escaped: bool) -> Finding:
    before = line.text[: mark.start(1)].ljust(mark.start(1))
    column = len(unescaped(before).decode("utf-8", "surrogatepass")) if escaped else len(before)
    _, code, warning, words = mark.groups()
    return Finding(name, number, column + 1, code, "warning" if warning else "error", words or "")


_MAKE: Mapping[str, Callable[[Path], object]] = {
    "pipe": os.mkfifo,
    "folder": Path.mkdir,
    "no": lambda _: None,
}


def laid_out(case: Case, root: Path) -> Path:
    """The spoilt catalogue in a new folder: in a repository, if it has a past."""
    root.mkdir()
    for time in ("once", "before"):
        if time in case.states:
            _clear(root)
            _write_files(root, case.states[time])
            commit(root)
    _clear(root)
    _write_files(root, case.files)
    _make_odd(case, root)
    return root


def _clear(root: Path) -> None:
    for path in root.rglob("*.yaml"):
        path.unlink()


def _make_odd(case: Case, root: Path) -> None:
    for kind, words in case.odd:
        name, _, target = words.partition(" -> ")
        path = root / full_name(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            shutil.rmtree(path)
        path.unlink(missing_ok=True)
        if kind == "link":
            path.symlink_to(target)
        else:
            _MAKE[kind](path)


def _write_files(root: Path, files: Mapping[str, bytes]) -> None:
    """Files by their names from the root."""
    for name, raw in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(raw)
