"""Many files at once, as a clerk has them; and a catalogue that is not free of errors."""

import json
import shutil
from pathlib import Path

import pytest

from sopc.publish.reopen import pdfs_in
from tests.catalogues import PEJABAT
from tests.sign.desk import Desk
from tests.sign.office import NAMES, OFFICIALS, SINGLE


@pytest.fixture(scope="session")
def count(exhaustive: bool) -> int:
    """How many files: more than there may be lines, and with ``--exhaustive`` a whole catalogue."""
    return 91 if exhaustive else 13


@pytest.fixture
def cabinet(desk: Desk, signed: bytes, count: int) -> Path:
    """A folder of many signed files: copies of one, which have names that say so."""
    folder = desk.build / "sop"
    (folder / Path(SINGLE).name).write_bytes(signed)
    for number in range(1, count):
        (folder / f"salinan-{number}.pdf").write_bytes(signed)
    return folder


def test_a_folder_of_many_files_is_told_in_ten_lines(desk: Desk, cabinet: Path, count: int) -> None:
    (cabinet / "salinan-7.pdf").write_bytes(b"%PDF-1.7\n")
    (cabinet / "salinan-10.pdf").write_bytes((cabinet / "salinan-9.pdf").read_bytes() + b"\n")
    result = desk.verify(cabinet)
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert lines[0] == f"{count} files verified"
    assert lines[1] == f"  {count - 2} hold"
    assert lines[2] == "  2 FAIL: salinan-7.pdf, salinan-10.pdf"
    assert "something was added behind the last signature [TTE110]: 1 file" in result.stdout
    assert f"PEJABAT CONTOH, SE ({count - 1})" in result.stdout
    assert len(lines) <= 10


def test_each_file_of_a_folder_is_told_in_full_when_asked(desk: Desk, cabinet: Path) -> None:
    short, full = desk.verify(cabinet), desk.verify(cabinet, "--verbose")
    assert full.exit_code == short.exit_code == 0
    assert "salinan-3.pdf: holds" not in short.stdout
    assert all(f"{file}: holds" in full.stdout for file in cabinet.iterdir())
    told = json.loads(desk.verify(cabinet, "--json").stdout)
    assert {each["file"] for each in told} == {str(file) for file in cabinet.iterdir()}


