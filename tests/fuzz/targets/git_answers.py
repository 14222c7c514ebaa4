"""What git prints, as a repository may make it print or a damaged one does: its past, or an error.

The first byte says what is asked; then follow git's answers, each in a length of two bytes.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

from sopc.diagnostics import SopcError
from sopc.load.file_names import stays_below
from sopc.load.history import History
from tests.fuzz.held import only
from tests.fuzz.pieces import Pieces

WORDS = (
    "100644 blob ", "100755 blob ", "120000 blob ", "160000 commit ", "040000 tree ", "0" * 40,
    "a" * 40, "\t", "\0", "\n", ":100644 100644 ", " M", " D", "\x01", "missing", " blob 5\n",
    "../", "/", "\\", "sops/a.yaml", "\x00\x10", "\x01\x00",
)  # fmt: skip
_NAME = "a" * 40
LONGEST = 2048


def _asked(kind: int, *answers: bytes) -> bytes:
    return bytes([kind]) + b"".join(len(each).to_bytes(2, "big") + each for each in answers)


def seeds() -> Iterator[bytes]:
    name = _NAME.encode()
    yield _asked(0, b"100644 blob %s\tsops/a.yaml\0120000 blob %s\tb\0" % (name, name))
    yield _asked(1, b":100644 000000 %s %s D\0sops/a.yaml\0" % (name, b"0" * 40))
    yield _asked(1, b"", b"S sops/a.yaml\0")
    yield _asked(3, b"", b"%s blob 9\n" % name, b"%s blob 9\nabcde\n" % name)
    raw = b"\x01%s\0\n:100644 100644 %s %s M\0a.yaml\0" % (name, b"b" * 40, name)
    yield _asked(2, raw, name + b"\n" + name + b"\n")
    yield _asked(3, b"", b"%s blob 5\n" % name, b"%s blob 5\nabcde\n" % name)
    yield _asked(4, name + b"\n", b"true\n")


def run(data: bytes) -> None:
    pieces = Pieces(data)
    kind = pieces.number(4)

    def answer(*_: object, **__: object) -> bytes:
        return pieces.take(pieces.number(65535))

    history = History(Path("/none"))
    with patch("sopc.load.git.run_git", answer), only(SopcError):
        _ask(history, kind, data)


def _ask(history: History, kind: int, said: bytes) -> None:
    if kind == 0:
        for path, name in history.files("HEAD").items():
            _is_a_file(path, name)
    elif kind == 1:
        for change in history.changes("HEAD", ""):
            for name in filter(None, (change.before, change.after)):
                _is_a_file(change.path, name)
        assert all(isinstance(path, str) for path in history.not_checked_out())
    elif kind == 2:
        for commit, path, name in history.versions("a.yaml"):
            assert commit.isalnum()
            _is_a_file(path, name)
        assert all(commit.isalnum() for commit in history.commits(["a.yaml"], 9))
    elif kind == 3:
        for name, text in history.contents([_NAME], 1000).items():
            assert name.isalnum()
            assert re.search(rf"{name} [^ \n]* 0*{len(text)}\n".encode(), said)
    else:
        assert history.commit("HEAD").isalnum()
        assert (history.parted_from("HEAD") or "a").isalnum()


def _is_a_file(path: str, name: str) -> None:
    assert name.isalnum()
    assert path or not stays_below(path)
