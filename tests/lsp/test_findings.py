"""What an editor is told as one types: of texts that are not saved, and of every other file."""

import os
from pathlib import Path

import pytest

from tests.catalogues import FIRST, PELAKSANA, SOP, sop, write_catalogue
from tests.lsp.client import Editor, editor

FAULTY = SOP.replace("pelaksana: [kepala, staf]", "pelaksana: [kepala, staff]")


def test_what_is_typed_is_checked_before_it_is_saved(client: Editor, first: Path) -> None:
    client.open(first)
    assert client.codes(first) == []
    client.type(first, FAULTY)
    assert "LNK002" in client.codes(first)
    client.type(first, SOP)
    assert client.codes(first) == []
    assert first.read_text("utf-8") == SOP


def test_a_finding_says_where_and_what_to_do(client: Editor, first: Path) -> None:
    client.open(first, FAULTY)
    (found,) = [each for each in client.wait(first) if each["code"] == "LNK002"]
    row = FAULTY.splitlines().index("pelaksana: [kepala, staff]")
    assert found["range"] == {
        "start": {"line": row, "character": 20},
        "end": {"line": row, "character": 25},
    }
    assert found["message"] == "unknown actor `staff`\ndid you mean `staf`?"
    assert found["source"] == "sopc"


def test_a_finding_about_two_places_leads_to_the_other(
    client: Editor, first: Path, second: Path
) -> None:
    client.open(second, sop("K.1.1.1.1"))
    found = [each for each in client.wait(second) if each["code"] == "NUM002"]
    assert found
    related = found[0]["relatedInformation"]
    assert [each["location"]["uri"] for each in related] == [first.as_uri()]
    assert related[0]["message"]


def test_errors_in_other_files_are_told_and_cleared(client: Editor, first: Path) -> None:
    actors = first.parents[2] / "pelaksana.yaml"
    client.open(actors, PELAKSANA.replace("staf:", "petugas:"))
    assert "LNK002" in client.codes(first)
    client.type(actors, PELAKSANA)
    assert client.wait(first) == []


def test_what_is_for_information_is_told_of_open_files_only(
    client: Editor, first: Path, second: Path
) -> None:
    note = "sumber: {catatan: {bagian: nama, jenis: kosong, alasan: x}}\n"
    second.write_text(sop("K.1.1.1.2", note + "status: belum-disusun\n"), "utf-8")
    client.open(first)
    client.wait(first)
    client.open(second)
    assert [each["severity"] for each in client.wait(second)] == [4]


def test_texts_that_are_no_yaml_are_told_of(client: Editor, first: Path) -> None:
    client.open(first, "nomor: [")
    assert [code[:3] for code in client.codes(first)] == ["YML"]


def test_closing_a_file_goes_back_to_what_is_saved(client: Editor, first: Path) -> None:
    actors = first.parents[2] / "pelaksana.yaml"
    client.open(first)
    client.wait(first)
    client.open(actors, PELAKSANA.replace("staf:", "petugas:"))
    assert "LNK002" in client.codes(first)
    client.close(actors)
    assert client.codes(first) == []


def test_nothing_is_told_of_a_catalogue_with_no_open_file(client: Editor, first: Path) -> None:
    client.open(first, FAULTY)
    assert client.codes(first)
    client.close(first)
    assert client.wait(first) == []


def test_a_file_that_is_not_on_the_disk_yet_is_of_the_catalogue(
    client: Editor, first: Path, second: Path
) -> None:
    new = first.with_name("K.1.1.1.3.yaml")
    client.open(new, sop("K.1.1.1.3", "status: belum-disusun\n"))
    assert client.codes(new) == []
    client.open(second, sop("K.1.1.1.2", "keterkaitan: [K.1.1.1.3]\nstatus: belum-disusun\n"))
    assert client.codes(second) == []
    assert not new.exists()


@pytest.mark.parametrize("name", [".sopc/x.yaml", "catatan.txt", "sekretariat/.a/K.1.yaml"])
def test_other_unsaved_files_are_not(client: Editor, first: Path, root: Path, name: str) -> None:
    client.open(root / name, "nomor: [")
    client.open(first)
    assert client.codes(first) == []
    assert not client.findings.get((root / name).as_uri())


def test_changes_on_the_disk_are_seen_when_a_client_tells(
    client: Editor, first: Path, root: Path
) -> None:
    client.open(first)
    assert client.codes(first) == []
    (root / "pelaksana.yaml").write_text("kepala: Kepala\n", "utf-8")
    client.tell("workspace/didChangeWatchedFiles", {"changes": []})
    assert "LNK002" in client.codes(first)
    (root / "pelaksana.yaml").write_text("kepala: Kepala\nstaf: Staf\n", "utf-8")
    client.tell("textDocument/didSave", {"textDocument": {"uri": first.as_uri()}})
    assert client.codes(first) == []


