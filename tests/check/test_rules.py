"""The rules, each on example catalogues that are found in ``examples/<CODE>/``.

An example is a whole small catalogue in one file, ``good-….txt`` or ``bad-….txt``::

    === sekretariat/umum/K.1.1.1.2.yaml
    nomor: K.1.1.1.2
    nama: Contoh
    keterkaitan: [K.1.1.1.9] #! LNK001:15-24

``=== path`` starts a file; the root files are those of ``tests/catalogues.py`` unless given. A
comment ``#! CODE:column-end …`` names each finding of its line, ``#~ CODE:column-end …`` each place
in it that a finding is related to; the end is the column after the last character, ``+1:end`` one
in the next line. ``CODE:^1:column-end`` is found in the line above: of a text of several lines,
only the last can have a comment. A good example has no findings, a bad one exactly those that are
named, at least one of them of its folder's code.

``=== before: path`` starts a file as it was at the revision that is compared with, and
``=== once: path`` as it was at the one before that; both are whole catalogues, too.
``=== source: path`` is the text of the document that the catalogue was transcribed from.
"""

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from sopc import pipeline
from sopc.check.rules import RULES
from sopc.codes import PAGES
from sopc.diagnostics import Diagnostic, ManualPage, Place, Severity
from tests.catalogues import STRICT, TODAY
from tests.repositories import write_history

EXAMPLES = Path(__file__).parent / "examples"
DEFAULTS = {"katalog.yaml": STRICT}
FILES = sorted(EXAMPLES.glob("*/*"))


class Finding(NamedTuple):
    """What an example expects, and what is compared with it: a finding, or a related place."""

    file: str
    line: int
    column: int
    end: str
    code: str
    is_related: bool

    @classmethod
    def at(cls, place: Place, root: Path, code: str, is_related: bool = False) -> "Finding":
        """A finding as examples write it, its file named from the catalogue's root."""
        further = place.end_line - place.line
        end = f"+{further}:{place.end_column}" if further else str(place.end_column)
        file = Path(place.file).relative_to(root).as_posix()
        return cls(file, place.line, place.column, end, code, is_related)


def files_of(
    example: Path, time: str | None = None, defaults: dict[str, str] = DEFAULTS
) -> dict[str, str]:
    """The files of the catalogue that an example holds, now or at a time of the past."""
    text = example.read_text(encoding="utf-8")
    _, *parts = re.split(r"^=== (?:(once|before|source): )?(.+)\n", text, flags=re.MULTILINE)
    every = zip(parts[::3], parts[1::3], parts[2::3], strict=True)
    return {**defaults, **{path: text for then, path, text in every if then == time}}


def write_source(example: Path, root: Path) -> Path | None:
    """The file with the text of the source document, where an example has one."""
    for name, text in files_of(example, "source", {}).items():
        (root / name).write_text(text, encoding="utf-8")
        return root / name
    return None


def checked(example: Path, root: Path) -> tuple[Diagnostic, ...]:
    """What ``sopc check`` finds in an example; with ``--since`` where it has a past, with
    ``--source`` where it has the text of a document."""
    past = [files_of(example, time) for time in ("once", "before")]
    states = [state for state in past if len(state) > 1]
    write_history(root, *states, files_of(example))
    source = write_source(example, root)
    return pipeline.check(root, TODAY, since="HEAD" if states else None, source=source).diagnostics


def expected(files: dict[str, str]) -> list[Finding]:
    """The findings and the related places that the comments of an example name."""
    found = []
    for file, text in files.items():
        for number, line in enumerate(text.splitlines(), start=1):
            for mark, words in re.findall(r"#([!~]) ([^#]*)", line):
                for word in words.split():
                    where = re.fullmatch(r"(\w+):(?:\^(\d+):)?(\d+)-(\S+)", word)
                    assert where, word
                    code, up, column, end = where.groups()
                    at = number - int(up or 0)
                    found.append(Finding(file, at, int(column), end, code, mark == "~"))
    return sorted(found)


