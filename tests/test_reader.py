"""What is read from outside is a regular file of a size: all else is one sentence, and soon."""

import ast
import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

import sopc
from sopc.diagnostics import SopcError
from sopc.disk import read_file
from sopc.folder import OutputFolder
from sopc.reader import TooLarge, Unreadable, read, read_start, size_in_words

NO_FILE = "this is no file but a folder, pipe or device"
NO_LINK = "a link is not followed; put the file itself here"


def link(path: Path) -> None:
    (path.parent / "elsewhere").write_bytes(b"theirs")
    path.symlink_to("elsewhere")


def endless(path: Path) -> None:
    path.symlink_to("/dev/zero")


def listening(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as open_one:
        os.chdir(path.parent)  # the name of a socket must be short
        open_one.bind(path.name)


def sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(1 << 40)


NOT_READ: dict[str, tuple[Callable[[Path], None], str, str]] = {
    "nothing": (lambda _: None, "it does not exist", "it does not exist"),
    "link": (link, NO_LINK, ""),
    "circle": (lambda path: path.symlink_to(path.name), NO_LINK, NO_LINK),
    "device": (endless, NO_LINK, NO_FILE),
    "pipe": (os.mkfifo, NO_FILE, NO_FILE),
    "socket": (listening, NO_FILE, NO_FILE),
    "folder": (Path.mkdir, NO_FILE, NO_FILE),
    "1 TiB": (sparse, "it is larger than 9 B", "it is larger than 9 B"),
    "10 bytes": (lambda path: link_of(path, 10), "it is larger than 9 B", "it is larger than 9 B"),
    "9 bytes": (lambda path: link_of(path, 9), "", ""),
    "no bytes": (lambda path: link_of(path, 0), "", ""),
}
"""How each comes to be, and why it is not read: where links are not followed, where they are."""


def link_of(path: Path, size: int) -> None:
    path.write_bytes(bytes(size))


def why_not(path: Path, *, follow: bool) -> str:
    try:
        read(path, 9, follow=follow)
    except Unreadable as error:
        return error.reason
    return ""


@pytest.mark.parametrize("kind", NOT_READ)
def test_what_is_no_file_of_a_size_is_told(
    tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    make, itself, behind = NOT_READ[kind]
    make(tmp_path / "x")
    assert (why_not(tmp_path / "x", follow=False), why_not(tmp_path / "x", follow=True)) == (
        itself,
        behind,
    )


@pytest.mark.parametrize("kind", NOT_READ)
def test_what_the_user_names_is_told_with_its_name(
    tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    make, _, reason = NOT_READ[kind]
    make(tmp_path / "x")
    if reason:
        with pytest.raises(SopcError) as caught:
            read_file(tmp_path / "x", 9)
        assert caught.value.message == f"cannot read `{tmp_path / 'x'}`: {reason}"
    else:
        assert read_file(tmp_path / "x", 9) == (tmp_path / "x").read_bytes()


@pytest.mark.parametrize("kind", NOT_READ)
def test_below_a_folder_of_outputs_it_is_as_if_it_were_not_there(
    tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    make, reason, _ = NOT_READ[kind]
    make(tmp_path / "x")
    found = OutputFolder(tmp_path).read("x", 9)
    assert found == (None if reason else (tmp_path / "x").read_bytes())


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux has such files")
def test_a_file_that_does_not_know_its_size_is_read_and_ends() -> None:
    assert read(Path("/proc/self/status"), 1 << 20).startswith(b"Name:")
    with pytest.raises(TooLarge):
        read(Path("/proc/self/status"), 9)


def test_a_file_that_grows_while_it_is_read_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "x").write_bytes(b"short")
    asked: list[int] = []

    def more(_handle: int, size: int) -> bytes:
        asked.append(size)
        return bytes(size)

    monkeypatch.setattr(os, "read", more)
    with pytest.raises(TooLarge):
        read(tmp_path / "x", 3 << 20)
    assert sum(asked) == (3 << 20) + 1
    assert len(read_start(tmp_path / "x", 3 << 20)) == (3 << 20) + 1
    assert OutputFolder(tmp_path).read("x", 3 << 20) is None


def test_a_disk_that_fails_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "x").write_bytes(b"x")

    def fail(_handle: int, _size: int) -> bytes:
        raise OSError(5, "Input/output error")

    before = len([*Path("/proc/self/fd").iterdir()])
    monkeypatch.setattr(os, "read", fail)
    assert why_not(tmp_path / "x", follow=False) == "the system says: Input/output error"
    assert OutputFolder(tmp_path).read("x") is None
    assert len([*Path("/proc/self/fd").iterdir()]) == before  # no handle is left open


def test_what_takes_a_file_s_place_after_it_was_looked_at_is_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the look and the opening somebody puts something else there."""
    path = tmp_path / "x"
    opened = os.open

    def exchanged(make: Callable[[Path], None]) -> Callable[..., int]:
        def swap(name: Path, flags: int) -> int:
            Path(name).unlink()
            make(Path(name))
            return opened(name, flags)

        return swap

    for make, reason in ((link, NO_LINK), (os.mkfifo, NO_FILE)):
        path.unlink(missing_ok=True)
        path.write_bytes(b"ours")
        with monkeypatch.context() as patch:
            patch.setattr(os, "open", exchanged(make))
            assert why_not(path, follow=False) == reason


@pytest.mark.parametrize(
    ("size", "words"),
    [(1 << 20, "1 MiB"), (20 * 1000**2, "20 MB"), (4096, "4 KiB"), (9, "9 B")],
)
def test_a_size_is_said_as_it_is_meant(size: int, words: str) -> None:
    assert size_in_words(size) == words


def test_a_name_that_no_file_can_have_is_none(tmp_path: Path) -> None:
    assert why_not(tmp_path / "a\0b", follow=True) == "it does not exist"


ALLOWED = {
    "reader.py": "reads",
    "folder.py": "has its level open what is below it",
    "entered_folder.py": "opens below a folder, by its handle",
    "cli/streams.py": "opens the null device",
    "cli/secrets.py": "reads a descriptor that is open",
    "transaction/user_key.py": "makes a key, and looks at whose it is",
    "pictures/points.py": "has Pillow read bytes",
    "publish/renderer.py": "has pikepdf read bytes",
    "publish/flowchart_pdf.py": "has pikepdf read bytes",
    "publish/page_counts.py": "has pikepdf read bytes",
    "assemble/pack.py": "reads streams of a PDF",
    "programs.py": "reads what a program says, up to a limit",
    "publish/serving.py": "opens the null device",
    "edit/planned.py": "has its folder open what is to be changed",
    "transaction/journal.py": "has its folder open what is in it",
    "serve/html.py": "reads the scripts of the pages",
    "serve/opening.py": "opens what it makes, to write",
    "sign/making/token.py": "opens a token",
    "sign/trust/network.py": "opens an address, up to a limit",
}


def test_only_one_module_opens_files_to_read() -> None:
    """Whoever opens a file some other way forgets the pipe, the link, the device, or the limit."""
    found = set()
    package = Path(sopc.__file__).parent
    for path in package.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case (
                    ast.Call(func=ast.Name("open"))
                    | ast.Call(func=ast.Attribute(attr="read_bytes" | "read_text" | "open"))
                ):
                    found.add(path.relative_to(package).as_posix())
                case ast.Attribute(value=ast.Name("os"), attr="read" | "fdopen"):
                    found.add(path.relative_to(package).as_posix())
    assert found == ALLOWED.keys()
