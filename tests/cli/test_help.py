"""Help and usage errors, in the user's language to the last word."""

import gettext
import locale
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import click
import pytest

from sopc.cli.main import main
from sopc.cli.spoken import Command, asked_for, language_here
from tests.english import english_in
from tests.running import sopc
from tests.translations import Message, commands, of_click, sentences, translations

NAMES = [command.name or "" for command, _ in commands() if command is not main]


def said(*words: str, status: int = 0) -> str:
    result = sopc(*words)
    assert result.exit_code == status, result.stderr
    return result.stdout + result.stderr


@pytest.mark.parametrize("name", ["", *NAMES])
def test_no_english_is_left_in_the_help_of_a_command(name: str) -> None:
    text = said(*filter(None, [name]), "--lang", "id", "--help")
    assert english_in(re.sub(r"\[bawaan:[^]]*\]", "", text)) == []  # a default is what one types
    assert text.startswith("Pemakaian: sopc")


@pytest.mark.parametrize("name", ["", *NAMES])
def test_help_says_what_a_command_does_with_examples_and_statuses(name: str) -> None:
    text = said(*filter(None, [name]), "--lang", "en", "--help")
    usage, does, *_ = text.split("\n\n")
    assert usage.startswith("Usage: sopc")
    assert does.strip().endswith(".")
    for heading in ("Options:", "Examples:", "Exit status:", "Read more: "):
        assert f"\n{heading}" in text
    assert "\n  0  " in text
    assert "\n  2  " in text


def test_that_english_is_left_would_be_noticed() -> None:
    assert english_in("Berkas ini, or the other") == ["or", "the"]
    assert english_in("  sopc build --only the\n'file' [en|id] --no README.md") == []


@pytest.mark.parametrize("command", [command for command, _ in commands()])
def test_what_an_example_shows_can_be_typed(command: Command) -> None:
    for line, _ in command.examples:
        words = line.partition(" > ")[0].split()
        assert words[0] == "sopc"
        name, *rest = words[1:]
        called = main.get_command(click.Context(main), name)
        assert called is not None
        assert command in (main, called)
        options = {each for param in called.params for each in param.opts} | {"--help"}
        assert {word for word in rest if word.startswith("-") and word != "-"} <= options


@pytest.mark.parametrize("command", [command for command, _ in commands()])
def test_the_pages_that_help_names_exist(command: Command) -> None:
    root = Path(__file__).parents[2]
    said_so = [command.more, sentences("help")[command.more]]
    pages = [word.rstrip(".,") for text in said_so for word in text.split() if ".md" in word]
    assert len(pages) >= 2
    assert [page for page in pages if not (root / page).is_file()] == []


def test_help_lists_the_commands_by_task_each_with_what_it_does() -> None:
    text = said("--lang", "en", "--help")
    listed = text.partition("Examples:")[0]
    told = dict(re.findall(r"^  (\w[\w-]*)  +(\S.*)$", listed, re.MULTILINE))
    assert list(told) == NAMES
    assert all(line.endswith(".") and len(line) > 15 for line in told.values())
    tasks = ["\nRead and check:\n", "\nWrite:\n", "\nPrint:\n", "\nSign and verify:\n"]
    assert [task for task in tasks if task in text] == tasks
    assert text.index("  check ") < text.index("  build ") < text.index("  sign ")


def test_the_list_of_commands_loads_none_of_them() -> None:
    code = (
        "import sys; from sopc.cli.main import main; main(['--help'], standalone_mode=False); "
        "print(*sorted(n for n in sys.modules if n.startswith('sopc.')))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = done.stdout.splitlines()[-1].split()
    assert "sopc.cli.main" in loaded
    assert {"sopc.pipeline", "sopc.cli.check", "sopc.catalogue.sop"} & set(loaded) == set()


@pytest.mark.parametrize(
    "words",
    [
        ("check", "--help", "--lang", "id"),
        ("check", "--lang", "id", "--help"),
        ("check", "--help", "--lang=id"),
        ("--lang", "id", "check", "--help"),
        ("--lang", "en", "check", "--help", "--lang", "id"),
    ],
)
def test_the_language_may_stand_anywhere(words: Sequence[str]) -> None:
    assert said(*words) == said("check", "--lang", "id", "--help")
    assert said("--help", "--lang", "id") == said("--lang", "id", "--help")


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ([], None),
        (["--lang"], None),
        (["--lang", "fr"], None),
        (["--lang="], None),
        (["check", "--", "--lang", "id"], None),
        (["--lang", "id", "--lang", "en"], "en"),
        (["--lang", "id", "--lang", "fr"], "id"),
        (["--lang=id", "check"], "id"),
    ],
)
def test_the_last_language_that_there_is_is_spoken(words: list[str], asked: str | None) -> None:
    assert asked_for(words) == asked


