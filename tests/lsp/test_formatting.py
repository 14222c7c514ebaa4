"""An editor has a file laid out: from the first line that changes to the last."""

from pathlib import Path
from typing import Any

import pytest

from tests.catalogues import SOP
from tests.lsp.client import Editor, Refused, applied

OPTIONS = {"tabSize": 2, "insertSpaces": True}


def laid_out(client: Editor, path: Path, text: str) -> tuple[str, list[Any]]:
    """The text as the editor leaves it, and the edits that it made."""
    client.open(path, text)
    file = {"textDocument": {"uri": path.as_uri()}, "options": OPTIONS}
    edits = client.ask("textDocument/formatting", file) or []
    changed = applied({"changes": {path.as_uri(): edits}}, {path.as_uri(): text})
    return changed[path.as_uri()], edits


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_only_lines_that_change_are_edited(client: Editor, first: Path, end: str) -> None:
    text = SOP.replace("[kepala, staf]", "[ kepala, staf ]  # 😀").replace(
        "kode: arsip", "kode: 'arsip'"
    )
    after, (edit,) = laid_out(client, first, text.replace("\n", end))
    assert "pelaksana: [kepala, staf]    # 😀" + end in after
    assert after.endswith(f"kode: arsip, pelaksana: staf}}{end}")
    assert edit["range"]["start"] == {"line": 5, "character": 0}
    assert laid_out(client, first, after) == (after, [])


def test_steps_that_are_counted_get_names(client: Editor, first: Path) -> None:
    text = SOP.replace("kode: menerima", "keterangan: x").replace("tidak: menerima", "tidak: 1")
    after, _ = laid_out(client, first, text)
    assert "kode: menerima-surat" in after
    assert "tidak: menerima-surat" in after


def test_what_cannot_be_read_stays(client: Editor, first: Path) -> None:
    assert laid_out(client, first, "nomor: [") == ("nomor: [", [])
    with pytest.raises(Refused, match="left as it is: it holds one word"):
        laid_out(client, first, "kata")


def test_what_is_in_no_catalogue_stays(client: Editor, tmp_path: Path) -> None:
    assert laid_out(client, tmp_path / "lain.yaml", "a:   1\n")[1] == []
