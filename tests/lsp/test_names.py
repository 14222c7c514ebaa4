"""What an editor shows of names: what they stand for, where they are given, where else they are."""

from pathlib import Path

import pytest

from tests.catalogues import FIRST, KATALOG, SOP, sop, write_catalogue
from tests.lsp.client import Editor

ROWS = """\
nomor: K.1.1.1.1
nama: Menerima *Surat*
dibuat: 2025-01-02
direvisi: 2025-03
efektif: 2025-04-01
ditinjau: 2025
disahkan: 2025-02
dasar_hukum: [uu-1-2020, uu-2-2020]
pengesah: kepala
riwayat: {revisi: 0, uraian: Terbit, oleh: Ibu Kepala}
pelaksana: [kepala, staf]
langkah:
  - {uraian: Menerima surat, pelaksana: staf, kode: menerima}
  - {uraian: Memeriksa, pelaksana: kepala, keputusan: {ya: arsip, tidak: 1}}
  - uraian: Mengarsipkan
    kode: arsip
    rangkaian: [{pelaksana: staf, kode: satu}, {pelaksana: kepala, lanjut: satu}]
  - {uraian: Mengirim, pelaksana: staf, lanjut: selesai}
"""
SECOND = "sekretariat/umum/K.1.1.1.2.yaml"
GONE = "bidang/K.1.2.1.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    revoked = "status: dicabut\ndigantikan: K.1.1.1.1\nketerkaitan: [{nomor: K.1.1.1.1}]\n"
    files = {
        FIRST: ROWS,
        SECOND: sop("K.1.1.1.2", revoked),
        GONE: sop("K.1.2.1.1", "status: belum-disusun\nketerkaitan: K.1.1.1.2\n"),
        "pelaksana.yaml": "kepala: {nama: Kepala, kelompok: Satker, sebutan: [Kadis]}\n"
        "staf: Staf\n",
        "dasar-hukum.yaml": "uu-1-2020:\n"
        "  {jenis: UU, nomor: 1, status: dicabut, oleh: [uu-2-2020, uu-9]}\n"
        "uu-2-2020: {jenis: UU, nomor: 2}\n",
    }
    return write_catalogue(tmp_path.resolve() / "sops", files)


@pytest.mark.parametrize(
    ("mark", "said"),
    [
        ("[kep|ala, staf]", "**Kepala**  \nkelompok: Satker  \nsebutan: Kadis"),
        ("uu-1-20|20", "**UU Nomor 1**  \nstatus: dicabut  \noleh: UU Nomor 2  \noleh: uu-9"),
        (
            "pengesah: ke|pala",
            "**PEJABAT CONTOH, SE**  \nKepala Dinas Contoh  \nNIP 19700101 199503",
        ),
        ("ya: ar|sip", "**3.** Mengarsipkan"),
        ("tidak: |1", "**1.** Menerima surat"),
        ("lanjut: sa|tu", "**3.** Mengarsipkan"),
        ("dib|uat", "Tanggal pembuatan"),
        ("ura|ian: Menerima", "Kalimat kegiatan"),
    ],
)
def test_what_a_name_stands_for(client: Editor, root: Path, mark: str, said: str) -> None:
    client.open(root / FIRST)
    found = client.at("hover", root / FIRST, mark)
    assert found["contents"]["kind"] == "markdown"
    assert found["contents"]["value"].startswith(said)


def test_a_cited_sop_is_told_with_title_state_and_dates(client: Editor, root: Path) -> None:
    client.open(root / SECOND)
    found = client.at("hover", root / SECOND, "digantikan: K.1.1|")
    assert found["contents"]["value"].split("  \n") == [
        r"**K.1.1.1.1 Menerima Surat**",
        "status: berlaku",
        "dibuat: 2025-01-02",
        "direvisi: 2025-03",
        "disahkan: 2025-02",
        "efektif: 2025-04-01",
        "ditinjau: 2025",
        "Sekretariat, Sub Bagian Umum",
    ]
    assert found["range"]["start"] == {"line": 3, "character": 12}
    client.open(root / GONE)
    revoked = client.at("hover", root / GONE, "keterkaitan: K|")["contents"]["value"]
    assert "status: dicabut  \ndigantikan: K.1.1.1.1" in revoked


@pytest.mark.parametrize("mark", ["Menerima su|rat", "Ibu Ke|pala", "lanjut: sele|sai"])
def test_what_is_no_name_is_not_explained_as_one(client: Editor, root: Path, mark: str) -> None:
    client.open(root / FIRST)
    assert client.at("hover", root / FIRST, mark) is None
    assert client.at("definition", root / FIRST, mark) == []


def test_what_is_shown_is_text_and_no_link_or_command(client: Editor, root: Path) -> None:
    name = "'Staf ![x](a) <img src=a> `b` [k](command:c)'"
    client.open(root / "pelaksana.yaml", f"kepala: {name}\nstaf: Staf\n")
    client.open(root / FIRST)
    said = client.at("hover", root / FIRST, "[kep|ala, staf]")["contents"]["value"]
    assert said == r"**Staf !\[x\](a) \<img src=a\> \`b\` \[k\](command:c)**"


