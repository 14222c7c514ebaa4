"""A folder of signed files in ten lines: how many hold, which do not and why, and who signed."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sopc.cli.verdict_text import WORDS
from sopc.language import Phrase, Translate
from sopc.sign.findings import Finding, Grade

if TYPE_CHECKING:
    from sopc.sign.verifying import Verdict

_NAMES, _CAUSES, _NOTES, _SIGNERS = 5, 3, 2, 4
"""How many files, causes, notes and signers are named; of more it is said how many they are."""
LINES = 10
"""How many lines there are at most."""


def summary_of(verdicts: Sequence[tuple[Path, "Verdict"]], say: Translate) -> Iterator[str]:
    """What is to say of many files, in ten lines at most."""
    by_grade: dict[Grade, list[str]] = {grade: [] for grade in Grade}
    found: dict[str, dict[Path, Finding]] = {}
    for file, verdict in verdicts:
        if verdict.manifest is None:
            by_grade[verdict.grade].append(file.name)
        for finding in verdict.findings:
            of_files = found.setdefault(finding.cause.code, {})
            if verdict.manifest is None or not of_files:  # its files are told of it themselves
                of_files.setdefault(file, finding)
    first = [*_counts(by_grade, say), *_manifests(verdicts, say)]
    last = [*_signers(verdicts, say)]
    yield from first
    yield from _causes(found, say, LINES - len(first) - len(last))
    yield from last


def _counts(by_grade: Mapping[Grade, Sequence[str]], say: Translate) -> Iterator[str]:
    """How many files there are, and of each verdict which."""
    count = sum(map(len, by_grade.values()))
    all_of_them = Phrase("{count} files verified", count=count)
    yield say(Phrase("1 file verified") if count == 1 else all_of_them)
    for grade, names in by_grade.items():
        if names:
            which = f": {_listed(names, say)}" if grade is not Grade.CURRENT else ""
            yield f"  {say(_counted(grade, len(names)))}{which}"


def _manifests(verdicts: Sequence[tuple[Path, "Verdict"]], say: Translate) -> Iterator[str]:
    """What the signed manifest is worth; of several, each."""
    for file, verdict in verdicts:
        if verdict.manifest is not None:
            word, holder = WORDS[verdict.grade], verdict.manifest.holder
            by = f", {holder}" if holder and verdict.holds else ""
            yield f"  {say(Phrase('{file}: {word}', file=file.name, word=word))}{by}"


def _signers(verdicts: Sequence[tuple[Path, "Verdict"]], say: Translate) -> Iterator[str]:
    signers = Counter(one.holder for _, verdict in verdicts for one in verdict.signatures)
    if signers:
        named = [f"{name} ({count})" for name, count in signers.most_common()]
        yield f"  {say(Phrase('signed by: {names}', names=_listed(named, say, _SIGNERS)))}"


def _causes(
    found: Mapping[str, Mapping[Path, Finding]], say: Translate, room: int
) -> Iterator[str]:
    """The causes of most files first; then what is only noted: in ``room`` lines at most."""
    ranked = sorted(found.values(), key=len, reverse=True)
    graded = [files for files in ranked if next(iter(files.values())).lowers]
    noted = [files for files in ranked if files not in graded]
    marked = [("!", files) for files in graded[:_CAUSES]]
    marked += [("-", files) for files in noted[:_NOTES]]
    for mark, files in marked[: max(room, 1)]:
        first = next(iter(files.values()))
        count = _one_or_more(len(files))
        yield f"  {mark} {say(first.cause.name)} [{first.cause.code}]: {say(count)}"


def _counted(grade: Grade, count: int) -> Phrase:
    if grade is Grade.CURRENT and count > 1:
        return Phrase("{count} hold", count=count)
    if grade is Grade.CHANGED and count > 1:
        return Phrase("{count} FAIL", count=count)
    return Phrase("{count} {word}", count=count, word=WORDS[grade])


def _one_or_more(count: int) -> Phrase:
    return Phrase("1 file") if count == 1 else Phrase("{count} files", count=count)


def _listed(names: Iterable[str], say: Translate, most: int = _NAMES) -> str:
    """Names, and how many more there are."""
    listed = [*names]
    shown = ", ".join(listed[:most])
    if len(listed) <= most:
        return shown
    return say(Phrase("{names} and {count} more", names=shown, count=len(listed) - most))
