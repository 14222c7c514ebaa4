"""``dot`` may hang, or be another program: a map is drawn rightly, or the build says why."""

import sys
from pathlib import Path

import pytest

from sopc.diagnostics import SopcError
from sopc.publish.install import MANIFEST
from sopc.render import relations
from sopc.render.relations import draw_relations, graphviz_version, place_relations
from tests.books import LINKED
from tests.catalogues import write_catalogue
from tests.running import run_build

VERSION = """\
if "-V" in sys.argv:
    sys.exit(print("dot - graphviz version 2.43.0 (0)", file=sys.stderr))
"""
PLAIN = "graph 1 {} {}\\nnode n0 1 1 1 1 x solid box black white\\nstop"
SAYS = {
    "nothing": "",
    "garbage": "print('garbage')",
    "no text": "sys.stdout.buffer.write(b'\\xff\\xfe')",
    "too much": "\nwhile True:\n    sys.stdout.write('x' * 65536)",
    "hangs": "import time; time.sleep(60)",
    "fails": "sys.exit('no')",
    "fails silently": "sys.exit(3)",
    "is killed": "import os, signal; os.kill(os.getpid(), signal.SIGKILL)",
    "half an svg": "print('<svg>')",
    "nan": f"print('{PLAIN.format('nan', 'inf')}')",
    "huge": f"print('{PLAIN.format('1e300', '9' * 400)}')",
    "hexadecimal": f"print('{PLAIN.format('0x1p3', '1_0')}')",
    "no count": "print('graph 1 1 1\\nedge n0 n1 x 1 1\\nstop')",
    "few points": "print('graph 1 1 1\\nedge n0 n1 4 1 1\\nstop')",
    "another node": "print('graph 1 1 1\\nnode\\nstop')",
    "empty line": "print('graph 1 1 1\\n\\nstop')",
}


def dot(folder: Path, monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """Put another program in the place of Graphviz."""
    folder.mkdir(exist_ok=True)
    program = folder / "dot"
    program.write_text(code, encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setattr(relations, "_SECONDS", 1.0)
    monkeypatch.setattr(relations, "_MOST_BYTES", 1 << 20)


def python(code: str) -> str:
    return f"#!{sys.executable}\nimport sys\n{code}\n"


@pytest.mark.parametrize("says", SAYS)
def test_what_dot_should_not_say_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, says: str
) -> None:
    dot(tmp_path / "bin", monkeypatch, python(SAYS[says]))
    sentence = "Graphviz could not draw the map of SOPs: ."
    with pytest.raises(SopcError, match=sentence):
        draw_relations("digraph {}", "Source Sans")
    with pytest.raises(SopcError, match=sentence):
        graphviz_version()
    if "fails" in says or "killed" in says:  # as the real one does over some graphs
        assert place_relations(["digraph {}"]) == "graph 1 0 0\nstop\n"
    else:
        with pytest.raises(SopcError, match=sentence):
            place_relations(["digraph {}"])


@pytest.mark.parametrize("code", ["not a program", "#!/tidak/ada\n"])
def test_a_program_that_does_not_run_is_not_called_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    dot(tmp_path / "bin", monkeypatch, code)
    with pytest.raises(SopcError, match=r"could not draw the map of SOPs: (Exec format|No such)"):
        graphviz_version()
    (tmp_path / "bin" / "dot").chmod(0o644)
    with pytest.raises(SopcError, match=r"Permission denied|not installed"):
        graphviz_version()


@pytest.mark.parametrize(
    "plain", ["graph 1 1 1\\nstop", "graph 1 1 1\\nnode n0 1 1 1 1\\nnode n1 1 1 1 1\\nstop"]
)
def test_a_map_without_what_it_shows_is_no_map(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, plain: str
) -> None:
    lies = "svg = '-Tsvg' in sys.argv\ncount = sys.stdin.read().count('digraph')\n"
    lies += f"print('<svg></svg>' if svg else '\\n'.join(['{plain}'] * count))"
    dot(tmp_path / "bin", monkeypatch, python(VERSION + lies))
    root = write_catalogue(tmp_path / "sops", LINKED)
    result = run_build(root, tmp_path / "out")
    assert result.exit_code == 2
    assert "is it another program?" in result.stderr
    assert not (tmp_path / "out" / MANIFEST).exists()
