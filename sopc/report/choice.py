"""What of all that was found is told: a choice by files, codes and what is known already."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from sopc.diagnostics import Diagnostic, Severity
from sopc.known import below

_GRAVEST_FIRST = tuple(Severity)


@dataclass(frozen=True, slots=True)
class Choice:
    """What somebody wants to hear of.

    ``codes`` are those that are told. ``about`` are files and folders, by their paths below the
    catalogue's folder ``root``, or None for all. Errors in ``always``, files by the names that
    places have, are told whatever else is chosen: they keep the rest from being checked.
    """

    codes: frozenset[str]
    root: Path = field(default_factory=Path)
    about: frozenset[str] | None = None
    always: frozenset[str] = frozenset()


def chosen(found: Iterable[Diagnostic], choice: Choice) -> list[Diagnostic]:
    """The findings that are told, in their order.

    A finding is about each file in which it has a place, the related ones too.
    """
    return [each for each in found if _is_told(each, choice) or _is_always_told(each, choice)]


def _is_told(found: Diagnostic, choice: Choice) -> bool:
    places = (found.place, *(other.place for other in found.related))
    return is_told(found.code, (place.file for place in places), choice)


def is_told(code: str, files: Iterable[str], choice: Choice) -> bool:
    """Whether findings of a code are told that are about some files."""
    about = any(is_about(file, choice) for file in files)
    return about and code in choice.codes


def is_about(file: str, choice: Choice) -> bool:
    """Whether a file is one that was asked about, or in a folder that was."""
    if choice.about is None:
        return True
    path = Path(below(file, choice.root))
    return any(each.as_posix() in choice.about for each in (path, *path.parents))


def _is_always_told(found: Diagnostic, choice: Choice) -> bool:
    return found.severity is Severity.ERROR and found.place.file in choice.always


def at_least(found: Iterable[Diagnostic], severity: Severity) -> list[Diagnostic]:
    """The findings that are so grave, or graver, in their order."""
    most = _GRAVEST_FIRST.index(severity)
    return [each for each in found if _GRAVEST_FIRST.index(each.severity) <= most]
