"""What can be wrong, where, and what to do about it: plain values that every stage can return."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from itertools import count
from textwrap import fill

from sopc.changes import Change, RenameFile
from sopc.changes import KeyPath as KeyPath
from sopc.language import Hint, Phrase
from sopc.lines import Lines

MOST_LISTED = 500
"""How many findings of one code are listed of one file: who has more mends them by another way."""


class SopcError(Exception):
    """Something outside the catalogue is wrong (a missing program, an unwritable folder).

    Carries one sentence for the user; ``cli`` alone translates it into an exit status.
    """

    def __init__(self, message: Phrase) -> None:
        super().__init__(message)
        self.message = message


class Severity(StrEnum):
    """How much a diagnostic matters; only an error fails a build or a check."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


_LEFT_TO_THE_OFFICE = (
    "An error unless ``pemeriksaan`` in katalog.yaml says otherwise; an SOP may let it stand with "
    "``pengecualian``."
)


_GROUPS = {
    "YML": "berkas",
    "SKM": "bentuk",
    "NUM": "nomor",
    "LNK": "tautan",
    "FLW": "alur",
    "MTB": "mutu",
    "ISI": "isi",
    "PPL": "pejabat",
    "TXT": "kata",
    "FRM": "formulir",
    "SRC": "sumber",
    "CHG": "perubahan",
    "CTK": "cetak",
    "WVR": "pengecualian",
}
"""To which group the codes of a family belong, unless their page says another."""


@dataclass(frozen=True, slots=True)
class ManualPage:
    """A code's page of the manual, as ``sopc rules`` prints it, and how much its findings matter.

    The first line of ``manual`` is the page's heading. ``binding`` says why no right page could be
    printed with such a finding: then it is an error, whatever a catalogue says. Where it is empty,
    the catalogue chooses. ``other_group`` is for a page that is not in its family's group.
    """

    code: str
    manual: str
    severity: Severity = Severity.ERROR
    binding: str = ""
    other_group: str = ""

    @property
    def group(self) -> str:
        """What an office sets together with it, as ``pemeriksaan`` calls that."""
        return self.other_group or _GROUPS[self.code[:3]]

    @property
    def name(self) -> str:
        """What the code stands for, in a line."""
        return self.heading.rstrip(".")

    @property
    def heading(self) -> str:
        """The first line of the page, as it is translated."""
        return self.manual.splitlines()[0]

    @property
    def text(self) -> str:
        """The whole page: also, of an error, whether it may be let stand."""
        if self.severity is not Severity.ERROR:
            return self.manual
        leave = f"Always an error. {self.binding}" if self.binding else _LEFT_TO_THE_OFFICE
        head, bad, examples = self.manual.partition("\nBad::\n")
        return f"{head}\n{fill(leave, 100)}\n{bad}{examples}"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A stretch of a file: its name as the user gave it, and from where to where.

    Lines and columns are counted from 1, as editors do (``sopc.lines``). The end is the place after
    the last character; where none is given, the stretch is one character. It is empty where
    something is missing.
    """

    file: str
    line: int = 1
    column: int = 1
    end_line: int = 0
    end_column: int = 0

    def __post_init__(self) -> None:
        if not self.end_line:
            object.__setattr__(self, "end_line", self.line)
            object.__setattr__(self, "end_column", self.column + 1)


def place_of(file: str, lines: Lines, start: int, end: int) -> Place:
    """The place of the characters from one offset up to, not including, another."""
    return Place(file, *lines.stretch(start, end))


@dataclass(frozen=True, slots=True)
class RelatedPlace:
    """Another place that a finding is about, and what is there: ``first used here``."""

    place: Place
    label: Phrase


@dataclass(frozen=True, slots=True)
class Edit:
    """Text that takes the place of a stretch of a file; where that is empty, it is put in there."""

    place: Place
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """What mends a finding: what it does, in a few words, and the edits, which do not overlap.

    A finding has one only if there is one right mend, which leaves everything else as it is. Who
    knows the data only says how it ``changes``; ``sopc.edit`` finds the edits in the text.
    ``renames`` are files that get another name.
    """

    label: Phrase
    edits: tuple[Edit, ...] = ()
    changes: tuple[Change, ...] = ()
    renames: tuple[RenameFile, ...] = ()


@dataclass(frozen=True, slots=True)
class CommonCause:
    """What several findings come from: reports tell them as one, which names the other places.

    ``name`` is the same for all of them, and among those of one code for no others. ``message`` and
    ``hint`` are said instead of those of the first, where these are about that one alone.
    """

    name: str
    message: Hint = ""
    hint: Hint = ""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding. ``code`` is permanent, ``hint`` says what to type instead (or is empty).

    ``more`` counts others like it that were not made: ``bounded`` says so at the end of a file's.
    ``fix`` is the one safe mend, if there is one. ``cause`` is what others like it come from, too.
    """

    code: str
    message: Phrase
    place: Place
    hint: Hint = ""
    severity: Severity = Severity.ERROR
    related: tuple[RelatedPlace, ...] = ()
    more: int = 0
    fix: Fix | None = None
    cause: CommonCause | None = None


