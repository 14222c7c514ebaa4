"""What an editor can do about a finding, and what it can have shown."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types

from sopc.changes import RenameFile
from sopc.codes import PAGES
from sopc.diagnostics import Diagnostic, Edit, Fix, Place
from sopc.language import Phrase, english
from sopc.lsp.client import Client
from sopc.lsp.snapshot import Snapshot
from tests.catalogues import SOP
from tests.lsp.client import Editor, Refused, editor

FAULTY = SOP.replace("[kepala, staf]", "[kepala, staff]")


def actions(client: Editor, path: Path, line: int, **context: Any) -> dict[str, dict[str, Any]]:
    place = {"line": line, "character": 0}
    asked = {
        "textDocument": {"uri": path.as_uri()},
        "range": {"start": place, "end": {**place, "character": 90}},
        "context": {"diagnostics": [], **context},
    }
    return {each["title"]: each for each in client.ask("textDocument/codeAction", asked)}


def test_a_finding_can_be_explained_where_it_is(client: Editor, first: Path) -> None:
    client.open(first, FAULTY)
    line = FAULTY.splitlines().index("pelaksana: [kepala, staff]")
    assert {*actions(client, first, line)} >= {"Explain LNK002", "Show the flowchart"}
    assert {*actions(client, first, 0)} == {"Show the flowchart"}
    assert {*actions(client, first, line, only=["source"])} == {"Show the flowchart"}
    assert "Show the flowchart" not in actions(client, first, line, only=["quickfix"])
    client.type(first, "nomor: K.1.1.1.1\nnama: A\nstatus: belum-disusun\n")
    assert actions(client, first, 0) == {}


def run(client: Editor, command: str, *arguments: object) -> Any:
    return client.ask("workspace/executeCommand", {"command": command, "arguments": [*arguments]})


def test_a_page_of_the_manual_is_shown(client: Editor) -> None:
    page = PAGES[0]
    said = run(client, "sopc.explain", page.code)
    assert said.startswith(f"## {page.code}: {page.name}")
    assert "```yaml" in said
    (method, asked) = client.asked[-1]
    assert (method, Path(asked["uri"]).name) == ("window/showDocument", f"{page.code}.md")
    with pytest.raises(Refused, match="nothing has the code XYZ999"):
        run(client, "sopc.explain", "XYZ999")


def test_a_client_that_shows_no_files_has_the_text(first: Path) -> None:
    with editor({}) as client:
        client.open(first)
        assert run(client, "sopc.explain", PAGES[0].code)
        assert "<svg" in run(client, "sopc.flowchart", first.as_uri())["svg"]
        assert client.asked == []


def test_the_flowchart_is_drawn_of_what_is_typed(first: Path) -> None:
    with editor() as client:
        client.open(first, SOP.replace("ya: arsip", "setuju: arsip"))
        drawn = run(client, "sopc.flowchart", first.as_uri())
        assert drawn["number"] == "K.1.1.1.1"
        assert "Setuju" in drawn["svg"]
        assert 'class="symbol"' in drawn["svg"]
        shown = Path(types_path(client.asked[-1][1]["uri"]))
        assert shown.read_text("utf-8") == drawn["svg"]
        client.type(first, SOP)
        assert "Setuju" not in run(client, "sopc.flowchart", first.as_uri())["svg"]
    assert not shown.exists()  # nothing is left behind


def types_path(uri: str) -> str:
    return uri.removeprefix("file://")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (FAULTY, "in the way of the flowchart, first in line 6"),
        ("nomor: K.1.1.1.1\nnama: A\nstatus: belum-disusun\n", "has no flowchart"),
        ("nomor: [", "in no catalogue"),
    ],
)
def test_why_there_is_no_flowchart(client: Editor, first: Path, text: str, said: str) -> None:
    client.open(first, text)
    with pytest.raises(Refused, match=said):
        run(client, "sopc.flowchart", first.as_uri())


def test_a_flowchart_needs_katalog_yaml(client: Editor, first: Path) -> None:
    (first.parents[2] / "katalog.yaml").write_text("instansi: [", "utf-8")
    client.open(first)
    with pytest.raises(Refused, match="in no catalogue"):
        run(client, "sopc.flowchart", first.as_uri())
    with pytest.raises(Refused, match="in no catalogue"):
        run(client, "sopc.flowchart", "untitled:1")


@pytest.fixture
def mending(root: Path) -> tuple[Client, Snapshot]:
    """What a client with few abilities is given of a catalogue."""
    snapshot = Snapshot.of(root, {}, None, date(2026, 1, 1))
    assert snapshot is not None
    return Client(types.ClientCapabilities(), "utf-16", english), snapshot


def test_a_mend_is_given_as_edits(mending: tuple[Client, Snapshot], first: Path) -> None:
    client, snapshot = mending
    edits = (
        Edit(Place(str(first), 1, 8, 1, 17), "K.1.1.1.5"),
        Edit(Place(str(first), 2, 1, 2, 1), "# baru\n"),
    )
    edit = client.mended(snapshot, Fix(Phrase("mend"), edits))
    assert edit is not None
    assert edit.changes is not None
    (made,) = edit.changes.values()
    assert [each.new_text for each in made] == ["K.1.1.1.5", "# baru\n"]
    assert made[0].range == types.Range(types.Position(0, 7), types.Position(0, 16))
    assert made[1].range == types.Range(types.Position(1, 0), types.Position(1, 0))


def test_a_mend_may_be_another_name_of_a_file(
    mending: tuple[Client, Snapshot], first: Path
) -> None:
    client, snapshot = mending
    fix = Fix(Phrase("mend"), renames=(RenameFile(str(first), "K.9.yaml"),))
    assert client.mended(snapshot, fix) is None  # it renames no files
    operations = [types.ResourceOperationKind.Rename]
    able = types.WorkspaceEditClientCapabilities(True, resource_operations=operations)
    workspace = types.WorkspaceClientCapabilities(workspace_edit=able)
    edit = replace(client, capabilities=types.ClientCapabilities(workspace)).mended(snapshot, fix)
    assert edit is not None
    (move,) = edit.document_changes or ()
    assert isinstance(move, types.RenameFile)
    assert (move.old_uri, move.new_uri) == (first.as_uri(), first.with_name("K.9.yaml").as_uri())


def test_a_mend_of_what_is_not_known_is_none(mending: tuple[Client, Snapshot]) -> None:
    client, snapshot = mending
    assert client.mended(snapshot, Fix(Phrase("mend"))) is None
    renames = (RenameFile("x", "y"),)
    assert client.mended(snapshot, Fix(Phrase("mend"), renames=renames)) is None
    assert client.mended(snapshot, Fix(Phrase("mend"), (Edit(Place("x"), ""),))) is None


def test_a_mend_is_offered_where_it_is_needed(
    monkeypatch: pytest.MonkeyPatch, client: Editor, first: Path
) -> None:
    place = Place(str(first), 2, 1, 2, 5)
    fix = Fix(Phrase("Call it otherwise"), (Edit(place, "judul"),))
    found = Diagnostic("LNK001", Phrase("wrong"), place, fix=fix)
    monkeypatch.setattr(Snapshot, "findings", lambda *_: [found])
    client.open(first)
    mend = actions(client, first, 1)["Call it otherwise"]
    assert (mend["kind"], mend["isPreferred"]) == ("quickfix", True)
    assert [each["code"] for each in mend["diagnostics"]] == ["LNK001"]
    (change,) = mend["edit"]["documentChanges"]
    assert change["textDocument"]["uri"] == first.as_uri()
    assert change["edits"][0]["newText"] == "judul"
    assert "Call it otherwise" not in actions(client, first, 5)
