"""The README's example of a finding is what a run prints."""

import re
import shutil
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY, SOPS
from tests.running import sopc


def test_the_readme_shows_findings_as_they_are_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    readme = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"^```\n(sops/\S+:\d+:.*?\n)```$", readme, re.MULTILINE | re.DOTALL)
    shutil.copytree(SOPS, tmp_path / "sops")
    monkeypatch.chdir(tmp_path)
    for file, line, words in re.findall(r"^(sops\S+?):(\d+):.*\n  \| (.*)$", shown, re.MULTILINE):
        lines = Path(file).read_text(encoding="utf-8").split("\n")
        lines[int(line) - 1] = words
        Path(file).write_text("\n".join(lines), encoding="utf-8")
    assert shown in sopc("check").stdout
