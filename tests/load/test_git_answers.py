"""What git does not print is not half believed: it is told, with what was said."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from sopc.diagnostics import SopcError
from sopc.load import git as module
from sopc.load.git_answers import (
    changes,
    described,
    objects,
    regular_files,
    sizes,
    tagged,
    versions,
)
from sopc.load.history import History
from sopc.programs import ProgramFailed

NAME = b"a" * 40
LONG = b"b" * 64


def test_regular_files_of_a_tree_are_told_and_what_else_is_in_it_is_not() -> None:
    tree = b"100644 blob %s\ta b\xff\x00120000 blob %s\tlink\x00160000 commit %s\tsub\0" % (
        NAME,
        LONG,
        NAME,
    )
    assert regular_files(tree) == {"a b\udcff": NAME.decode()}
    assert regular_files(b"") == {}


@pytest.mark.parametrize(
    ("read", "said"),
    [
        (regular_files, b"100644\0"),
        (regular_files, b"100644 blob %s\ta" % NAME),
        (regular_files, b"100644 blob %s\ta\0" % NAME[:39]),
        (regular_files, b"100644 blob %s\ta\0" % (b"g" * 40)),
        (regular_files, b"1006449 blob %s\ta\0" % NAME),
        (regular_files, b"fatal: not a tree\n"),
        (changes, b":100644 000000 %s D\0a\0" % NAME),
        (changes, b":100644 000000 %s %s D\0a" % (NAME, NAME)),
        (changes, b":100644 000000 %s %s D\0a\0" % (b"A" * 40, NAME)),
        (lambda said: [*tagged(said)], b"S a"),
        (lambda said: [*tagged(said)], b"Sa\0"),
        (versions, b":100644 100644 %s %s M\0a\0" % (NAME, NAME)),
        (described, b"x\x1f2026-02-03\x1fa\x1fb\0"),
        (described, b"%s\x1f2026-02-03\x1fa\0" % NAME),
        (described, b"%s\x1f2026-02-03\x1fa\x1fb" % NAME),
        (versions, b"\x01HEAD\0"),
        (versions, b"\x01%s\0\n:100644 100644 %s M\0a\0" % (NAME, NAME)),
        (lambda said: [*sizes(said)], b"HEAD blob 5\n"),
        (objects, b"%s blob 5\nabcd\n" % NAME),
        (objects, b"%s blob -1\n" % NAME),
        (objects, b"%s missing\n" % NAME),
        (objects, b"HEAD blob 1\na\n"),
    ],
)
def test_what_git_does_not_print_is_refused(read: Callable[[bytes], object], said: bytes) -> None:
    with pytest.raises(ProgramFailed, match=r"(?s)its answer `.*` cannot be read"):
        read(said)


def test_an_answer_that_cannot_be_read_is_told_to_the_user(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "run_git", lambda *_, **__: b"100644 \xff\x1b[1m\0")
    with pytest.raises(
        SopcError, match=r"git cannot tell the history of `x`: its answer `100644 \ufffd"
    ):
        History(Path("x")).files("HEAD")


def test_what_is_written_at_commits_is_read_whatever_is_in_it() -> None:
    name = b"a" * 40
    said = name + b"\x1f2026-02-03\x1fN\xff a\nb\x1fsubject \x1f with more\0"
    found = described(said)[name.decode()]
    assert found.day == date(2026, 2, 3)
    assert (found.author, found.subject) == ("N\ufffd a\nb", "subject \x1f with more")
    assert described(name + b"\x1f2026-02-31\x1fa\x1fb\0") == {}
