"""Another name for a key, a code or a number: in every file, or in none, and told why."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from sopc.catalogue.references import NameKind
from sopc.load.loader import load_catalogue
from sopc.lsp.renaming import renamed
from sopc.lsp.snapshot import Snapshot
from tests.catalogues import FIRST, ROOT_FILES, SOP, TODAY, sop, write_catalogue
from tests.conftest import SOPS
from tests.lsp.client import Editor, Refused, applied, editor

SECOND = "sekretariat/umum/K.1.1.1.2.yaml"
DRAFT = "bidang/draf.yaml"
CITING = """\
nomor: K.1.1.1.2
nama: Contoh
status: dicabut
digantikan: 'K.1.1.1.1'
keterkaitan: ["K.1.1.1.1", {nomor: K.1.1.1.1}]
pengesah: kepala
dasar_hukum: [{peraturan: [uu-1-2020], tertulis: UU}]
pelaksana: staf
langkah: {uraian: A, pelaksana: staf, kode: menerima, lanjut: menerima}
sumber: {catatan: {bagian: nama, jenis: kosong, alasan: x, sop: K.1.1.1.1}}
"""
FILES = {**ROOT_FILES, FIRST: SOP, SECOND: CITING}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_catalogue(tmp_path.resolve() / "sops", FILES)


def rename(client: Editor, path: Path, mark: str, new: str) -> Any:
    return client.at("rename", path, mark, newName=new)


def after(root: Path, edit: Any) -> dict[str, str]:
    """The files as the editor leaves them, with the one that it renames."""
    texts = {(root / name).as_uri(): text for name, text in FILES.items()}
    changed = applied(edit, texts)
    for each in edit.get("documentChanges", []):
        if each.get("kind") == "rename":
            changed[each["newUri"]] = changed.pop(each["oldUri"])
    start = len(root.as_uri()) + 1
    return {uri[start:]: text for uri, text in changed.items()}


@pytest.mark.parametrize(
    ("mark", "new", "count"),
    [
        ("[kepala, st|af]", "staf-umum", 6),
        ("[kep|ala, staf]", "kepala-dinas", 3),
        ("uu-1|-2020", "uu-2-2020", 3),
        ("kode: mene|rima", "menerima-surat", 2),
        ("ya: ar|sip", "simpan", 2),
    ],
)
def test_a_key_has_its_new_name_everywhere(
    client: Editor, root: Path, mark: str, new: str, count: int
) -> None:
    before = load_catalogue(root)
    client.open(root / FIRST)
    edit = rename(client, root / FIRST, mark, new)
    changed = after(root, edit)
    assert sum(text.count(new) for text in changed.values()) == count
    for name, text in changed.items():
        (root / name).write_text(text, "utf-8")
    loaded = load_catalogue(root)
    assert loaded.diagnostics == before.diagnostics == ()
    client.close(root / FIRST)
    client.open(root / FIRST)
    assert client.codes(root / FIRST) == []


NOTED = """\
sumber:
  catatan:
    - bagian: langkah[1].pelaksana
      jenis: simpulan
      diambil: staf
      pilihan: [staf, 'staf dan kepala', staf ahli]
      alasan: x
    - {bagian: nama, jenis: koreksi, tercetak: staf, diambil: staf, alasan: x}
    - {bagian: digantikan, jenis: simpulan, diambil: K.1.1.1.1, alasan: x}
    - {bagian: langkah.pelaksana, jenis: kosong, tercetak: staf, alasan: x}
    - {jenis: simpulan, diambil: staf}
    - [diambil: staf]
