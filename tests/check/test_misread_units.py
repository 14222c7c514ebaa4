"""What is said of times in which no amount can be read."""

from pathlib import Path

import pytest

from sopc import pipeline
from tests.catalogues import TODAY, write_catalogue


@pytest.mark.parametrize(
    ("time", "hint"),
    [
        ("10 mnt", "did you mean `10 menit`?"),
        ("10 menitt", "did you mean `10 menit`?"),
        ("2 hri kerja", "did you mean `2 hari kerja`?"),
        ("10 surat", "write an amount, such as `30 menit` or `2 hari`"),
        ("kondisional", "write an amount, such as `30 menit` or `2 hari`"),
    ],
)
def test_a_misspelt_unit_is_hinted_at(time: str, hint: str, tmp_path: Path) -> None:
    sop = f"""nomor: K.1.1.1.1
nama: Contoh
pelaksana: staf
langkah: [{{uraian: Kerja, pelaksana: staf, waktu: {time}}}]
"""
    write_catalogue(tmp_path, {"sekretariat/umum/K.1.1.1.1.yaml": sop})
    found = pipeline.check(tmp_path, TODAY).diagnostics
    assert [str(each.hint) for each in found if each.code == "MTB002"] == [hint]
