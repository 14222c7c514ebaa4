"""``sopc build`` and ``sopc flowchart`` from the command line."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sopc.cli.main import main
from tests.catalogues import FIRST, SOP, write_catalogue


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def test_build_tells_its_stages_and_leaves_the_book(tmp_path: Path) -> None:
    out = tmp_path / "out"
    result = run("build", "--sops", write_catalogue(tmp_path / "sops"), "--out", out)
    assert result.exit_code == 0
    assert result.stderr.splitlines() == ["pages 1", "SOPs 1", "books 3", f"8 files in {out}"]
    assert (out / "handbook.pdf").read_bytes().startswith(b"%PDF-")


def test_build_of_a_faulty_catalogue_says_why_and_leaves_nothing(tmp_path: Path) -> None:
    root = write_catalogue(tmp_path / "sops", {FIRST: SOP.replace("tidak: 1", "tidak: 9")})
    result = run("build", "--sops", root, "--out", tmp_path / "out")
    assert result.exit_code == 1
    assert "FLW001" in result.stderr
    assert not (tmp_path / "out").exists()


def test_build_without_a_catalogue_is_wrong_usage(tmp_path: Path) -> None:
    result = run("build", "--sops", tmp_path / "nirgends")
    assert result.exit_code == 2
    assert "katalog.yaml" in result.stderr


def test_only_an_unknown_number_suggests_a_known_one(tmp_path: Path) -> None:
    root = write_catalogue(tmp_path / "sops")
    result = run("build", "--sops", root, "--out", tmp_path / "out", "--only", "K.1.1.1.11")
    assert result.exit_code == 2
    assert "did you mean `K.1.1.1.1`" in result.stderr


@pytest.mark.parametrize(
    ("form", "start"),
    [("svg", b"<svg "), ("png", b"\x89PNG"), ("pdf", b"%PDF-"), ("dot", b"// Flowchart SOP")],
)
def test_flowchart_in_every_form(tmp_path: Path, form: str, start: bytes) -> None:
    root, file = write_catalogue(tmp_path / "sops"), tmp_path / f"gambar.{form}"
    result = run("flowchart", "K.1.1.1.1", "--sops", root, "-o", file)
    assert result.exit_code == 0, result.stderr
    assert file.read_bytes().startswith(start)


def test_flowchart_is_printed_as_svg_without_a_file(tmp_path: Path) -> None:
    result = run("flowchart", "K.1.1.1.1", "--sops", write_catalogue(tmp_path))
    assert result.stdout_bytes.startswith(b"<svg ")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("K.1.1.1.1", "-o", "gambar.gif"), ".svg, .png, .pdf or .dot"),
        (("K.9.9.9.9",), "no SOP has the number K.9.9.9.9"),
        (("K.1.1.1.2",), "no flowchart"),
        (("K.1.1.1.1", "-o", "tidak/ada/x.svg"), "cannot write"),
    ],
)
def test_flowchart_says_what_is_wrong(
    tmp_path: Path, arguments: tuple[str, ...], words: str
) -> None:
    unwritten = "nomor: K.1.1.1.2\nnama: Belum\nstatus: belum-disusun\n"
    files = {FIRST: SOP, "sekretariat/umum/K.1.1.1.2.yaml": unwritten}
    result = run("flowchart", *arguments, "--sops", write_catalogue(tmp_path, files))
    assert result.exit_code == 2
    assert words in result.stderr
