"""What changes nothing in a catalogue changes none of its findings, but for their lines."""

import os
import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any
from unittest.mock import patch

import yaml
from hypothesis import given
from hypothesis import strategies as st

from sopc import pipeline
from sopc.diagnostics import Diagnostic, in_file_order
from tests.catalogues import FIRST, PELAKSANA, SOP, STRICT, TODAY, write_catalogue
from tests.examples import at_most

_SECOND = "sekretariat/umum/K.1.1.1.2.yaml"
_THIRD = "bidang/K.1.2.1.yaml"
_VALUES = st.sampled_from(
    ("staf", "direktur", "K.1.1.1.1", "K.1.1.1.2", "K.1.1.1.9", "selesai", "menerima", "arsip", "",
     "[a, b]", "{ya: arsip}", "5 menit", "2025-13", "2031-01-01", "Menerima Surat", "SOP Lain",
     "uu-1-2020", "dicabut", "'", '"a', "\u202e", "*", "12", "null", "x")
)  # fmt: skip
_KEYS = st.sampled_from(
    ("nama", "dibuat", "disahkan", "dasar_hukum", "pelaksana", "uraian", "waktu", "output",
     "keputusan", "kode")
)  # fmt: skip


@st.composite
def _sops(draw: st.DrawFn) -> dict[str, str]:
    """Three SOPs, in which some values are others, right or not."""
    files = {}
    for number, name in enumerate((FIRST, _SECOND, _THIRD)):
        text = SOP.replace("K.1.1.1.1", Path(name).stem) if number else SOP
        for _ in range(draw(st.integers(0, 2))):
            key = f"{draw(_KEYS)}: "
            head, found, rest = text.partition(key)
            end = min((rest.find(sign) % 9999 for sign in (",", "\n", "}")), default=0)
            text = f"{head}{found}{draw(_VALUES)}{rest[end:]}" if found else text
        files[name] = text
    return files


@cache
def _root() -> Path:
    return Path(mkdtemp(prefix="same-"))


def _found(files: dict[str, str]) -> tuple[Diagnostic, ...]:
    root = write_catalogue(_root(), {**files, "katalog.yaml": STRICT, "pelaksana.yaml": PELAKSANA})
    return pipeline.check(root, TODAY).diagnostics


def _told(found: tuple[Diagnostic, ...], down: int = 0) -> list[tuple[object, ...]]:
    """Findings without what speaks of lines, and with the lines of SOPs so many further up."""
    rows = []
    for each in found:
        line = each.place.line - (down if Path(each.place.file).name.startswith("K.") else 0)
        file = Path(each.place.file).name
        # a finding of a file as a whole, and of what is missing in it, is at its top
        rows.append((file, each.code, max(line, 1), each.place.column, len(each.related)))
    return sorted(rows)


@at_most(25)
@given(_sops())
def test_findings_are_the_same_each_time_in_file_order_and_once_each(files: dict[str, str]) -> None:
    found = _found(files)
    assert found == _found(files)
    assert list(found) == in_file_order(found)
    assert len(set(found)) == len(found)


@at_most(25)
@given(_sops(), st.randoms(use_true_random=False))
def test_files_may_be_read_in_any_order(files: dict[str, str], chance: random.Random) -> None:
    found = _found(files)

    def shuffled(top: Path, **how: Any) -> Iterator[tuple[str, list[str], list[str]]]:
        for folder, folders, names in walk(str(top), **how):
            chance.shuffle(names)
            chance.shuffle(folders)
            yield folder, folders, names

    walk = os.walk
    with patch.object(os, "walk", shuffled):
        again = pipeline.check(_root(), TODAY).diagnostics
    assert again == found


@at_most(25)
@given(_sops(), st.sampled_from(("# catatan: [\n", "\n", "  # ' {\n\n", "# \u8868 \U0001f600\n")))
def test_a_comment_or_an_empty_line_changes_only_lines(files: dict[str, str], more: str) -> None:
    found = _told(_found(files))
    moved = _told(_found({name: more + text for name, text in files.items()}), more.count("\n"))
    assert moved == found


@at_most(25)
@given(_sops(), st.randoms(use_true_random=False))
def test_the_order_of_keys_changes_no_finding(files: dict[str, str], chance: random.Random) -> None:
    turned = {}
    for name, text in files.items():
        try:
            data = yaml.load(text, yaml.BaseLoader)
        except yaml.YAMLError:
            return
        if not isinstance(data, dict) or len(text.split("\n")) < 8:
            return
        # each key at the top with the lines below it
        starts = [n for n, line in enumerate(text.splitlines()) if line[:1].isalpha()]
        lines = text.splitlines(keepends=True)
        parts = [
            "".join(lines[a:b]) for a, b in zip(starts, [*starts[1:], len(lines)], strict=True)
        ]
        chance.shuffle(parts)
        turned[name] = "".join(parts)
    codes = sorted((Path(d.place.file).name, d.code, d.message) for d in _found(files))
    again = sorted((Path(d.place.file).name, d.code, d.message) for d in _found(turned))
    assert [_unplaced(each) for each in again] == [_unplaced(each) for each in codes]


def _unplaced(row: tuple[str, str, str]) -> tuple[str, str, str]:
    """Messages say lines in digits."""
    name, code, message = row
    return name, code, "".join(sign for sign in message if not sign.isdigit())