"""


@pytest.mark.parametrize(
    ("mark", "new", "noted"),
    [
        (
            "[kepala, st|af]",
            "umum",
            NOTED.replace("diambil: staf\n", "diambil: umum\n").replace(
                "[staf, 'staf dan", "[umum, 'umum dan"
            ),
        ),
        ("nomor: K|", "K.1.1.1.9", NOTED.replace("K.1.1.1.1", "K.1.1.1.9")),
    ],
)
def test_notes_have_the_new_name_where_they_name_it(
    client: Editor, root: Path, mark: str, new: str, noted: str
) -> None:
    client.open(root / FIRST)
    citing = CITING[: CITING.index("sumber:")] + NOTED
    client.open(root / SECOND, citing)
    edit = rename(client, root / FIRST, mark, new)
    texts = {(root / name).as_uri(): text for name, text in FILES.items()}
    changed = applied(edit, texts | {(root / SECOND).as_uri(): citing})
    assert changed[(root / SECOND).as_uri()].endswith(noted)


def test_a_number_takes_its_file_along(client: Editor, root: Path) -> None:
    client.open(root / SECOND)
    changed = after(root, rename(client, root / SECOND, "digantikan: 'K|", "K.1.1.1.9"))
    assert "sekretariat/umum/K.1.1.1.9.yaml" in changed
    assert FIRST not in changed
    assert changed["sekretariat/umum/K.1.1.1.9.yaml"].startswith("nomor: K.1.1.1.9\n")
    assert changed[SECOND] == CITING.replace("K.1.1.1.1", "K.1.1.1.9")


def test_a_client_that_renames_files_need_not_say_that_it_takes_changes(root: Path) -> None:
    with editor({"workspace": {"workspaceEdit": {"resourceOperations": ["rename"]}}}) as client:
        client.open(root / SECOND)
        edit = rename(client, root / SECOND, "digantikan: 'K|", "K.1.1.1.9")
        assert edit["documentChanges"][-1]["kind"] == "rename"


def test_a_file_with_another_name_keeps_it(client: Editor, root: Path) -> None:
    (root / FIRST).rename(root / FIRST.replace("K.1.1.1.1", "surat"))
    client.open(root / SECOND)
    edit = rename(client, root / SECOND, "digantikan: 'K|", "K.1.1.1.9")
    assert all("edits" in each for each in edit["documentChanges"])


def test_a_client_that_renames_no_files_gets_the_edits(root: Path) -> None:
    able = {"workspace": {"workspaceEdit": {"documentChanges": True}}}
    for capabilities in ({}, able):
        with editor(capabilities) as client:
            client.open(root / SECOND)
            edit = rename(client, root / SECOND, "digantikan: 'K|", "K.1.1.1.9")
            assert after(root, edit)[FIRST].startswith("nomor: K.1.1.1.9\n")


def test_a_code_is_that_of_its_file_only(client: Editor, root: Path) -> None:
    client.open(root / FIRST)
    changed = after(root, rename(client, root / FIRST, "kode: mene|rima", "terima"))
    assert changed[SECOND] == CITING


def test_texts_that_are_not_saved_are_renamed_in(client: Editor, root: Path) -> None:
    client.open(root / FIRST)
    client.open(root / SECOND, CITING.replace("pelaksana: staf\n", "pelaksana: [staf, kepala]\n"))
    edit = rename(client, root / FIRST, "[kep|ala, staf]", "kadis")
    uri = (root / SECOND).as_uri()
    every = [each for each in edit["documentChanges"] if each["textDocument"]["uri"] == uri]
    (place,) = [each["range"]["start"] for each in every[0]["edits"]]
    assert place == {"line": 7, "character": 18}  # the official of that key is another
    assert every[0]["textDocument"]["version"] == 1


@pytest.mark.parametrize(
    ("mark", "new", "said"),
    [
        ("[kepala, st|af]", "kepala", "`kepala` is taken"),
        ("[kepala, st|af]", "Staf Umum", "is no key"),
        ("[kepala, st|af]", "", "is no key"),
        ("kode: mene|rima", "arsip", "`arsip` is taken"),
        ("kode: mene|rima", "selesai", "no code of a step"),
        ("kode: mene|rima", "3a", "no code of a step"),
        ("nomor: K|", "K.1.1.1.2", "`K.1.1.1.2` is taken"),
        ("nomor: K|", "K.2", "numbering pattern"),
        ("nomor: K|", "K.1.2.1.5", "another unit than the folder of the file, 1"),
        ("nomor: K|", "K.1.1.2.5", "another seksi than the folder of the file, 1"),
        ("Menerima su|rat, ", "x", "nothing here has a name"),
    ],
)
def test_a_name_that_cannot_be_is_refused_in_a_sentence(
    client: Editor, root: Path, mark: str, new: str, said: str
) -> None:
    client.open(root / FIRST)
    with pytest.raises(Refused, match=said):
        rename(client, root / FIRST, mark, new)


def test_a_row_without_a_code_has_no_name(client: Editor, root: Path) -> None:
    client.open(root / FIRST, SOP.replace("tidak: menerima", "tidak: 1"))
    assert client.at("prepareRename", root / FIRST, "tidak: |1") is None
    with pytest.raises(Refused, match="give it a `kode`"):
        rename(client, root / FIRST, "tidak: |1", "satu")


def test_what_nobody_defines_has_no_name(client: Editor, root: Path) -> None:
    client.open(root / FIRST, SOP.replace("[kepala, staf]", "[kepala, stap]"))
    assert client.at("prepareRename", root / FIRST, "st|ap]") is None
    with pytest.raises(Refused, match="`stap` is not defined"):
        rename(client, root / FIRST, "st|ap]", "staf-umum")


def test_a_file_that_cannot_be_read_might_keep_the_old_name(client: Editor, root: Path) -> None:
    client.open(root / FIRST)
    client.open(root / SECOND, "nomor: [")
    with pytest.raises(Refused, match=r"K\.1\.1\.1\.2\.yaml` cannot be read"):
        rename(client, root / FIRST, "[kep|ala, staf]", "kadis")
    assert rename(client, root / FIRST, "kode: mene|rima", "terima")


def test_a_name_of_a_file_that_is_there_is_not_given_again(client: Editor, root: Path) -> None:
    (root / FIRST).with_name("K.1.1.1.9.yaml").write_text(sop("K.1.1.1.8"), "utf-8")
    client.open(root / FIRST)
    with pytest.raises(Refused, match=r"`K\.1\.1\.1\.9\.yaml` is taken"):
        rename(client, root / FIRST, "nomor: K|", "K.1.1.1.9")


def test_numbers_wait_until_katalog_yaml_can_be_read(client: Editor, root: Path) -> None:
    client.open(
        root / "katalog.yaml", ROOT_FILES["katalog.yaml"].replace("tahun: 2025", "tahun: x")
    )
    client.open(root / FIRST)
    with pytest.raises(Refused, match=r"katalog\.yaml has errors"):
        rename(client, root / FIRST, "nomor: K|", "K.1.1.1.9")


def test_what_is_renamed_is_shown_first(client: Editor, root: Path) -> None:
    client.open(root / SECOND)
    found = client.at("prepareRename", root / SECOND, "digantikan: 'K|")
    assert found["placeholder"] == "K.1.1.1.1"
    assert found["range"]["start"]["character"] == len("digantikan: '")
    assert client.at("prepareRename", root / SECOND, "sta|tus") is None


def test_a_number_that_reads_as_a_decimal_is_put_in_quotes(client: Editor, root: Path) -> None:
    settings = ROOT_FILES["katalog.yaml"].replace("K.1.{unit}.{seksi}.{urut}", "{unit}.{urut}")
    (root / "katalog.yaml").write_text(settings, "utf-8")
    first = root / FIRST.replace("K.1.1.1.1", "1.1")
    (root / FIRST).rename(first)
    (root / SECOND).unlink()
    client.open(first, SOP.replace("K.1.1.1.1", '"1.1"'))
    edit = rename(client, first, 'nomor: "1|', "1.10")
    assert edit["documentChanges"][0]["edits"][0]["newText"] in ('"1.10"', "1.10")


def test_nothing_is_left_hanging_in_the_real_catalogue() -> None:
    """A name of each kind in as many files as use it, checked with all of them renamed."""
    before = Snapshot.of(SOPS.resolve(), {}, None, TODAY)
    assert before is not None
    given = {each.named: each for each in before.named() if each.defines}
    renamings = [
        renamed(before, given[NameKind.ACTOR], "nama-baru"),
        renamed(before, given[NameKind.REGULATION], "nama-baru"),
        renamed(before, given[NameKind.OFFICIAL], "nama-baru"),
        renamed(before, given[NameKind.STEP], "nama-baru"),
    ]
    edits = [edit for each in renamings for edit in each.edits]
    assert len(edits) > 10
    texts: dict[Path, str] = {}
    for file, (start, end), text in sorted(edits, key=lambda edit: edit[1], reverse=True):
        known = texts.get(file.path, file.text)
        texts[file.path] = known[:start] + text + known[end:]
    after = Snapshot.of(before.root, texts, before, TODAY)
    assert after is not None
    found = [Counter(each.code for each in one.checked.diagnostics) for one in (before, after)]
    assert found[0] == found[1]