def findings(example: Path, root: Path) -> list[Finding]:
    """What ``sopc check`` finds, and what that is related to.

    Other than errors count only in the examples of their own rule: an example need not be perfect.
    Related places count in files that the example writes.
    """
    counted = [
        d
        for d in checked(example, root)
        if d.severity is Severity.ERROR or d.code == example.parent.name
    ]
    found = [Finding.at(d.place, root, d.code) for d in counted]
    related = {
        Finding.at(other.place, root, d.code, is_related=True)
        for d in counted
        for other in d.related
    }
    written = files_of(example, defaults={})
    return sorted([*found, *(other for other in related if other.file in written)])


def name(example: Path) -> str:
    return f"{example.parent.name}/{example.stem}"


@pytest.mark.parametrize("example", FILES, ids=name)
def test_an_example_has_the_findings_it_names_and_no_others(example: Path, tmp_path: Path) -> None:
    assert findings(example, tmp_path) == expected(files_of(example))


@pytest.mark.parametrize("example", FILES, ids=name)
def test_an_example_is_good_or_bad_as_its_name_says(example: Path) -> None:
    codes = {found.code for found in expected(files_of(example))}
    assert example.match("good-*.txt") or example.match("bad-*.txt")
    assert (example.parent.name in codes) == example.match("bad-*")
    assert bool(codes) == example.match("bad-*")


@pytest.mark.parametrize("code", [rule.code for rule in RULES])
@pytest.mark.parametrize("kind", ["good", "bad"])
def test_every_rule_has_a_good_and_a_bad_example(code: str, kind: str) -> None:
    assert list((EXAMPLES / code).glob(f"{kind}-*.txt"))


def test_codes_are_the_rules_own() -> None:
    codes = [rule.code for rule in RULES]
    assert len(set(codes)) == len(codes)
    assert all(re.fullmatch(r"[A-Z]{3}[0-9]{3}", code) for code in codes)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.code)
def test_a_code_has_a_manual_that_shows_what_is_bad_and_what_is_good(page: ManualPage) -> None:
    assert page.manual.startswith(page.name)
    assert page.manual.index("\nBad::\n") < page.manual.index("\nGood::\n")


def only_finding(root: Path, example: str) -> Diagnostic:
    found = checked(EXAMPLES / example, root)
    (only,) = (d for d in found if d.severity is Severity.ERROR)
    return only


