"""The README's example of a finding is what a run prints, and its catalogue is sound."""

import re
import shutil
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY, SOPS
from tests.running import build, sopc


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


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The catalogue of the README, each file as it is printed there."""
    folder = tmp_path_factory.mktemp("copied")
    readme = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    shown = re.findall(r"^\*\*`(\S+\.yaml)`\*\*.*?^```yaml\n(.*?)^```$", readme, re.M | re.S)
    assert len(shown) == 6
    for name, text in shown:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_the_catalogue_in_the_readme_is_sound_as_it_stands(copied: Path) -> None:
    result = sopc("check", "--sops", copied, "--verbose")
    assert (result.exit_code, result.stdout) == (0, "no findings\n")


def test_the_catalogue_in_the_readme_is_printed(copied: Path, tmp_path: Path) -> None:
    out = build(copied, tmp_path / "build")
    names = {file.stem for file in (out / "sop").iterdir()}
    assert names == {"SOP-001-1-2025", "SOP-002-1-2025"}
    assert (out / "handbook.pdf").is_file()
