"""Every hint that names a word can be followed: the finding is gone, and nothing new is wrong.

Words of a small catalogue are misspelt, one after the other. What a finding says to write is
written in its place, and in the others that it names.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from sopc import pipeline
from sopc.catalogue.organisation import SETTINGS_FILE
from sopc.diagnostics import Diagnostic, Place
from sopc.report.merged import HERE_TOO, merged
from tests.catalogues import SOP, STRICT, TODAY, write_catalogue
from tests.check.test_one_cause import ALL, FIRST

_NAMES = re.compile(
    r"did you mean `(?P<word>[^`]+)`|number it (?P<number>[^,]+),|write `(?P<line>[^`]+)`$"
)
_WORD = re.compile(r"K[.0-9]+[0-9]|[A-Za-z][\w-]{3,}")


def slips(text: str, *, exhaustive: bool) -> Iterator[str]:
    """A text with one word after the other misspelt: a letter lacks, or two changed places.

    Each word where it stands first, unless everything is to be tried.
    """
    seen = set[str]()
    for match in _WORD.finditer(text):
        word = match.group()
        turned = f"{word[:2]}{word[3:4]}{word[2]}{word[4:]}"
        for wrong in (word[:-1], turned) if exhaustive else (word[:-1],):
            if wrong != word and (exhaustive or word not in seen):
                yield text[: match.start()] + wrong + text[match.end() :]
        seen.add(word)


def identity(found: Diagnostic) -> tuple[str, str, str]:
    return found.code, found.place.file, found.message


def follow(found: Diagnostic, word: str) -> None:
    """Write a word where a finding is, and where the same is found."""
    places = [found.place, *(o.place for o in found.related if o.label == HERE_TOO)]
    if found.code == "NUM004":  # a folder's name
        folder = next(p for p in Path(found.place.file).parents if f"`{p.name}`" in found.message)
        folder.rename(folder.with_name(word))
        return
    for place in sorted(places, reverse=True):
        _write(Path(place.file), place, word, found)


def _write(file: Path, place: Place, word: str, found: Diagnostic) -> None:
    lines = file.read_text(encoding="utf-8").split("\n")
    line = lines[place.line - 1]
    first, end = place.column - 1, place.end_column - 1
    if found.code == "WVR002":  # told at what the key says
        wrong = re.search("`(.*)`", found.message)
        assert wrong is not None
        first = line.index(wrong[1])
        end = first + len(wrong[1])
    lines[place.line - 1] = line[:first] + word + line[end:]
    file.write_text("\n".join(lines), encoding="utf-8")


@pytest.mark.parametrize(
    "name", [SETTINGS_FILE, "pejabat.yaml", "pelaksana.yaml", "dasar-hukum.yaml", FIRST]
)
def test_what_a_hint_says_can_be_written(tmp_path: Path, name: str, exhaustive: bool) -> None:
    followed = 0
    for number, text in enumerate(slips(ALL[name], exhaustive=exhaustive)):
        root = write_catalogue(tmp_path / str(number), {**ALL, name: text})
        before = pipeline.check(root, TODAY).diagnostics
        for found in merged(before):
            match = _NAMES.search(found.hint)
            word = match and (match["word"] or match["number"])
            if not word:
                continue
            follow(found, word)
            after = pipeline.check(root, TODAY).diagnostics
            assert identity(found) not in map(identity, after), (text, found)
            known = {(each.code, each.message) for each in before}
            new = [each for each in after if (each.code, each.message) not in known]
            assert new == [], (found, new)
            followed += 1
            break
    assert followed


def test_the_own_title_is_not_to_be_cited_by_its_number(tmp_path: Path) -> None:
    own = "keterkaitan: [{luar: Menerima Surat}]\n"
    (found,) = _found(tmp_path, {"sekretariat/umum/K.1.1.1.1.yaml": SOP + own})
    assert (found.code, found.hint) == ("LNK007", "name the SOP that was meant, or remove it")


def test_no_number_is_proposed_that_is_taken(tmp_path: Path) -> None:
    other = SOP.replace("Menerima", "Mencatat")
    files = {
        "sekretariat/umum/K.1.1.1.1.yaml": SOP,
        "sekretariat/umum/K.1.1.2.1.yaml": other.replace("K.1.1.1.1", "K.1.1.2.1"),
        "sekretariat/umum/K.1.1.2.2.yaml": other.replace("K.1.1.1.1", "K.1.1.2.2"),
    }
    found = [each for each in _found(tmp_path, files) if each.code == "NUM003"]
    hints = [each.hint.fields["number"] for each in found if each.hint]
    assert hints == ["K.1.1.1.2", "K.1.1.1.3"]


def test_no_number_is_meant_that_is_named_already_or_retired(tmp_path: Path) -> None:
    def entry(number: str, more: str = "") -> str:
        text = SOP.replace("K.1.1.1.1", number).replace("Menerima Surat", f"Surat {number}")
        return text + more

    folder = "sekretariat/umum"
    files = {
        f"{folder}/K.1.1.1.1.yaml": entry("K.1.1.1.1", "keterkaitan: [K.1.1.1.2, K.1.1.1.9]\n"),
        f"{folder}/K.1.1.1.2.yaml": entry("K.1.1.1.2", "keterkaitan: [K.1.1.1.1]\n"),
        f"{folder}/K.1.1.1.3.yaml": "nomor: K.1.1.1.3\nnama: Lama\nstatus: dicabut\n",
    }
    (found,) = [each for each in _found(tmp_path, files) if each.code == "LNK001"]
    assert found.hint == "cite an SOP outside the catalogue with `luar: …`"


def _found(root: Path, files: dict[str, str]) -> tuple[Diagnostic, ...]:
    settings = STRICT + "pemeriksaan: {LNK008: off, mutu: off, isi: off, LNK011: off}\n"
    write_catalogue(root, {"katalog.yaml": settings, **files})
    return pipeline.check(root, TODAY).diagnostics


def test_no_step_is_meant_that_the_decision_leads_to_already(tmp_path: Path) -> None:
    wrong = ALL[FIRST].replace("tidak: simpan2", "tidak: simpann")
    root = write_catalogue(tmp_path, {**ALL, FIRST: wrong})
    (found,) = [each for each in pipeline.check(root, TODAY).diagnostics if each.code == "FLW001"]
    assert found.hint == "did you mean `simpan2`?"


def test_a_box_called_by_its_printed_name_is_led_to_its_key_and_told_once(tmp_path: Path) -> None:
    settings = STRICT.replace("formulir: lampung-2020", "formulir: iso-9001-en")
    numbers = ("K.1.1.1.1", "K.1.1.1.2")
    folder = FIRST.rpartition("/")[0]
    sops = {
        f"{folder}/{number}.yaml": SOP.replace("K.1.1.1.1", number)
        + "isian: {purpose: To find letters}\n"
        for number in numbers
    }
    root = write_catalogue(tmp_path, {"katalog.yaml": settings, **sops})
    every = [each for each in pipeline.check(root, TODAY).diagnostics if each.code == "FRM001"]
    (found,) = [each for each in merged(every) if "purpose" in each.message]
    assert found.hint == "did you mean `tujuan`?"
    assert len(found.related) == 1