@pytest.mark.parametrize(
    ("example", "message", "hint"),
    [
        (
            "NUM002/bad-same-number.txt",
            "number SOP-001 is already used by {root}/sekretariat/umum/SOP-001.yaml",
            "give this SOP the next free number, or remove the file if it is a copy",
        ),
        (
            "NUM003/bad-other-section.txt",
            "number K.1.1.2.1 does not fit its folder, which is seksi 1",
            "number it K.1.1.1.1, or move the file to the folder of its unit and section",
        ),
        (
            "NUM005/bad-slash.txt",
            "number SOP-001/2025 stands in a file named `SOP-1.yaml`",
            "rename the file to `SOP-001-2025.yaml`, or correct the number",
        ),
        (
            "NUM006/bad-gap.txt",
            "before K.1.1.1.3, the series lacks K.1.1.1.2",
            "renumber, or keep a tombstone with `status: dicabut`",
        ),
        (
            "NUM006/bad-wide-gap.txt",
            "before K.1.1.1.300, the series lacks K.1.1.1.1 to K.1.1.1.299",
            "renumber, keep tombstones with `status: dicabut`, or say in katalog.yaml where the "
            "series begins: `deret: {lengkap: true, mulai: 300}`",
        ),
        (
            "NUM003/bad-two-patterns.txt",
            "number SOP-2-101/17000/2025 does not fit its folder, which is unit 1",
            "number it SOP-1-101/17000/2025, "
            "or move the file to the folder of its unit and section",
        ),
        (
            "LNK001/bad-number.txt",
            "no SOP has the number K.1.1.1.11",
            "did you mean `K.1.1.1.12`?",
        ),
        (
            "LNK001/bad-far.txt",
            "no SOP has the number K.1.1.1.1",
            "cite an SOP outside the catalogue with `luar: …`",
        ),
        (
            "LNK002/bad-spelling.txt",
            "unknown actor `kasubag`",
            "did you mean `kasubbag`?",
        ),
        (
            "LNK002/bad-stranger.txt",
            "unknown actor `direktur`",
            "define `direktur` in pelaksana.yaml",
        ),
        (
            "LNK003/bad-spelling.txt",
            "unknown regulation `uu-1-2002`",
            "did you mean `uu-1-2020`?",
        ),
        (
            "LNK003/bad-stranger.txt",
            "unknown regulation `permen-9`",
            "define `permen-9` in dasar-hukum.yaml",
        ),
        (
            "LNK004/bad-catalogue.txt",
            "unknown official `kapala`",
            "did you mean `kepala`?",
        ),
        (
            "LNK004/bad-stranger.txt",
            "unknown official `walikota`",
            "define `walikota` in pejabat.yaml",
        ),
        (
            "FLW001/bad-lanjut.txt",
            "step 1 leads to step 3, but there are 2",
            "a number from 1 to 2, or `selesai`",
        ),
        (
            "FLW001/bad-near.txt",
            "no step has the code `menyusun-datar`",
            "did you mean `menyusun-daftar`?",
        ),
        (
            "FLW001/bad-far.txt",
            "no step has the code `periksa`",
            "known here: awal, selesai",
        ),
        (
            "YML007/bad-two-without.txt",
            "key `` is given twice, first in line 5",
            "write them as a list: `keputusan: […, …]`",
        ),
        (
            "YML007/bad-but-for-spaces.txt",
            "key `ya` is given twice, first in line 5",
            "keep one of them",
        ),
        (
            "FLW014/bad-once.txt",
            "code `awal` is given twice",
            "give each step a code of its own",
        ),
        (
            "FLW002/bad-part.txt",
            "`kasubbag` does step 1, part 2 but has no lane",
            "add `kasubbag` to the SOP's `pelaksana`",
        ),
        (
            "FLW002/bad-no-lane.txt",
            "`kasubbag` does step 2 but has no lane",
            "add `kasubbag` to the SOP's `pelaksana`",
        ),
        (
            "FLW002/bad-twice.txt",
            "lane `staf` is given twice",
            "remove one of them",
        ),
        (
            "FLW003/bad-second.txt",
            "step 2 is a second start; the first is step 1",
            "remove `jenis: mulai`, or give the first step `jenis: proses`",
        ),
        (
            "LNK002/bad-called-so.txt",
            "unknown actor `kasubag-umum`",
            "`bagian-umum` is the key of Kepala Bagian Umum",
        ),
        (
            "FLW003/bad-none.txt",
            "no step is the start",
            "give a step `jenis: mulai`, or remove `jenis: proses` here",
        ),
        (
            "FLW004/bad-dead-end.txt",
            "step 2 leads nowhere",
            "give it `lanjut`, or let it be the end: remove `jenis: proses`",
        ),
        (
            "FLW004/bad-round.txt",
            "from step 1 no end can be reached",
            "let one exit lead on to a later step, or to `selesai`",
        ),
    ],
)
def test_a_finding_says_what_is_wrong_and_what_to_type(
    tmp_path: Path, example: str, message: str, hint: str
) -> None:
    found = only_finding(tmp_path, example)
    assert (str(found.message), str(found.hint)) == (message.format(root=tmp_path), hint)


@pytest.mark.parametrize(
    ("example", "hint"),
    [
        ("FLW015/bad-named.txt", "write `awal`"),
        ("FLW015/bad-nameless.txt", "give step 1 a `kode`, and name it here"),
    ],
)
def test_a_target_that_counts_is_told_the_code_to_write(
    tmp_path: Path, example: str, hint: str
) -> None:
    (found,) = (d for d in checked(EXAMPLES / example, tmp_path) if d.code == "FLW015")
    assert found.severity is Severity.WARNING
    assert str(found.hint) == hint
