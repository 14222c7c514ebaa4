"""What runs where Python runs: without ``fcntl``, ``fork``, Pango and Graphviz."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.absent import WINDOWS, environment, run_without
from tests.books import LINKED
from tests.catalogues import FIRST, SOP, write_catalogue
from tests.conftest import REPOSITORY
from tests.repositories import write_history
from tests.running import files, sopc

OFFICE = (*WINDOWS, "pango", "dot")
"""What an office's machine lacks on which nothing was installed for printing."""
PRINTERS = ("weasyprint", "pikepdf", "PIL", "pypdfium2", "jinja2", "uharfbuzz", "graphviz", "cffi")
WAYS = ("in a container", "in WSL", "in CI", "docs/windows.md")


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    return tmp_path / "programs"


@pytest.mark.parametrize("form", ["text", "json", "sarif", "github", "gitlab"])
def test_check_needs_nothing_but_python(tmp_path: Path, programs: Path, form: str) -> None:
    faulty = SOP.replace("pelaksana: kepala", "pelaksana: tidak-ada")
    root = write_catalogue(tmp_path / "sops", {FIRST: faulty})
    done = run_without(OFFICE, "check", "--sops", root, "--format", form, programs=programs)
    assert (done.returncode, done.stderr) == (1, "")
    assert "tidak-ada" in done.stdout
    if form in ("json", "sarif", "gitlab"):
        json.loads(done.stdout)


def test_check_since_needs_git_besides(tmp_path: Path, programs: Path) -> None:
    changed = SOP.replace("Menerima surat", "Menolak surat")
    root = write_history(tmp_path / "sops", {FIRST: SOP}, {FIRST: changed})
    words = ("check", "--sops", root, "--since", "HEAD")
    done = run_without(OFFICE, *words, programs=programs)
    assert done.returncode == 1, done.stderr
    assert "CHG001" in done.stdout
    without = run_without((*OFFICE, "git"), *words, programs=tmp_path / "none")
    assert (without.returncode, without.stdout) == (2, "")
    assert "`git` is not installed" in without.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["rules"], "NUM001"),
        (["rules", "LNK001"], "LNK001: "),
        (["schema", "sop"], '"properties"'),
        (["--version"], "sopc"),
    ],
    ids=" ".join,
)
def test_the_manual_and_the_schema_need_nothing(
    programs: Path, words: list[str], said: str
) -> None:
    done = run_without(OFFICE, *words, programs=programs)
    assert (done.returncode, done.stderr) == (0, "")
    assert said in done.stdout


def test_the_list_of_commands_needs_nothing(programs: Path) -> None:
    done = run_without(OFFICE, "--help", programs=programs)
    assert (done.returncode, done.stderr) == (0, "")
    assert "flowchart" in done.stdout


def test_a_flowchart_as_dot_is_drawn_without_dot(tmp_path: Path, programs: Path) -> None:
    root, file = write_catalogue(tmp_path / "sops"), tmp_path / "satu.dot"
    done = run_without(
        OFFICE, "flowchart", "K.1.1.1.1", "--sops", root, "-o", file, programs=programs
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert file.read_text(encoding="utf-8").startswith("// Flowchart SOP Menerima Surat\ndigraph")


def test_a_flowchart_as_svg_is_drawn_without_pango(tmp_path: Path, programs: Path) -> None:
    """With the same symbols and arrows as on a printed page, and a word that it is not one."""
    root, file = write_catalogue(tmp_path / "sops", LINKED), tmp_path / "alur.svg"
    words = ("flowchart", "K.1.1.1.1", "--sops", root, "-o", file)
    done = run_without(OFFICE, *words, programs=programs)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.startswith("sopc: drawn without Pango")
    printed = sopc("flowchart", "K.1.1.1.1", "--sops", root)
    marks = re.compile(r'<g class="(?:symbol|edge)"[^>]*>')
    assert marks.findall(file.read_text(encoding="utf-8")) == marks.findall(printed.stdout)


def test_what_is_printed_says_in_a_sentence_what_it_lacks(tmp_path: Path, programs: Path) -> None:
    root = write_catalogue(tmp_path / "sops")
    for place, absent in enumerate((("pango",), OFFICE)):
        out = tmp_path / f"out-{place}"
        runs = [
            ("build", "--sops", root, "--out", out, "--jobs", "1"),
            ("build", "--sops", root, "--out", out, "--jobs", "2"),
            ("flowchart", "K.1.1.1.1", "--sops", root, "-o", tmp_path / "alur.png"),
        ]
        for words in runs:
            done = run_without(absent, *words, programs=programs)
            assert (done.returncode, done.stdout) == (2, "")
            lines = done.stderr.splitlines()
            assert lines[-1].startswith("sopc: printing needs Pango"), done.stderr
            assert all(way in lines[-1] for way in WAYS)
            assert lines[:-1] in ([], ["rendering 1 SOP"])
        assert files(out) == {}


def test_the_map_of_sops_says_in_a_sentence_that_it_needs_graphviz(
    tmp_path: Path, programs: Path
) -> None:
    root = write_catalogue(tmp_path / "sops", LINKED)
    done = run_without(
        ("dot",), "build", "--sops", root, "--out", tmp_path / "out", programs=programs
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("sopc: the map of SOPs needs Graphviz")
    assert all(way in done.stderr for way in WAYS)
    assert len(done.stderr.splitlines()) == 1


def test_from_the_command_line(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.absent"]
    root = write_catalogue(tmp_path / "sops")
    asked = [*command, "pango", "--", "flowchart", "K.1.1.1.1", "--sops", str(root)]
    done = subprocess.run(asked, capture_output=True, text=True, check=False, cwd=REPOSITORY)
    assert (done.returncode, done.stdout[:4]) == (0, "<svg")
    assert "drawn without Pango" in done.stderr


@pytest.mark.parametrize("words", [[], ["fcntl"], ["check"]])
def test_a_command_line_without_dashes_says_how(words: list[str]) -> None:
    command = [sys.executable, "-m", "tests.absent", *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=REPOSITORY)
    assert done.returncode == 2
    assert done.stderr.startswith("usage: python -m tests.absent THING... -- COMMAND...")


def test_what_is_absent_is_absent(programs: Path) -> None:
    """Or the tests above would show nothing."""
    code = f"""
import os, shutil, signal
for name in {[name for name in WINDOWS if "." not in name]}:
    try:
        __import__(name)
    except ImportError:
        continue
    raise SystemExit(name)
for thing in {[name for name in WINDOWS if "." in name]}:
    module, _, name = thing.partition(".")
    assert not hasattr({{"os": os, "signal": signal}}[module], name), name
assert shutil.which("dot") is None
try:
    import weasyprint
except OSError:
    raise SystemExit(0)
raise SystemExit("Pango")
"""
    command = [sys.executable, "-c", code]
    subprocess.run(command, env=environment(OFFICE, programs), check=True, capture_output=True)


@pytest.mark.parametrize("words", [["check"], ["check", "--format", "sarif"], ["rules"]])
def test_checking_loads_nothing_of_what_prints(tmp_path: Path, words: list[str]) -> None:
    root = write_catalogue(tmp_path / "sops")
    code = f"""
import sys
from sopc.cli.main import main
main({words + (["--sops", str(root)] if words[0] == "check" else [])}, standalone_mode=False)
print("loaded:", sorted({{*{PRINTERS}, "multiprocessing", "pyhanko"}} & set(sys.modules)))
"""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=REPOSITORY, check=True, capture_output=True, text=True
    )
    assert done.stdout.splitlines()[-1] == "loaded: []"
