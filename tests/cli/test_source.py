"""``sopc check --source``: notes and texts are looked up in the source document."""

import json
import os
from pathlib import Path

import pytest

from sopc import pipeline
from sopc.load import document
from tests.catalogues import FIRST, TODAY, sop, write_catalogue
from tests.conftest import SOPS
from tests.running import sopc

NOTES = "sumber: {baris: 1-2, catatan: {bagian: nama, jenis: kosong, tercetak: Cont, alasan: A.}}\n"
SEED = SOPS.parent.parent / "shared" / "seed"
"""Where the document of 2020 lies, if it is at hand: it is not part of the repository."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_catalogue(tmp_path / "sops", {FIRST: sop("K.1.1.1.1", NOTES)})


def codes(root: Path, *words: str | Path) -> list[str]:
    result = sopc("check", "--sops", root, "--format", "json", *words)
    assert result.exit_code == 0, result.stderr
    return [row["code"] for row in json.loads(result.stdout) if row["code"].startswith("SRC")]


def test_what_is_not_printed_is_told_with_where_it_should_be(root: Path, tmp_path: Path) -> None:
    source = tmp_path / "naskah.md"
    source.write_text("# SOP\n\tNama SOP\tContoh surat\n", encoding="utf-8")
    result = sopc("check", "--sops", root, "--source", source)
    assert result.exit_code == 0
    assert (
        f"{root / FIRST}:3:71: warning SRC003: `Cont` is not printed in lines 1-2\n"
        f"  | {NOTES}"
        f"  | {' ' * 70}^^^^\n"
        "  hint: quote word for word, with … for what is left out\n"
    ) in result.stdout
    source.write_text("# SOP\nNama SOP\tContoh-contoh surat\tCont\n", encoding="utf-8")
    assert codes(root, "--source", source) == ["SRC001"]
    source.write_text("# SOP\nNama SOP\tConto surat\tCont\nContoh\n", encoding="utf-8")
    assert codes(root, "--source", source) == ["SRC004", "SRC001"]


def test_the_nearest_words_are_shown_in_the_document(tmp_path: Path) -> None:
    text = "baris: 1-3\nnama: Cara menerima surat masuk dari luar kota\n"
    lines = "nomor: K.1.1.1.1\nnama: Menerima surat masuk dari luar kota\nsumber: {baris: 1-3}\n"
    root = write_catalogue(tmp_path / "sops", {FIRST: lines})
    source = tmp_path / "naskah.txt"
    source.write_text("Judul\nKop\tMenerima surat keluar dari luar kota\n", encoding="utf-8")
    result = sopc("check", "--sops", root, "--source", source)
    assert text not in result.stdout
    assert "`Menerima surat masuk dari luar kota` is not printed in lines 1-3\n" in result.stdout
    assert (
        "  hint: printed there: `Menerima surat keluar dari luar kota`\n"
        f"  {source}:2:20: printed here\n"
        "  | Kop Menerima surat keluar dari luar kota\n"
        f"  | {' ' * 19}------\n"
    ) in result.stdout


def test_without_a_document_nothing_is_looked_up_and_no_waiver_is_idle(root: Path) -> None:
    waived = "pengecualian: [{kode: SRC003, alasan: A.}, {kode: SRC004, alasan: B.}]\n"
    (root / FIRST).write_text(sop("K.1.1.1.1", NOTES + waived), encoding="utf-8")
    assert codes(root) == ["SRC001"]
    assert "WVR001" not in sopc("check", "--sops", root).stdout
    source = root.parent / "naskah.md"
    source.write_text("Contoh\nCont\n", encoding="utf-8")
    assert "WVR001" in sopc("check", "--sops", root, "--source", source).stdout


def refused(root: Path, source: Path) -> str:
    result = sopc("check", "--sops", root, "--source", source)
    assert result.exit_code == 2
    assert result.stdout == ""
    return result.stderr


def test_a_document_that_cannot_be_read_is_refused(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "naskah.md"
    assert "it does not exist" in refused(root, source)
    assert "this is no file but a folder, pipe or device" in refused(root, tmp_path)
    os.mkfifo(tmp_path / "pipa")
    assert "this is no file but a folder, pipe or device" in refused(root, tmp_path / "pipa")
    source.write_bytes("Satu\nDua \N{PLUS-MINUS SIGN}\n".encode("latin-1"))
    assert "line 2 is no UTF-8 text; save it with that encoding" in refused(root, source)
    monkeypatch.setattr(document, "SOURCE", 3)
    assert "it is larger than 3 B" in refused(root, source)


def test_a_link_to_a_document_is_followed(root: Path, tmp_path: Path) -> None:
    (tmp_path / "asli.md").write_text("Contoh\nCont\n", encoding="utf-8")
    (tmp_path / "naskah.md").symlink_to(tmp_path / "asli.md")
    assert codes(root, "--source", tmp_path / "naskah.md") == ["SRC001"]


def test_the_catalogue_says_what_the_document_of_2020_says(root: Path) -> None:
    """Where that is at hand; elsewhere a planted one is asked, so that nothing is skipped."""
    documents = sorted(SEED.glob("000_*.txt"))
    planted = root.parent / "naskah.md"
    planted.write_text("Contoh\nCont\n", encoding="utf-8")
    for sops, source in [(root, planted), *((SOPS, each) for each in documents)]:
        checked = pipeline.check(sops, TODAY, source=source)
        told = [d for d in checked.diagnostics if d.code in ("SRC003", "SRC004")]
        assert [f"{d.place.file}:{d.place.line} {d.message}" for d in told] == []