WRONG = [
    ("--foo",),
    ("chek",),
    ("xyzzy",),
    ("--version=3",),
    ("check", "--foo"),
    ("check", "--sop", "x"),
    ("check", "--format"),
    ("check", "--format", "xml"),
    ("check", "--color", "blue"),
    ("check", "--verbose=1"),
    ("build", "--jobs", "0"),
    ("build", "--jobs", "many"),
    ("build", "--cache-limit", "huge"),
    ("build", "satu", "dua"),
    ("build", "--out", __file__),
    ("flowchart",),
    ("flowchart", "V.1", "-o", "x.gif"),
    ("schema", "x"),
    ("sign",),
    ("sign", "x.pdf", "--p12", "nowhere.p12"),
    ("sign", "x.pdf", "--passphrase-fd", "x"),
    ("sign", "x.pdf", "--key", str(Path(__file__).parent)),
    ("verify",),
    ("verify", "--trust", "nowhere.pem"),
    ("verify", "--sequence", "-3"),
    ("verify", "--lang"),
]


@pytest.mark.parametrize("words", WRONG, ids=" ".join)
def test_what_is_wrong_of_a_command_line_is_said_in_indonesian(words: tuple[str, ...]) -> None:
    text = said("--lang", "id", *words, status=2)
    assert english_in(text) == []
    assert "\nKesalahan: " in f"\n{text}"
    english = said("--lang", "en", *words, status=2)
    assert "\nError: " in f"\n{english}"


def test_the_environment_asks_for_the_language_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "id_ID.UTF-8")
    assert "Kesalahan: " in said("check", "--foo", status=2)
    assert said("check", "--help").startswith("Pemakaian:")
    assert "Error: " in said("check", "--foo", "--lang", "en", status=2)


def test_windows_asks_for_its_language(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setattr(locale, "getlocale", lambda: ("Indonesian_Indonesia", "1252"))
    assert language_here() == "en"
    with monkeypatch.context() as windows:
        windows.setattr(os, "name", "nt")
        language = language_here()
    assert language == "id"


def test_without_a_command_somebody_is_told_where_they_are_listed() -> None:
    assert "`sopc --help`" in said("--lang", "id", status=2)


def test_a_command_that_is_misspelt_is_recognised() -> None:
    assert "did you mean `check`?" in said("chek", "--lang", "en", status=2)
    assert "did you mean" not in said("xyzzy", "--lang", "en", status=2)


@pytest.mark.parametrize("before", [None, "fr"])
def test_a_program_around_us_keeps_its_language(
    monkeypatch: pytest.MonkeyPatch, before: str | None
) -> None:
    if before is None:
        monkeypatch.delenv("LANGUAGE", raising=False)
    else:
        monkeypatch.setenv("LANGUAGE", before)
    before_all = gettext.textdomain()
    try:
        gettext.textdomain("around")
        said("--lang", "id", "check", "--foo", status=2)
        said("--lang", "id", "--help")
        assert gettext.textdomain() == "around"
        assert os.environ.get("LANGUAGE") == before
    finally:
        gettext.textdomain(before_all)


def test_a_run_that_is_broken_off_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken_off(*_words: object, **_more: object) -> None:
        raise click.Abort

    monkeypatch.setattr(click.Group, "main", broken_off)
    assert said("--lang", "id", status=1) == "Dibatalkan!\n"
    assert said("--lang", "en", status=1) == "Aborted!\n"
    with pytest.raises(click.Abort):
        main([], standalone_mode=False)


def test_all_that_click_says_is_translated() -> None:
    told = {first(each) for each, words in translations("click").items() if words}
    assert {first(each) for each in of_click()} - told == set()


def first(message: Message) -> str:
    """What a message is looked up by: of several things, as it is said of one."""
    return message if isinstance(message, str) else message[0]