def test_files_are_sorted_by_the_numbers_in_their_names(tmp_path: Path) -> None:
    for name in ("V.26.1.10.pdf", "V.26.1.9.pdf", "sub/A.pdf", ".x.pdf", ".d/y.pdf", "z.txt"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.touch()
    (tmp_path / "link.pdf").symlink_to(tmp_path / "z.txt")
    (tmp_path / "linked").symlink_to(tmp_path / "sub")
    found = [file.relative_to(tmp_path).as_posix() for file in pdfs_in([tmp_path])]
    assert found == ["V.26.1.9.pdf", "V.26.1.10.pdf", "sub/A.pdf"]


def test_a_folder_without_files_is_told(desk: Desk) -> None:
    (desk.folder / "kosong").mkdir()
    result = desk.verify(desk.folder / "kosong")
    assert result.exit_code == 2
    assert "there is no PDF in" in result.stderr


class TestErrors:
    """Errors in the catalogue, and the verdict on a signed SOP, K.1.1.1.1."""

    @pytest.fixture
    def sops(self, desk: Desk, signed: bytes) -> Path:
        (desk.build / SINGLE).write_bytes(signed)
        sops = desk.folder / "sops"
        shutil.copytree(desk.office.sops, sops)
        return sops

    def verdict(self, desk: Desk, sops: Path) -> tuple[str, list[str]]:
        result = desk.run("verify", desk.build / SINGLE, "--trust", desk.root, "--json", sops=sops)
        assert "sopc: the catalogue has" in result.stderr
        (told,) = json.loads(result.stdout)
        return told["verdict"], [each["code"] for each in told["findings"] if each["verdict"]]

    def test_one_in_another_sop_does_not_matter(self, desk: Desk, sops: Path) -> None:
        (own,) = sops.rglob("K.1.1.1.1.yaml")
        (own.parent / "K.1.1.1.9.yaml").write_text("nama: [", encoding="utf-8")
        assert self.verdict(desk, sops) == ("current", [])

    def test_one_in_its_own_file_leaves_unclear_what_it_has_to_be(
        self, desk: Desk, sops: Path
    ) -> None:
        (own,) = sops.rglob("K.1.1.1.1.yaml")
        own.write_text("nama: [", encoding="utf-8")
        assert self.verdict(desk, sops) == ("unprovable", ["TTE205"])

    def test_one_in_an_sop_that_it_names_leaves_its_pages_unclear(
        self, desk: Desk, sops: Path
    ) -> None:
        (own,) = sops.rglob("K.1.1.1.1.yaml")
        text = own.read_text(encoding="utf-8") + "keterkaitan: [K.1.1.1.9]\n"
        own.write_text(text, encoding="utf-8")
        (own.parent / "K.1.1.1.9.yaml").write_text("nama: [", encoding="utf-8")
        assert self.verdict(desk, sops) == ("unprovable", ["TTE205"])

    def test_one_in_a_registry_does_not_let_anyone_sign(self, desk: Desk, sops: Path) -> None:
        (sops / "pejabat.yaml").write_text(PEJABAT + OFFICIALS + "x: [", encoding="utf-8")
        assert self.verdict(desk, sops) == ("unprovable", ["TTE205"])


def test_who_signed_is_named_once_in_a_summary(desk: Desk, cabinet: Path) -> None:
    stdout = desk.verify(cabinet).stdout
    assert [stdout.count(holder) for holder, _ in NAMES.values()] == [1] * len(NAMES)


class TestSigning:
    """A whole folder is signed: all that is the signer's turn, and of the rest it is told why."""

    DOCUMENTS = ("handbook.pdf", SINGLE, "volume/bidang.pdf", "volume/sekretariat.pdf")

    def test_each_signs_all_that_is_theirs_in_turn(self, desk: Desk) -> None:
        for part in NAMES:
            result = desk.sign(part, desk.build)
            assert result.exit_code == 0, result.output
            assert result.stderr == ""
            told = [f"{part}: {desk.build / file}" for file in self.DOCUMENTS]
            assert result.stdout.splitlines() == told
        assert desk.verify(desk.build).exit_code == 0

    def test_nobody_signs_before_it_is_their_turn(self, desk: Desk) -> None:
        before = {file: file.read_bytes() for file in desk.build.rglob("*.pdf")}
        result = desk.sign("Pengesah", desk.build)
        assert result.exit_code == 2
        names = ", ".join(Path(file).name for file in self.DOCUMENTS)
        assert result.stderr.splitlines() == [
            f"not signed: PENYUSUN CONTOH, S.Kom signs it: {names}",
            "sopc: nothing was signed",
        ]
        assert {file: file.read_bytes() for file in desk.build.rglob("*.pdf")} == before

    def test_what_is_not_the_catalogue_s_is_left_and_named(self, desk: Desk) -> None:
        (desk.build / "sop/surat.pdf").write_bytes(b"%PDF-1.7\n")
        book = desk.build / "handbook.pdf"
        book.write_bytes(book.read_bytes() + b"\n")
        result = desk.sign("Penyusun", desk.build)
        assert result.exit_code == 0
        assert "not signed: no PDF of this catalogue's build: surat.pdf" in result.stderr
        assert f"Penyusun: {desk.build / SINGLE}" in result.stdout
        assert f"Penyusun: {book}" not in result.stdout
        assert book.name in result.stderr

    def test_a_file_that_is_named_is_not_left_in_silence(self, desk: Desk) -> None:
        (desk.build / "sop/surat.pdf").write_bytes(b"%PDF-1.7\n")
        result = desk.sign("Penyusun", desk.build / "sop/surat.pdf", desk.build)
        assert result.exit_code == 2
        assert "is no PDF of this catalogue's build" in result.stderr
        assert result.stdout == ""

    def test_a_folder_is_prepared_for_a_service(self, desk: Desk) -> None:
        result = desk.run("sign", desk.build, "--prepare", "--out", desk.folder / "siap")
        assert result.exit_code == 0
        prepared = [desk.folder / "siap" / file for file in self.DOCUMENTS]
        assert all(f"{file}: has empty fields for" in result.stdout for file in prepared)


def test_a_catalogue_without_settings_proves_nothing_changed(
    desk: Desk, signed: bytes, tmp_path: Path
) -> None:
    (desk.build / SINGLE).write_bytes(signed)
    sops = tmp_path / "sops-lain"
    shutil.copytree(desk.office.sops, sops)
    settings = sops / "katalog.yaml"
    settings.write_text(settings.read_text().replace("tahun: 2025", "tahun: dua"), "utf-8")
    said = desk.run("verify", desk.build / SINGLE, "--trust", desk.root, sops=sops)
    assert (said.exit_code, said.stdout) == (5, "")
    assert "expected a whole number" in said.stderr
    assert desk.run("verify", "--code", "bukan kode", sops=sops).exit_code == 1