def test_files_are_watched_where_a_client_can(client: Editor, first: Path) -> None:
    client.open(first)
    client.wait(first)
    assert [method for method, _ in client.asked] == ["client/registerCapability"]


def test_a_client_that_can_little_is_told_as_well(first: Path) -> None:
    with editor({}) as client:
        client.open(first, FAULTY)
        assert "LNK002" in client.codes(first)
        assert client.asked == []


def test_a_catalogue_that_goes_away_leaves_nothing(client: Editor, first: Path, root: Path) -> None:
    client.open(first, FAULTY)
    assert client.codes(first)
    (root / "katalog.yaml").unlink()
    client.tell("workspace/didChangeWatchedFiles", {"changes": []})
    assert client.wait(first) == []


def test_a_catalogue_without_a_usable_katalog_is_checked_as_far_as_it_goes(
    client: Editor, root: Path
) -> None:
    settings = root / "katalog.yaml"
    client.open(settings, "instansi: [")
    assert client.codes(settings)
    assert client.offered(settings, "insta|nsi").keys() >= {"instansi", "tahun"}


def test_files_of_no_catalogue_are_left_alone(client: Editor, tmp_path: Path, first: Path) -> None:
    other = tmp_path / "x.yaml"
    client.open(other, "nomor: [")
    for method in ("hover", "definition", "prepareRename"):
        assert not client.at(method, other, "no|mor")
    assert client.offered(other, "no|mor") == {}
    file = {"uri": other.as_uri()}
    whole = {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}}
    assert client.ask("textDocument/documentSymbol", {"textDocument": file}) == []
    context: dict[str, list[str]] = {"diagnostics": []}
    asked = {"textDocument": file, "range": whole, "context": context}
    assert client.ask("textDocument/codeAction", asked) == []
    client.close(other)
    client.tell("textDocument/didClose", {"textDocument": {"uri": "untitled:Untitled-1"}})
    client.tell(
        "textDocument/didOpen",
        {"textDocument": {"uri": "untitled:1", "languageId": "yaml", "version": 1, "text": "a"}},
    )
    client.open(first)
    assert client.codes(first) == []


def test_the_nearest_katalog_is_that_of_a_file(client: Editor, root: Path) -> None:
    inner = write_catalogue(root / "sekretariat" / "contoh", {FIRST: SOP})
    (inner / "pelaksana.yaml").write_text("kepala: Kepala\n", "utf-8")
    client.open(inner / FIRST)
    assert "LNK002" in client.codes(inner / FIRST)


def test_two_catalogues_are_two(client: Editor, first: Path, tmp_path: Path) -> None:
    other = write_catalogue(tmp_path.resolve() / "lain") / FIRST
    client.open(first, FAULTY)
    client.open(other)
    assert client.codes(other) == []
    client.type(other, FAULTY.replace("staff", "stav"))
    assert "LNK002" in client.codes(other)


@pytest.mark.skipif(os.name == "nt", reason="links need a right there")
def test_what_cannot_be_read_is_told_of(client: Editor, first: Path) -> None:
    link = first.with_name("K.1.1.1.3.yaml")
    link.symlink_to(first)
    client.open(first)
    assert client.codes(link) == ["YML009"]


@pytest.mark.parametrize(
    "text",
    [
        "a: " + "[" * 50_000,
        "nama: " + "x" * 2_000_000,
        "\ud800: \udfff",
        "\x00\x01: \ufeff",
        "? [a]\n: !!python/object:os.system x",
        "a: &a [*a]",
        "- " * 5000,
        "",
    ],
    ids=["deep", "long", "surrogates", "controls", "tags", "aliases", "dashes", "empty"],
)
def test_hostile_texts_are_told_of_within_the_readers_limits(
    client: Editor, first: Path, text: str
) -> None:
    client.open(first, text)
    assert [code[:3] for code in client.codes(first)][:1] in (["YML"], ["SKM"])
    end = {"line": 0, "character": len(text)}
    file = {"textDocument": {"uri": first.as_uri()}, "position": end}
    client.ask("textDocument/completion", file)
    assert client.ask("textDocument/hover", file) is None
    client.type(first, SOP)
    assert client.codes(first) == []


def test_the_server_names_what_it_can_do(client: Editor) -> None:
    able = client.capabilities
    assert able["textDocumentSync"]["change"] == 1
    for what in ("completion", "hover", "definition", "references", "rename", "codeAction"):
        assert able[f"{what}Provider"]
    assert able["documentFormattingProvider"]
    assert able["executeCommandProvider"]["commands"] == ["sopc.flowchart", "sopc.explain"]
