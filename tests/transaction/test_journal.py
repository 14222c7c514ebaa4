"""A journal is read as it was written, by whoever has the key; any other is none."""

from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from hypothesis import given
from hypothesis import strategies as st

from sopc.folder import OutputFolder
from sopc.publish.journal import BuildJournal
from sopc.transaction.seals import Seals
from tests.examples import at_most

_NAMES = st.one_of(
    st.sampled_from(("a", "a/b", "manifest.json", ".store/record.json", ".git/config", "a/.b")),
    st.sampled_from(("..", "../a", "a/../../b", "/etc/x", "", ".", "a//b", "a\0b", "a\ud800")),
    st.text(max_size=5),
)
_SEALS = Seals(b"k" * 32)


@cache
def _folder() -> OutputFolder:
    return OutputFolder(Path(mkdtemp(prefix="journal-")))


@at_most(100)
@given(
    st.dictionaries(_NAMES, st.text(max_size=3), max_size=3),
    st.dictionaries(_NAMES, st.none() | st.text(max_size=3), max_size=3),
    st.lists(_NAMES, max_size=2),
    st.integers(0, 10**6),
)
def test_a_journal_is_believed_as_it_was_written_and_only_of_what_it_may_be_about(
    new: dict[str, str], old: dict[str, str | None], folders: list[str], place: int
) -> None:
    journal = BuildJournal(new, old, tuple(folders))
    journal.write(_folder(), _SEALS)
    is_allowed = all(map(BuildJournal.allows, (*new, *old, *folders)))
    assert BuildJournal.read(_folder(), _SEALS) == (journal if is_allowed else None)
    assert BuildJournal.read(_folder(), Seals(b"l" * 32)) is None
    raw = bytearray((_folder().path / "journal").read_bytes())
    raw[place % len(raw)] ^= 1
    _folder().write("journal", bytes(raw))
    assert BuildJournal.read(_folder(), _SEALS) is None


@at_most(100)
@given(_NAMES)
def test_no_name_leads_out_of_the_folder_or_to_what_is_hidden(name: str) -> None:
    if BuildJournal.allows(name):
        assert not {"", ".", ".."}.intersection(name.split("/"))
        assert "/." not in f"/{name}" or name == ".store/record.json"
