"""What is installed elsewhere: a wheel with all that sopc needs, also without the repository."""

import subprocess
import sys
import sysconfig
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.catalogues import write_catalogue
from tests.dependencies import ROOT
from tests.translations import DOMAINS


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, made by the locked hatchling: nothing is fetched."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel"]
    subprocess.run([*command, "--directory", folder], cwd=ROOT, check=True, capture_output=True)
    (made,) = folder.glob("sopc-*-py3-none-any.whl")
    return made


def test_the_wheel_holds_the_whole_package_and_its_templates(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if not name.partition("/")[0].endswith("-info")}
    of_package = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "sopc").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    of_templates = {f"sopc/templates/{path.name}" for path in (ROOT / "templates").iterdir()}
    assert held == of_package | of_templates
    spoken = {f"sopc/locale/id/LC_MESSAGES/{domain}.mo" for domain in DOMAINS}
    assert {"sopc/py.typed", *spoken} <= held


def test_an_installed_wheel_builds_a_catalogue(wheel: Path, tmp_path: Path) -> None:
    """With its own templates and messages, beside the packages that are installed here."""
    packages = tmp_path / "venv" / sysconfig.get_path("purelib", vars={"base": ""}).lstrip("/")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", tmp_path / "venv"], check=True)
    with ZipFile(wheel) as archive:
        archive.extractall(packages)
    # a plain line is a folder to look in, whose own .pth files (this repository's) do not count
    (packages / "beside.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    sops = write_catalogue(tmp_path / "sops")

    def run(*words: str) -> str:
        command = [str(tmp_path / "venv" / "bin" / "python"), "-I", *words]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout + done.stderr

    place = Path(run("-c", "import sopc; print(sopc.__file__)").strip())
    assert place.is_relative_to(tmp_path)
    assert "tidak ada temuan" in run("-m", "sopc", "check", f"--sops={sops}", "--lang=id")
    run("-m", "sopc", "build", f"--sops={sops}", f"--out={tmp_path / 'out'}", "--jobs=1")
    assert (tmp_path / "out" / "handbook.pdf").read_bytes().startswith(b"%PDF")
