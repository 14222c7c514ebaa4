"""What can be typed: keys, names with what is printed for them, words of a choice, codes."""

from pathlib import Path

import pytest

from tests.catalogues import KATALOG, SOP
from tests.lsp.client import Editor, editor


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("pelaksana: [st|", {"kepala", "sekretaris", "kasubbag", "staf"}),
        ("pelaksana:\n  - |", {"kepala", "sekretaris", "kasubbag", "staf"}),
        ("langkah:\n  - {uraian: a, pelaksana: |", {"kepala", "sekretaris", "kasubbag", "staf"}),
        ("dasar_hukum: [[|", {"uu-1-2020"}),
        ("dasar_hukum:\n  tambah: [|", {"uu-1-2020"}),
        ("pengesah: |", {"kepala"}),
        ("riwayat:\n  - oleh: |", {"kepala"}),
        ("digantikan: |", {"K.1.1.1.2"}),
        ("keterkaitan:\n  - nomor: |", {"K.1.1.1.2"}),
        ("keterkaitan:\n  - |", {"K.1.1.1.2", "nomor", "luar", "dikonfirmasi"}),
        ("status: |", {"berlaku", "belum-disusun", "draf", "dicabut"}),
        ("total_waktu: |", {"true", "false"}),
        ("sumber:\n  catatan:\n    - jenis: k|", {"koreksi", "simpulan", "kosong", "pertentangan"}),
        ("langkah:\n  - {uraian: a, |", {"kode", "pelaksana", "waktu", "lanjut"}),
        ("langkah:\n  - kode: satu\n    uraian: a\n  - lanjut: |", {"satu", "selesai"}),
        ("langkah:\n  - kode: satu\n    keputusan: {ya: |", {"satu", "selesai"}),
        ("pengecualian:\n  - kode: |", {"FLW006", "MTB001"}),
        ("bawaan:\n  - |", set()),
        ("nama: |", set()),
        ("nama: |\n", set()),
        ("# |", set()),
    ],
)
def test_what_is_offered(client: Editor, first: Path, text: str, offered: set[str]) -> None:
    client.open(first)
    client.wait(first)  # the number of the SOP itself is gone from the text that follows
    client.type(first, "nomor: K.1.1.1.1\n" + text.replace("|", ""))
    found = client.offered(first, "nomor: K.1.1.1.1\n" + text)
    assert offered <= found.keys()
    if not offered:
        assert found == {}


def test_a_name_is_offered_with_what_is_printed_and_found_by_it(
    client: Editor, first: Path
) -> None:
    client.open(first, SOP.replace("[kepala, staf]", "[kepala, um"))
    item = client.offered(first, "[kepala, um|")["kasubbag"]
    assert item["detail"] == item["labelDetails"]["description"] == "Kasubbag Umum"
    assert "Umum" in item["filterText"]
    edit = item["textEdit"]
    assert edit["newText"] == "kasubbag"
    line = SOP.splitlines().index("pelaksana: [kepala, staf]")
    assert edit["range"]["start"] == {"line": line, "character": len("pelaksana: [kepala, ")}


def test_keys_are_offered_once_in_the_order_of_the_form(client: Editor, first: Path) -> None:
    client.open(first, "nomor: K.1\ndi\nlangkah: []\n")
    found = client.offered(first, "\ndi|")
    assert "nomor" not in found
    assert "langkah" not in found
    order = sorted(found, key=lambda label: found[label]["sortText"])
    assert order[:4] == ["nama", "status", "digantikan", "dibuat"]
    assert found["dibuat"]["textEdit"]["newText"] == "dibuat: "
    assert found["dibuat"]["detail"].startswith("Tanggal pembuatan")


def test_a_code_is_offered_with_its_sentence(client: Editor, first: Path) -> None:
    client.open(first, SOP.replace("tidak: menerima", "tidak: a"))
    client.wait(first)
    found = client.offered(first, "tidak: |a")
    assert [*found] == ["menerima", "arsip", "selesai"]
    assert found["menerima"]["detail"] == "Menerima surat"
    assert found["arsip"]["detail"] == "Mengarsipkan surat"
    assert found["selesai"]["detail"] == "Akhir prosedur"
    chain = "{uraian: A b, rangkaian: [{pelaksana: a, kode: satu}, {pelaksana: b, lanjut: satu}]}"
    client.type(first, f"nomor: K.1.1.1.1\nnama: A\nlangkah: {chain}\n")
    client.wait(first)
    assert client.offered(first, "lanjut: |satu")["satu"]["detail"] == "A b"


def test_a_step_is_put_in_whole_by_clients_that_can(first: Path) -> None:
    with editor() as client:
        client.open(first, "nama: A\nlangkah:\n  - ")
        found = client.offered(first, "langkah:\n  - |")["langkah keputusan"]
        assert found["insertTextFormat"] == 2
        lines = found["textEdit"]["newText"].split("\n")
        assert lines[:3] == ["uraian: $1", "    pelaksana: $2", "    keputusan:"]
    with editor({}) as client:
        client.open(first, "nama: A\nlangkah:\n  - ")
        assert "langkah keputusan" not in client.offered(first, "langkah:\n  - |")


def test_settings_and_registries_are_offered_too(client: Editor, first: Path) -> None:
    root = first.parents[2]
    client.open(root / "katalog.yaml", KATALOG + "penyegel: ")
    assert client.offered(root / "katalog.yaml", "penyegel: |").keys() == {"kepala"}
    client.open(root / "pelaksana.yaml", "kepala:\n  ")
    assert {"nama", "sebutan"} <= client.offered(root / "pelaksana.yaml", "kepala:\n  |").keys()
    client.open(root / "dasar-hukum.yaml", "uu-1-2020: {status: ")
    assert client.offered(root / "dasar-hukum.yaml", "{status: |").keys() == {
        *("berlaku", "diubah", "dicabut")
    }


def test_names_of_texts_that_are_not_saved_are_offered(client: Editor, first: Path) -> None:
    root = first.parents[2]
    client.open(root / "pelaksana.yaml", "arsiparis: Arsiparis\n")
    client.open(first, "pelaksana: ")
    client.wait(first)
    assert client.offered(first, "pelaksana: |").keys() == {"arsiparis"}


def test_a_choice_that_yaml_reads_as_a_number_is_put_in_quotes(client: Editor, first: Path) -> None:
    root = first.parents[2]
    (root / "pelaksana.yaml").write_text('"12": Dua Belas\n', "utf-8")
    client.open(first, "pelaksana: ")
    client.wait(first)
    assert client.offered(first, "pelaksana: |")["12"]["textEdit"]["newText"] == '"12"'


def test_nothing_is_offered_where_there_is_no_catalogue_any_more(
    client: Editor, first: Path
) -> None:
    client.open(first)
    client.wait(first)
    (first.parents[2] / "katalog.yaml").unlink()
    client.type(first, "sta")
    assert client.offered(first, "sta|") == {}
