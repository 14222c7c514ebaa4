"""What the desk finds after any changes is what ``sopc check`` finds in the same files."""

import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from sopc import pipeline
from sopc.load.known_models import KnownModels
from sopc.pipeline import Checked
from sopc.serve.checking import DeskSnapshot, read_at_once
from tests.catalogues import FIRST, KATALOG, PELAKSANA, SOP, TODAY, write_catalogue
from tests.examples import at_most

_SECOND = "sekretariat/umum/K.1.1.1.2.yaml"
_OTHER = SOP.replace("K.1.1.1.1", "K.1.1.1.2").replace("Menerima Surat", "Mengirim Surat")
_TEXTS = {
    FIRST: (
        SOP,
        SOP.replace("kode: arsip", "kode: lain"),
        SOP.replace("kepala, staf]", "kepala, satpam]"),
        SOP.replace("nomor: K.1.1.1.1", "nomor: K.1.1.1.2"),
        SOP + "terkait: [K.1.1.1.2]\n",
        SOP + "pengecualian: [{kode: LNK009, alasan: Belum.}]\n",
        "nama: [",
        None,
    ),
    _SECOND: (_OTHER, _OTHER + "terkait: [K.1.1.1.1, K.1.1.1.9]\n", SOP, "a: b: c", None),
    "sekretariat/K.1.1.1.3.yaml": (SOP.replace("K.1.1.1.1", "K.1.1.1.3"), None),
    "katalog.yaml": (KATALOG, KATALOG.replace("LNK008: off, ", ""), KATALOG + "x: 1\n"),
    "pelaksana.yaml": (PELAKSANA, PELAKSANA + "satpam: Satpam\n", "staf: [", None),
}
_edits = st.lists(
    st.sampled_from([(name, text) for name, texts in _TEXTS.items() for text in texts]),
    min_size=1,
    max_size=4,
)


def put(root: Path, name: str, text: str | None) -> None:
    """A file with a text, or none."""
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if text is None:
        path.unlink(missing_ok=True)
    else:
        path.write_text(text, encoding="utf-8")


def places(checked: Checked) -> dict[str, tuple[object, object]]:
    """Where values were written, by files."""
    files = checked.source_map.files
    return {name: (each.paths, each.extents) for name, each in files.items()}


@at_most(60)
@given(st.lists(st.tuples(_edits, st.booleans()), min_size=1, max_size=5))
def test_what_is_found_after_any_edits_is_what_check_finds(
    rounds: list[tuple[list[tuple[str, str | None]], bool]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = write_catalogue(Path(folder) / "sops")
        known = KnownModels()
        now: DeskSnapshot | None = None
        for edits, is_checked in rounds:
            for name, text in edits:
                put(root, name, text)
            now = read_at_once(root, now, TODAY, known)
            assert now is not None
            for name in now.files:
                now.findings(name)  # at once, and leaves no trace
            whole = now.settled()
            expected = pipeline.check(root, TODAY)
            found = whole.checked
            assert found.diagnostics == expected.diagnostics
            assert (found.catalogue, found.unread) == (expected.catalogue, expected.unread)
            assert places(found) == places(expected)
            now = whole if is_checked else now


def test_what_is_wrong_in_the_changed_file_itself_is_told_before_all_is_checked(
    tmp_path: Path,
) -> None:
    root = write_catalogue(tmp_path / "sops")
    known = KnownModels()
    before = read_at_once(root, None, TODAY, known)
    assert before is not None
    settled = before.settled()
    for text in filter(None, _TEXTS[FIRST]):
        put(root, FIRST, text)
        now = read_at_once(root, settled, TODAY, known)
        assert now is not None
        assert not now.is_checked
        name = (root / FIRST).as_posix()
        alone = [each.code for each in now.findings(name)]
        assert alone == [each.code for each in now.settled().findings(name)]
