"""Languages, colours, and commands that are loaded when they are called."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from sopc.cli.main import main
from tests.catalogues import FIRST, write_catalogue
from tests.running import process, run_build, sopc

UNSET: dict[str, str | None] = dict.fromkeys(("LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"))


def test_a_command_loads_only_what_it_takes() -> None:
    code = "import sys; from sopc.cli.main import main; main(['schema', 'sop'], False); "
    code += "print(*sorted({n.split('.')[0] for n in sys.modules}))"
    command = [sys.executable, "-c", code.replace(", False", ", standalone_mode=False")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    loaded = set(done.stdout.splitlines()[-1].split())
    assert loaded & {"weasyprint", "pyhanko", "pikepdf", "distributed", "jinja2"} == set()
    assert main.name == "main"


def test_signing_without_its_packages_says_what_to_install(tmp_path: Path) -> None:
    (tmp_path / "pyhanko.py").write_text("raise ImportError('no pyhanko')\n", encoding="utf-8")
    (tmp_path / "a.pdf").write_bytes(b"%PDF-")
    done = process(
        "sign", tmp_path / "a.pdf", environment=UNSET | {"PYTHONPATH": f"{tmp_path}:{Path.cwd()}"}
    )
    assert done.returncode == 2
    assert done.stderr == "sopc: signing needs more packages: pip install 'sopc[sign]'\n"


@pytest.mark.parametrize(
    ("words", "environment"),
    [
        (("--lang", "id"), {}),
        (("--lang", "id"), {"LANG": "en_GB.UTF-8"}),
        ((), {"LANG": "id_ID.UTF-8"}),
        ((), {"LC_ALL": "id_ID"}),
    ],
)
def test_an_error_and_the_summary_are_said_in_indonesian(
    small_build: Path, tmp_path: Path, words: tuple[str, ...], environment: dict[str, str]
) -> None:
    root = write_catalogue(tmp_path / "sops")
    chosen = UNSET | environment
    failed = process(
        "build", "--sops", root, "--only", "K.9.9.9.9", *words, environment=chosen, cwd=tmp_path
    )
    assert failed.returncode == 2
    assert failed.stderr.startswith("sopc: tidak ada SOP")
    current = process("build", "--sops", root, "--out", small_build, *words, environment=chosen)
    assert current.stderr.startswith("tidak ada yang berubah")
    found = process("check", "--sops", root, *words, environment=chosen)
    assert found.stdout == "tidak ada temuan\n"


def test_what_was_built_is_said_in_indonesian(tmp_path: Path) -> None:
    root, out = write_catalogue(tmp_path / "sops"), tmp_path / "out"
    result = run_build(root, out, "--only", "K.1.1.1.1", "--explain", "--lang", "id")
    assert result.stdout == "K.1.1.1.1: belum pernah dicetak\n"
    assert result.stderr.splitlines()[-1] == f"3 berkas dalam {out}, 3 ditulis"
    assert not result.stderr.startswith("pages")


@pytest.mark.parametrize(
    ("words", "environment"),
    [(("--lang", "en"), {"LANG": "id_ID.UTF-8"}), ((), {}), ((), {"LANG": "fr_FR.UTF-8"})],
)
def test_without_a_wish_it_is_english(
    tmp_path: Path, words: tuple[str, ...], environment: dict[str, str]
) -> None:
    root = write_catalogue(tmp_path / "sops")
    done = process("check", "--sops", root, *words, environment=UNSET | environment)
    assert done.stdout == "no findings\n"


def test_a_language_that_is_not_spoken_is_wrong_usage() -> None:
    result = sopc("check", "--lang", "fr")
    assert result.exit_code == 2
    assert "'en', 'id'" in result.stderr


@pytest.mark.parametrize("command", ["check", "build"])
@pytest.mark.parametrize(
    ("words", "no_colour", "coloured"),
    [
        ((), None, False),
        (("--color", "auto"), None, False),
        (("--color", "never"), None, False),
        (("--color", "always"), None, True),
        (("--color", "always"), "1", True),
    ],
)
def test_colours_where_no_terminal_is(
    tmp_path: Path, command: str, words: tuple[str, ...], no_colour: str | None, coloured: bool
) -> None:
    root = write_catalogue(tmp_path / "sops", {FIRST: "["})
    done = process(
        command, "--sops", root, *words, environment={"NO_COLOR": no_colour}, cwd=tmp_path
    )
    assert done.returncode == 1
    assert ("\x1b[" in done.stdout + done.stderr) is coloured


@pytest.mark.parametrize(
    ("words", "no_colour", "coloured"),
    [
        ((), None, True),
        ((), "", True),
        ((), "1", False),
        (("--color", "auto"), "1", False),
        (("--color", "never"), None, False),
        (("--color", "always"), "1", True),
    ],
)
def test_colours_on_a_terminal(
    tmp_path: Path, words: tuple[str, ...], no_colour: str | None, coloured: bool
) -> None:
    root = write_catalogue(tmp_path, {FIRST: "["})
    command = [sys.executable, "-m", "sopc", "check", "--sops", str(root), *words]
    environment = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    if no_colour is not None:
        environment["NO_COLOR"] = no_colour
    terminal, end = os.openpty()
    run = subprocess.run(command, stdout=end, stdin=end, check=False, env=environment)
    written = os.read(terminal, 10_000).decode()
    os.close(end)
    os.close(terminal)
    assert run.returncode == 1
    assert ("\x1b[" in written) is coloured


def test_the_language_may_be_named_before_the_command(tmp_path: Path) -> None:
    before = sopc("--lang", "id", "check", "--sops", tmp_path).stderr
    assert before == sopc("check", "--lang", "id", "--sops", tmp_path).stderr
    assert before != sopc("check", "--lang", "en", "--sops", tmp_path).stderr
    both = sopc("--lang", "id", "check", "--lang", "en", "--sops", tmp_path).stderr
    assert both == sopc("check", "--lang", "en", "--sops", tmp_path).stderr


@pytest.mark.parametrize("command", ["sign", "verify"])
def test_a_file_that_is_not_there_is_told_in_indonesian(command: str, tmp_path: Path) -> None:
    gone = str(tmp_path / "hilang.pdf")
    told = CliRunner().invoke(main, ["--lang", "id", command, gone])
    assert told.exit_code == 2
    assert "BERKAS" in told.output
    assert "hilang.pdf' tidak ada." in told.output
    assert "does not exist" not in told.output


def test_who_stands_in_the_catalogue_is_told_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(write_catalogue(tmp_path / "sops"))
    assert "`--sops .`" in CliRunner().invoke(main, ["check"]).output
    assert CliRunner().invoke(main, ["check", "--sops", "."]).exit_code == 0
