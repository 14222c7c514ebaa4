"""Mends made round by round, each judged by what is found afterwards: all of it in memory."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Generic, TypeAlias, TypeVar

from sopc.diagnostics import Diagnostic, SopcError
from sopc.edit.judging import CheckResult, are_mended, told, was_read
from sopc.edit.patched import NotIntended, Patched, agreeing, is_text, patched
from sopc.language import Phrase
from sopc.limits import YAML
from sopc.reader import Unreadable, read

MOST_ROUNDS = 100
MOST_CHECKS = 200
"""How often a catalogue is read and checked to find out which of its mends can be made."""

C = TypeVar("C", bound=CheckResult)
Check: TypeAlias = Callable[[Mapping[str, bytes]], C]
"""Checks the catalogue with these bytes in the place of those of files."""
_ON_THE_DISK: Mapping[str, bytes | None] = MappingProxyType({})
Wanted: TypeAlias = Callable[[C], Sequence[Diagnostic]]
"""Which of the findings are to be mended."""


@dataclass(slots=True)
class Mended(Generic[C]):
    """What mends would make of a catalogue; nothing is written yet.

    ``before`` and ``after`` are the bytes of the files that change, ``done`` the findings that are
    mended, in the rounds in which they were, and ``refused`` those whose mends would make something
    else wrong. ``found`` is what was found before, ``checked`` what is afterwards.
    """

    found: C
    checked: C
    before: dict[str, bytes] = field(default_factory=dict)
    after: dict[str, bytes] = field(default_factory=dict)
    done: list[Diagnostic] = field(default_factory=list)
    refused: list[Diagnostic] = field(default_factory=list)

    def renaming(self, wanted: Wanted[C]) -> list[Diagnostic]:
        """The findings that a file's new name mends."""
        return [each for each in wanted(self.checked) if each.fix and each.fix.renames]


def mended(
    check: Check[C], wanted: Wanted[C], base: Mapping[str, bytes | None] = _ON_THE_DISK
) -> Mended[C]:
    """Make all mends of the findings that are ``wanted``, and those of what is then found.

    ``base`` are the bytes of files that are not on the disk as they count; None is no file. Raises
    SopcError when somebody else changes the files meanwhile.
    """
    return _Mending(check, wanted, base).run()


class _Mending(Generic[C]):
    """One run; what is tried is counted, for a catalogue of thousands takes a second to check."""

    def __init__(
        self, check: Check[C], wanted: Wanted[C], base: Mapping[str, bytes | None]
    ) -> None:
        self._check, self._wanted, self._base = check, wanted, base
        found = check({})
        self._result: Mended[C] = Mended(found, found)
        self._checks = 0
        self._tried: set[tuple[str, str, str]] = set()
        self._trial: C = found
        self._patched = Patched({}, ())

    def run(self) -> Mended[C]:
        for _ in range(MOST_ROUNDS):
            chosen = self._chosen()
            if not chosen or not self._round(chosen):
                break
        return self._result

    def _chosen(self) -> list[Diagnostic]:
        """The findings to mend now: first in files that hide what else is wrong with them."""
        checked = self._result.checked
        found = [
            each
            for each in self._wanted(checked)
            if each.fix and each.fix.edits and told(each) not in self._tried
        ]
        bases = self._bases(found)
        found = [each for each in found if _files(each) <= bases.keys()]
        hiding = [
            each for each in found if not all(was_read(checked, file) for file in _files(each))
        ]
        return agreeing(hiding or found, bases)

    def _round(self, chosen: Sequence[Diagnostic]) -> bool:
        """Make as many of the mends as can be; whether any was, or was given up."""
        kept = self._sound([], chosen)
        if not kept:
            return bool(self._tried) and self._checks < MOST_CHECKS
        bases = self._bases(kept)
        if not self._fit(kept):  # though it did just now
            raise SopcError(Phrase("the catalogue was changed meanwhile: nothing is written"))
        result = self._result
        for file in self._patched.files:
            result.before.setdefault(file, bases[file])
        result.after |= self._patched.files
        result.done += kept
        result.checked = self._trial
        return True

    def _sound(self, kept: list[Diagnostic], more: Sequence[Diagnostic]) -> list[Diagnostic]:
        """Those of the mends that can be made together with those that are kept.

        All at once, mostly; where that makes something wrong, half of them at a time.
        """
        is_over = self._checks >= MOST_CHECKS
        if not is_over and self._fit([*kept, *more]):
            return [*kept, *more]
        if len(more) == 1 or is_over:
            self._tried |= {told(each) for each in more}
            self._result.refused += more
            return kept
        middle = len(more) // 2
        return self._sound(self._sound(kept, more[:middle]), more[middle:])

    def _fit(self, chosen: Sequence[Diagnostic]) -> bool:
        fixes = [each.fix for each in chosen if each.fix]
        try:
            self._patched = patched(self._bases(chosen), fixes)
        except NotIntended:
            return False
        self._checks += 1
        self._trial = self._check({**self._result.after, **self._patched.files})
        return are_mended(self._result.checked, self._trial, chosen, self._patched.stretches)

    def _bases(self, found: Sequence[Diagnostic]) -> dict[str, bytes]:
        """The files' bytes as they are now, as far as they can be read, and are text."""
        named = {file for each in found for file in _files(each)}
        return {file: raw for file, raw in self._read(named) if is_text(raw)}

    def _read(self, files: set[str]) -> Iterator[tuple[str, bytes]]:
        for file in files:
            if file in self._result.after:
                yield file, self._result.after[file]
            elif file in self._result.before:
                yield file, self._result.before[file]
            elif file in self._base:
                if (data := self._base[file]) is not None:
                    yield file, data
            else:
                try:
                    yield file, read(Path(file), YAML)
                except Unreadable:
                    continue


def _files(found: Diagnostic) -> set[str]:
    assert found.fix is not None
    return {edit.place.file for edit in found.fix.edits}
