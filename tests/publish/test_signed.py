"""What a build does with files that were signed since the last one."""

from pathlib import Path

from tests.catalogues import FIRST, KATALOG, SOP, write_catalogue
from tests.publish.signatures import signature
from tests.running import run_build


def catalogue(folder: Path) -> Path:
    return write_catalogue(folder / "sops", {"katalog.yaml": KATALOG, FIRST: SOP})


def sign(pdf: Path) -> bytes:
    pdf.write_bytes(signature(pdf.read_bytes()))
    return pdf.read_bytes()


def test_a_signed_file_stays_as_long_as_it_says_what_the_catalogue_does(tmp_path: Path) -> None:
    root, out = catalogue(tmp_path), tmp_path / "build"
    run_build(root, out)
    signed = sign(out / "handbook.pdf")
    for _ in range(2):
        assert "nothing has changed" in run_build(root, out).stderr
    (out / "index.csv").unlink()  # something else to do
    run_build(root, out)
    assert (out / "handbook.pdf").read_bytes() == signed


def test_who_loses_a_signature_by_a_change_is_told(tmp_path: Path) -> None:
    root, out = catalogue(tmp_path), tmp_path / "build"
    run_build(root, out)
    signed = sign(out / "handbook.pdf")
    file = root / FIRST
    file.write_text(SOP.replace("Menerima", "Mencatat"), encoding="utf-8")
    told = run_build(root, out).stderr
    assert "handbook.pdf was signed as it was before: it has to be signed again" in told
    assert not (out / "handbook.pdf").read_bytes().startswith(signed)


def test_a_file_that_only_grew_is_restored(tmp_path: Path) -> None:
    root, out = catalogue(tmp_path), tmp_path / "build"
    run_build(root, out)
    right = (out / "handbook.pdf").read_bytes()
    (out / "handbook.pdf").write_bytes(right + b"% more\n%%EOF\n")
    run_build(root, out)
    assert (out / "handbook.pdf").read_bytes() == right
