"""Whatever is typed, and whatever files are named: a documented exit status, and no traceback."""

from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from sopc.cli.main import main
from tests.catalogues import FIRST, write_catalogue
from tests.examples import at_most


@cache
def _root() -> Path:
    root = write_catalogue(Path(mkdtemp(prefix="words-")) / "sops")
    (root.parent / "x.pdf").write_bytes(b"%PDF-1.7\n1 0 obj")
    (root.parent / "x.json").write_bytes(b'{"outputs": [')
    return root


_WRITING = ("rename-key", "step")
_COMMANDS = st.sampled_from(
    ("check", "due", "flowchart", "rules", "schema", "verify", "sign", "nothing", *_WRITING)
)
_WORDS = st.sampled_from(
    ("--format", "json", "sarif", "text", "--since", "HEAD", "--select", "FLW006", "K.1.1.1.1",
     "-o", "{root}/../drawn", "--code", "SOPC1*K.1.1.1.1*-*0123456789ABCDEF", "--trust", "--lang",
     "id", "en", "--help", "--json", "--", "-", "", ".", "..", "/", "/dev/null", "--out",
     "--days", "--every", "--cites", "ics", "12",
     "insert", "remove", "langkah", "pejabat", "kepala", "1", "--merge",
     "--prepare", "--key", "--manifest-key", "katalog", "{root}", "{root}/katalog.yaml",
     "{root}/../x.pdf", "{root}/../x.json", f"{{root}}/{FIRST}")
)  # fmt: skip
_ODD = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=5)


@at_most(60)
@given(_COMMANDS, st.lists(st.one_of(_WORDS, _WORDS, _ODD), max_size=4))
def test_every_command_ends_as_documented(command: str, words: list[str]) -> None:
    root = str(_root())
    typed = [word.replace("{root}", root) for word in words]
    typed += ["--dry-run"] * (command in _WRITING)
    ended = CliRunner().invoke(main, [command, "--sops", root, *typed])
    assert ended.exit_code in (0, 1, 2), (typed, ended.exception)
    assert ended.exception is None or isinstance(ended.exception, SystemExit), typed
    assert "Traceback" not in ended.output
    # whoever reads along takes no line for a command, and a terminal obeys none
    assert "\x1b" not in ended.output