class DoubtKind(StrEnum):
    """What can be read, but mostly is not meant so."""

    COMMENT = "comment"
    LIST = "list"
    CURLY_QUOTES = "curly quotes"


@dataclass(frozen=True, slots=True)
class Doubt:
    """A text of a file that was hardly meant as it is read; only where it is printed it matters.

    ``text`` are the offsets between which the value stands, ``where`` those of what is doubtful.
    ``mend`` is what should take the place of the whole of ``replaced``, if that is known.
    """

    kind: DoubtKind
    text: tuple[int, int]
    where: tuple[int, int]
    said: str
    replaced: tuple[int, int] = (0, 0)
    mend: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """Where each value of a file was written, packed: a large catalogue has millions of values.

    ``schema`` is what the file names as its schema, if it does. ``paths`` are in the order of the
    file; ``extents`` are the offsets at which each begins and ends, in turn. Lines are counted only
    for what is reported. ``doubts`` are the texts that were hardly meant as they are read.
    ``keys`` says where keys are written that findings are about: those of ``pemeriksaan``.
    """

    file: str
    lines: Lines
    paths: Sequence[KeyPath]
    extents: Sequence[int]
    schema: str = ""
    doubts: tuple[Doubt, ...] = ()
    keys: Mapping[KeyPath, tuple[int, int]] = field(default_factory=dict)

    def nearest(self, path: KeyPath) -> Place:
        """The place of a value, or of its nearest written ancestor, or the top of the file.

        A value that stands for a list of one is written without its position, which is 0.
        """
        known = _positions(self)
        written: KeyPath = ()
        for part in path:
            if (*written, part) in known:
                written = (*written, part)
            elif part != 0:
                break
        index = known.get(written)
        if index is None:
            return Place(self.file)
        return place_of(self.file, self.lines, *self.extents[2 * index : 2 * index + 2])


@lru_cache(maxsize=256)
def _positions(places: Places) -> Mapping[KeyPath, int]:
    """At which position each path is. A rule asks of one file after the other, and then the next
    rule does: those of a usual catalogue are unpacked once, those of a large one as needed."""
    return dict(zip(places.paths, count()))


@dataclass(frozen=True, slots=True)
class SourceMap:
    """Where each value of each file was written."""

    files: Mapping[str, Places] = field(default_factory=dict)

    def place(self, file: str, *path: str | int) -> Place:
        """The place of a value, or of its nearest written ancestor, or the top of the file."""
        known = self.files.get(file)
        return known.nearest(path) if known else Place(file)


@dataclass(frozen=True, slots=True)
class Unread:
    """Files with faults of their own: what refers to them, or to what they define, is not blamed.

    Registries by file name (``pelaksana.yaml``); SOPs by what their files may be named: by the stem
    that each has, and by the number that its text says it has.
    """

    registries: frozenset[str] = frozenset()
    sops: frozenset[str] = frozenset()
    faulty: frozenset[tuple[str, str]] = frozenset()
    """Files of SOPs that cannot be read, or have a key twice, each with what it may be named."""


def in_file_order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Sorted by file, line and column, then by code, without repetitions."""
    unique = dict.fromkeys(diagnostics)
    return sorted(
        unique, key=lambda d: (d.place.file, d.place.line, d.place.column, d.code, d.message)
    )


def bounded(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The same, but of one code at most 500 in a file, and one more that counts the others.

    What is for information only is not counted so: reports count that themselves.
    """
    found: list[Diagnostic] = []
    counts: Counter[tuple[str, str, Severity]] = Counter()
    listed: Counter[tuple[str, str, Severity]] = Counter()
    first: dict[tuple[str, str, Severity], Diagnostic] = {}
    for each in diagnostics:
        kind = (each.place.file, each.code, each.severity)
        counts[kind] += 1 + each.more
        if each.severity is Severity.INFO or listed[kind] < MOST_LISTED:
            listed[kind] += 1
            found.append(each)
        else:
            first.setdefault(kind, each)
    for kind, each in first.items():
        message = Phrase(
            "{count} more findings of {code} in this file are not listed",
            count=counts[kind] - MOST_LISTED,
            code=each.code,
        )
        found.append(Diagnostic(each.code, message, each.place, "", each.severity))
    return in_file_order(found)


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether any of them fails the run."""
    return any(d.severity is Severity.ERROR for d in diagnostics)