def place(root: Path, name: str, line: int, start: int) -> tuple[str, int, int]:
    return (root / name).as_uri(), line, start


def places(found: list[dict[str, object]]) -> list[tuple[str, int, int]]:
    every = []
    for each in found:
        start = each["range"]["start"]  # type: ignore[index]
        every.append((str(each["uri"]), start["line"], start["character"]))
    return every


@pytest.mark.parametrize(
    ("mark", "file", "line", "start"),
    [
        ("[kepala, st|af]", "pelaksana.yaml", 1, 0),
        ("uu-2-20|20", "dasar-hukum.yaml", 2, 0),
        ("pengesah: ke|pala", "pejabat.yaml", 0, 0),
        ("ya: ar|sip", FIRST, 15, 10),
        ("tidak: |1", FIRST, 12, 5),
        ("lanjut: sa|tu", FIRST, 16, 40),
        ("nomor: K.1|", FIRST, 0, 7),
    ],
)
def test_where_a_name_is_given(
    client: Editor, root: Path, mark: str, file: str, line: int, start: int
) -> None:
    client.open(root / FIRST)
    found = places(client.at("definition", root / FIRST, mark))
    assert found == [place(root, file, line, start)]


def test_a_cited_number_leads_to_its_file(client: Editor, root: Path) -> None:
    client.open(root / GONE)
    assert places(client.at("definition", root / GONE, "keterkaitan: K|")) == [
        place(root, SECOND, 0, 7)
    ]


def test_everywhere_that_a_name_stands(client: Editor, root: Path) -> None:
    client.open(root / FIRST)
    whole, others = {"includeDeclaration": True}, {"includeDeclaration": False}
    found = places(client.at("references", root / FIRST, "nomor: K.1|", context=whole))
    assert {*found} == {
        place(root, FIRST, 0, 7),
        place(root, SECOND, 3, 12),
        place(root, SECOND, 4, 22),
    }
    assert len(client.at("references", root / FIRST, "nomor: K.1|", context=others)) == 2
    rows = places(client.at("references", root / FIRST, "kode: mene|rima", context=whole))
    assert rows == [place(root, FIRST, 12, 52), place(root, FIRST, 13, 73)]
    assert client.at("references", root / FIRST, "Memer|iksa", context=whole) == []


def test_a_row_that_stands_for_a_list_is_found(client: Editor, root: Path) -> None:
    text = SOP.partition("langkah:")[0] + "langkah: {uraian: A, pelaksana: staf, lanjut: 1}\n"
    client.open(root / FIRST, text)
    (found,) = places(client.at("definition", root / FIRST, "lanjut: 1|"))
    assert found[1:] == (6, 10)
    client.type(root / FIRST, text.replace("lanjut: 1", "lanjut: 7"))
    assert client.at("definition", root / FIRST, "lanjut: 7|") == []
    assert client.at("hover", root / FIRST, "lanjut: 7|") is None


@pytest.mark.parametrize(
    ("file", "text", "names"),
    [
        (FIRST, ROWS, ["1. Menerima surat", "2. Memeriksa", "3. Mengarsipkan", "4. Mengirim"]),
        (FIRST, "nama: A\nlangkah: {uraian: B}\n", ["1. B"]),
        (FIRST, "nama: A\nlangkah: [5, {uraian: 3}, {uraian: C}]\n", ["3. C"]),
        (FIRST, "nama: A\n", []),
        ("pelaksana.yaml", "kepala: Kepala\nstaf: Staf\n", ["kepala", "staf"]),
        ("katalog.yaml", KATALOG, ["1. Sekretariat", "2. Bidang Layanan"]),
        ("pejabat.yaml", "- a", []),
        ("pejabat.yaml", "a: [", []),
        (FIRST, "langkah: {uraian: " + "x" * 200 + "}\n", ["1. " + "x" * 99 + "…"]),
    ],
)
def test_the_outline_of_a_file(
    client: Editor, root: Path, file: str, text: str, names: list[str]
) -> None:
    client.open(root / file, text)
    asked = {"textDocument": {"uri": (root / file).as_uri()}}
    found = client.ask("textDocument/documentSymbol", asked)
    if "nama: " in text and file == FIRST:
        (whole,) = found
        found = whole["children"]
    assert [each["name"] for each in found] == names


def test_the_outline_of_an_sop_begins_with_its_title(client: Editor, root: Path) -> None:
    client.open(root / FIRST)
    asked = {"textDocument": {"uri": (root / FIRST).as_uri()}}
    (whole,) = client.ask("textDocument/documentSymbol", asked)
    assert whole["name"] == "K.1.1.1.1 Menerima *Surat*"
    assert [each["detail"] for each in whole["children"]] == ["menerima", "", "arsip", ""]


def test_nothing_is_known_while_katalog_yaml_is_faulty(client: Editor, root: Path) -> None:
    (root / "katalog.yaml").write_text("instansi: [", "utf-8")
    client.open(root / FIRST)
    assert client.at("hover", root / FIRST, "[kep|ala, staf]") is None
    assert places(client.at("definition", root / FIRST, "[kep|ala, staf]")) == [
        place(root, "pelaksana.yaml", 0, 0)
    ]
