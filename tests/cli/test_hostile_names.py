"""Nothing that is said of names and words that somebody else chose begins a line of its own."""

import re
from pathlib import Path

import pytest

from sopc.language import LANGUAGES
from tests.catalogues import FIRST, SOP, own_templates, write_catalogue
from tests.running import process, run_build, sopc

FORGED = "x\n::error::forged\r\x1b]0;pwn\x07\u202e##[error]forged"
COMMAND = re.compile(r"^\s*::|##\[", re.MULTILINE)


def assert_safe(said: str) -> None:
    assert not COMMAND.search(said)
    assert all(c == "\n" or c.isprintable() for c in said), said


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    "words",
    [
        ("check", "--sops", FORGED),
        ("check", "--since", FORGED),
        ("check", "--source", FORGED),
        ("check", "--format", FORGED),
        ("check", f"--{FORGED}"),
        ("check", FORGED),
        (FORGED,),
        (f"--{FORGED}",),
        ("build", "--only", FORGED),
        ("build", "--executor", FORGED),
        ("build", "--cache-limit", FORGED),
        ("build", "--jobs", FORGED),
        ("build", "--out", f"tidak/{FORGED}"),
        ("flowchart", FORGED),
        ("flowchart", "K.1.1.1.1", "-o", f"tidak-ada/{FORGED}.svg"),
        ("flowchart", "K.1.1.1.1", "-o", FORGED),
        ("rules", FORGED),
        ("schema", FORGED),
        ("verify", FORGED),
        ("sign", FORGED, "--role", FORGED),
    ],
)
def test_words_that_are_refused_are_shown_in_their_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], lang: str
) -> None:
    write_catalogue(tmp_path / "sops")
    (tmp_path / "tidak").write_text("a file in the way")
    monkeypatch.chdir(tmp_path)
    result = sopc("--lang", lang, *words)
    assert result.exit_code == 2
    assert result.stderr
    assert_safe(result.stderr + result.stdout)


@pytest.mark.parametrize("name", ["::error::forged", "a##[error]forged", "forged\n::error::x"])
def test_names_of_files_and_templates_are_explained_in_their_line(
    tmp_path: Path, name: str
) -> None:
    draft = SOP.replace("nomor: K.1.1.1.1\n", "status: draf\n")
    assert draft != SOP
    root = write_catalogue(tmp_path / "sops", {f"sekretariat/umum/{name}.yaml": draft})
    own_templates(root)
    (root / "templates" / f"{name}.html.j2").write_text("a")
    for text in ("a", "b"):
        (root / "templates" / f"{name}.html.j2").write_text(text)
        result = run_build(root, tmp_path / "out", "--explain")
        assert_safe(result.stdout + result.stderr)
    assert_safe(sopc("check", "--sops", root).stdout)


def test_a_template_that_cannot_be_read_is_named_in_the_line(tmp_path: Path) -> None:
    root = write_catalogue(tmp_path / "sops")
    own_templates(root)
    (root / "templates" / "a\n::error::forged.j2").write_bytes(b"\xff")
    result = run_build(root, tmp_path / "out")
    assert result.exit_code == 2
    assert "not UTF-8" in result.stderr
    assert_safe(result.stderr)


@pytest.mark.parametrize("form", ["json", "sarif", "gitlab", "text"])
@pytest.mark.parametrize("colour", ["always", "never"])
def test_every_format_is_safe_to_show(tmp_path: Path, form: str, colour: str) -> None:
    odd = "\\n::error::x \\x1b[31m\\u202e\\u009b ##[error]y"
    text = SOP.replace("dasar_hukum: [uu-1-2020]", f'dasar_hukum: ["{odd}"]\n"{odd}": 1')
    root = write_catalogue(tmp_path / "sops", {FIRST: text})
    done = process("check", "--sops", root, "--format", form, "--color", colour)
    assert done.returncode == 1
    assert_safe(re.sub(r"\x1b\[(0|1;3[1-6]|1)m", "", done.stdout) + done.stderr)
