"""A file of any name is written below its folder and read again, or refused, and leads nowhere."""

from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from hypothesis import given
from hypothesis import strategies as st

from sopc.folder import InTheWay, OutputFolder
from tests.examples import at_most

_PARTS = st.one_of(
    st.sampled_from(("..", ".", "", "a", "b", "a/b", "/", "/etc", "~", "link", "link/x")),
    st.sampled_from(("file/x", "\\", ":", "\0")),
    st.text(max_size=4),
    st.just("x" * 300),
)  # fmt: skip


@cache
def _folder() -> Path:
    """A folder with a file where a folder may be asked for, beside one that stays empty."""
    above = Path(mkdtemp(prefix="names-"))
    (above / "outside").mkdir()
    (above / "in").mkdir()
    (above / "in" / "file").write_bytes(b"")
    return above


@at_most(150)
@given(st.lists(_PARTS, min_size=1, max_size=3).map("/".join))
def test_a_name_leads_below_its_folder_or_nowhere(name: str) -> None:
    above = _folder()
    if not (above / "in" / "link").is_symlink():  # a file of that name took its place
        (above / "in" / "link").symlink_to(above / "outside")
    folder = OutputFolder(above / "in")
    try:
        folder.write(name, b"wanted")
        assert folder.read(name) == b"wanted"
        folder.remove(name)
        assert folder.read(name) is None
    except (InTheWay, ValueError, OSError):
        pass
    assert {path.name for path in above.iterdir()} == {"in", "outside"}
    assert not any((above / "outside").iterdir())
