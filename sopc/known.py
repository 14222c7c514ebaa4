"""Findings that are known already: recorded, or of an earlier state, whatever lines they are in."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sopc.diagnostics import Diagnostic, Severity
from sopc.language import Phrase

_MOVES = frozenset(("line", "column", "lines"))
"""The fields of messages that change when something is put in above."""
_GRAVEST_FIRST = tuple(Severity)


@dataclass(frozen=True, slots=True, order=True)
class Known:
    """What a finding is known again by: its file below the catalogue's root, its code, what it says
    (in English, without the numbers of lines), and how grave it was."""

    file: str
    code: str
    message: str
    severity: Severity

    @classmethod
    def of(cls, found: Diagnostic, root: Path) -> "Known":
        """What a finding in a catalogue, whose folder is ``root``, will be known again by."""
        file = below(found.place.file, root)
        message = lasting(found.message).replace(f"{root.as_posix()}/", "")
        return cls(file, found.code, message, found.severity)


@cache
def _prefix(root: Path) -> str:
    return "" if root == Path() else f"{root.as_posix().rstrip('/')}/"


def below(file: str, root: Path) -> str:
    """A file's path below the catalogue's root, with forward slashes, as far as it lies there."""
    return Path(file).as_posix().removeprefix(_prefix(root))


def lasting(text: str) -> str:
    """What a message says, without what moves."""
    if not isinstance(text, Phrase):
        return text
    fields = {
        name: "…" if name in _MOVES else lasting(value) if isinstance(value, Phrase) else value
        for name, value in text.fields.items()
    }
    return text.template.format(**fields)


def apart(
    found: Iterable[Diagnostic], known: Iterable[Known], root: Path
) -> tuple[list[Diagnostic], list[Known]]:
    """The findings that are not known, in their order; and what is known, but was not found.

    One that is known stands for one that is found. A finding is new when it is graver than what was
    known of it.
    """
    left: dict[tuple[str, str, str], list[Severity]] = {}
    for one in known:
        left.setdefault((one.file, one.code, one.message), []).append(one.severity)
    new = []
    for each in found:
        mine = Known.of(each, root)
        alike = left.get((mine.file, mine.code, mine.message), [])
        as_grave = [s for s in alike if _rank(s) <= _rank(each.severity)]
        if as_grave:
            alike.remove(max(as_grave, key=_rank))
        else:
            new.append(each)
    return new, [Known(*key, severity) for key, alike in left.items() for severity in alike]


def _rank(severity: Severity) -> int:
    return _GRAVEST_FIRST.index(severity)
