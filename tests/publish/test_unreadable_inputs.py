"""What cannot be read, or has no name that can be written, is told by a build, too."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.catalogues import FIRST, SOP, own_templates, write_catalogue
from tests.conftest import REPOSITORY

ODD = os.fsdecode(b"a\xff")
DRAFT = SOP.replace("nomor: K.1.1.1.1\n", "status: draf\n")
# whoever is root reads everything
WITHOUT = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all"]
LIMITED = WITHOUT if os.geteuid() == 0 else []
pytestmark = pytest.mark.skipif(
    bool(LIMITED) and shutil.which("setpriv") is None, reason="root reads everything"
)


def run(command: str, root: Path, **environment: str) -> tuple[int, str]:
    words = [sys.executable, "-m", "sopc", command, "--sops", str(root)]
    more = ["--out", str(root.parent / "out"), "--jobs", "1"] if command == "build" else []
    done = subprocess.run(
        [*LIMITED, *words, *more],
        env={**os.environ, "PYTHONPATH": str(REPOSITORY), **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("command", ["check", "build"])
def test_an_sop_without_permissions(tmp_path: Path, command: str) -> None:
    root = write_catalogue(tmp_path / "sops")
    (root / FIRST).chmod(0)
    code, said = run(command, root)
    assert code == 1
    assert "YML009: cannot read: you have no permission" in said


@pytest.mark.parametrize("name", ["gambar.png", "templates/x.j2", "templates/x.png"])
def test_a_picture_or_a_template_without_permissions(tmp_path: Path, name: str) -> None:
    root = write_catalogue(tmp_path / "sops")
    path = root / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"x")
    path.chmod(0)
    code, said = run("build", root)
    path.chmod(0o700)
    assert (code, f"cannot read `{path}`: you have no permission" in said) == (2, True)


@pytest.mark.parametrize("name", ["templates/q", "sekretariat/lain"])
def test_a_folder_without_permissions_is_not_unchanged(tmp_path: Path, name: str) -> None:
    root = write_catalogue(tmp_path / "sops")
    (root / name).mkdir(parents=True)
    assert run("build", root)[0] == 0
    (root / name).chmod(0)
    code, said = run("build", root)
    (root / name).chmod(0o700)
    assert code == 1
    assert f"{root / name}:1:1: error YML009: cannot read: you have no permission" in said


@pytest.mark.parametrize("command", ["check", "build"])
@pytest.mark.parametrize("folder", ["sekretariat/umum", ""])
def test_a_name_of_an_sop_that_is_not_utf_8(tmp_path: Path, command: str, folder: str) -> None:
    root = write_catalogue(tmp_path / "sops", {FIRST: SOP})
    (root / folder / f"{ODD}.yaml").write_text(DRAFT, encoding="utf-8")
    code, said = run(command, root)
    assert code == 1
    assert "YML009: cannot read: its name is not UTF-8" in said


def test_a_name_of_a_template_or_picture_that_is_not_utf_8(tmp_path: Path) -> None:
    root = write_catalogue(tmp_path / "sops")
    (root / f"{ODD}.png").write_bytes(b"x")  # which no page uses
    assert run("build", root)[0] == 0
    own_templates(root)
    (root / "templates" / f"{ODD}.j2").write_bytes(b"x")
    code, said = run("build", root)
    assert (code, "is not UTF-8: rename it" in said) == (2, True)


def test_a_home_whose_name_is_not_utf_8(tmp_path: Path) -> None:
    home = tmp_path / ODD
    home.mkdir()
    root = write_catalogue(tmp_path / "sops")
    assert run("build", root, HOME=str(home), XDG_CACHE_HOME="")[0] == 0
