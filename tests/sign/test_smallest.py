"""What works, and what is said, where the packages that sign are not installed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from sopc.load.loader import load_catalogue
from sopc.render.qr import code_text
from tests.catalogues import FIRST, write_catalogue
from tests.repositories import commit
from tests.running import sopc

EXTRA = ("asn1crypto", "cryptography", "pkcs11", "pyhanko", "pyhanko_certvalidator")
WITHOUT = f"""
import sys
for name in {EXTRA}:
    sys.modules[name] = None  # importing it fails now
from sopc.cli.main import main
main(prog_name="sopc")
"""
SENTENCE = "sopc: signing needs more packages: pip install 'sopc[sign]'\n"


def smallest(*words: str | Path) -> subprocess.CompletedProcess[str]:
    """A run of ``sopc`` in a process that cannot import what signs."""
    command = [sys.executable, "-c", WITHOUT, *map(str, words), "--lang", "en"]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    return subprocess.run(
        command, capture_output=True, text=True, check=False, env=environment, timeout=120
    )


def test_a_printed_page_is_looked_up(tmp_path: Path) -> None:
    root = write_catalogue(tmp_path)
    commit(root)
    catalogue = load_catalogue(root).catalogue
    assert catalogue is not None
    code = code_text(catalogue, catalogue.entries[0])

    def told(text: str) -> tuple[int, str, str]:
        run = smallest("verify", "--code", text, "--sops", root)
        return run.returncode, run.stdout.partition(":")[0], run.stderr

    assert told(code) == (0, "current", "")
    file = root / FIRST
    file.write_text(file.read_text().replace("Menerima Surat", "Menerima Tamu"), encoding="utf-8")
    assert told(code) == (3, "superseded", "")
    assert told("bukan kode") == (1, "unknown", "")


@pytest.mark.parametrize(
    "words",
    [
        ("sign", "x.pdf"),
        ("sign", "x.pdf", "--prepare"),
        ("verify", "x.pdf"),
        ("verify", "x.pdf", "--trust", "x.pdf"),
        ("verify", "x.pdf", "--code", "bukan kode"),
    ],
)
def test_signing_ends_in_a_sentence(tmp_path: Path, words: tuple[str, ...]) -> None:
    (tmp_path / "x.pdf").write_bytes(b"%PDF-1.7\n%%EOF\n")
    run = smallest(*(tmp_path / word if word == "x.pdf" else word for word in words))
    assert (run.returncode, run.stdout, run.stderr) == (2, "", SENTENCE)


@pytest.mark.parametrize("command", ["sign", "verify"])
@pytest.mark.parametrize("missing", [name for name in EXTRA if name != "pkcs11"])
def test_one_missing_package_is_enough_for_the_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str, missing: str
) -> None:
    (tmp_path / "x.pdf").write_bytes(b"%PDF-1.7\n%%EOF\n")
    monkeypatch.setitem(sys.modules, missing, None)
    run = sopc(command, tmp_path / "x.pdf", "--lang", "en")
    assert (run.exit_code, run.stderr) == (2, SENTENCE)


def test_wrong_usage_is_told_before_what_is_missing() -> None:
    run = smallest("verify")
    assert run.returncode == 2
    assert "give files to verify, or --code" in run.stderr
