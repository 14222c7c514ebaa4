"""The README's example of a finding is what a run prints, and its catalogue can be read."""

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


def test_the_catalogue_in_the_readme_is_read_and_leads_on(tmp_path: Path) -> None:
    readme = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    shown = re.findall(r"^\*\*`(\S+\.yaml)`\*\*.*?^```yaml\n(.*?)^```$", readme, re.M | re.S)
    assert len(shown) == 5
    for name, text in shown:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    found = sopc("check", "--sops", tmp_path).stdout
    assert re.findall(r"(?:YML|SKM|FLW)\d{3}: .*", found) == []
    errors = re.findall(r"error ([A-Z]{3}\d{3})", found)
    assert errors == ["LNK010", "LNK001"]  # neither the logo nor the SOP that is cited is shown
