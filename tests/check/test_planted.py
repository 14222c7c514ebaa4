"""The real catalogue with one fault planted in it: that fault is told, in its place, and no other.

A fault replaces words of one file by others. Findings are compared by the words of their lines,
since planting may move lines.
"""

import re
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from sopc import pipeline
from sopc.diagnostics import Diagnostic
from sopc.load.yaml_reader import read_yaml
from tests.catalogues import TODAY
from tests.check.faults import FAULTS
from tests.conftest import SOPS


class Told(NamedTuple):
    """A finding as it is compared with those of the faultless catalogue."""

    code: str
    file: str
    words: str
    message: str


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A copy of the real catalogue that tests change and restore."""
    with pytest.MonkeyPatch.context() as patch:
        # of some hundred files one changes: the others need not be parsed for every fault
        patch.setattr("sopc.load.sources.read_yaml", cache(read_yaml))
        root = shutil.copytree(SOPS, tmp_path_factory.mktemp("planted") / "sops")
        for path in root.glob("*.yaml"):
            # which SOPs a note concerns is told of it, not of what is planted in one of them
            text = path.read_text(encoding="utf-8")
            path.write_text(re.sub(r"\n +sop: \[[^]]*\]", "", text), encoding="utf-8")
        yield root


@pytest.fixture(scope="module")
def before(catalogue: Path) -> set[Told]:
    return set(told(catalogue))


def told(root: Path) -> Iterator[Told]:
    """All findings, each by the words of its line."""
    lines: dict[str, list[str]] = {}
    for found in pipeline.check(root, TODAY).diagnostics:
        file = found.place.file
        if file not in lines:
            lines[file] = Path(file).read_text(encoding="utf-8").splitlines(keepends=True)
        yield _told(found, lines[file])


def _told(found: Diagnostic, lines: list[str]) -> Told:
    return Told(found.code, found.place.file, lines[found.place.line - 1], found.message)


@pytest.mark.sampled(30)
@pytest.mark.parametrize("kind", FAULTS)
def test_a_planted_fault_is_told_and_nothing_else(
    kind: str, catalogue: Path, before: set[Told]
) -> None:
    planted = FAULTS[kind]
    path = catalogue / planted.file
    text = path.read_text(encoding="utf-8")
    assert planted.old in text
    try:
        path.write_text(text.replace(planted.old, planted.new, 1), encoding="utf-8")
        new = sorted(finding for finding in told(catalogue) if finding not in before)
    finally:
        path.write_text(text, encoding="utf-8")
    expected = sorted(planted.found)
    assert [finding.code for finding in new] == [code for code, _ in expected]
    for finding, (_, words) in zip(new, expected, strict=True):
        assert words in finding.words
