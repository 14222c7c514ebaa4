"""The guides in Indonesian: all that they say is done, in order, and comes out as they say."""

import re
from pathlib import Path

import click
import pytest

from sopc.cli.main import main
from tests.conftest import REPOSITORY
from tests.guides.catalogue import FILES
from tests.guides.office import Machine
from tests.guides.reading import Guide, Installed, agrees, read_guide
from tests.repositories import git

DOCS = REPOSITORY / "docs"
GUIDES = ("panduan-editor", "panduan-kepala", "panduan-ci")
_HEAD = {
    "sops/katalog.yaml": FILES["sops/katalog.yaml"] + "peninjauan: {bulan: 12}\n",
    "sops/sekretariat/keuangan/DC.1.2.1.yaml": FILES[
        "sops/sekretariat/keuangan/DC.1.2.1.yaml"
    ].replace("disahkan: 2024-01-12", "disahkan: 2023-01"),
}
"""What an office has whose reviews are late."""


def guide(name: str) -> Guide:
    return read_guide((DOCS / f"{name}.md").read_text("utf-8"))


def wrong_in(name: str, machine: Machine) -> list[str]:
    return [wrong for act in guide(name).acts if (wrong := machine.do(act))]


def test_an_editor_comes_from_an_empty_machine_to_accepted_changes(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    machine.share(FILES)
    assert wrong_in("panduan-editor", machine) == []


def test_a_head_of_office_reads_signs_and_verifies(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    machine.share({**FILES, **_HEAD})
    machine.clone()
    git(machine.here, "tag", "v2026.1")
    machine.give_key("PEJABAT CONTOH, SE", "197001011995031001")
    assert wrong_in("panduan-kepala", machine) == []


def test_a_server_runs_what_its_maintainer_reads(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    machine.share({**FILES, **_HEAD})
    machine.clone()
    assert wrong_in("panduan-ci", machine) == []


@pytest.mark.parametrize("name", GUIDES)
def test_what_a_guide_installs_is_what_is_said_elsewhere(name: str) -> None:
    files = ("README.md", "docs/windows.md")
    elsewhere = "".join((REPOSITORY / file).read_text("utf-8") for file in files)
    for act in guide(name).acts:
        if isinstance(act, Installed) and not act.words.startswith("export PATH="):
            assert act.words in elsewhere


@pytest.mark.parametrize("name", GUIDES)
def test_what_a_guide_quotes_is_what_the_file_says(name: str) -> None:
    for file, text in guide(name).quoted:
        assert text == (REPOSITORY / file).read_text("utf-8")


@pytest.mark.parametrize("name", GUIDES)
def test_every_command_in_a_sentence_exists_with_its_options(name: str) -> None:
    text = re.sub(r"^```.*?^```", "", (DOCS / f"{name}.md").read_text("utf-8"), flags=re.M | re.S)
    named = [" ".join(each.split()) for each in re.findall(r"`(sopc [^`]+)`", text)]
    assert named
    for line in named:
        words = line.split()[1:]
        command = main.get_command(click.Context(main), words[0])
        assert command is not None, line
        known = {option for each in command.params for option in each.opts}
        assert {word for word in words if word.startswith("--")} <= known, line


@pytest.mark.parametrize("name", GUIDES)
def test_the_readme_leads_to_a_guide(name: str) -> None:
    assert f"(docs/{name}.md)" in (REPOSITORY / "README.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("shown", "printed", "same"),
    [
        (("satu", "dua"), "satu\ndua\n", True),
        (("satu",), "satu\ndua\n", False),
        (("sa…", "…"), "satu\ndua\ntiga\n", True),
        (("…", "tiga"), "satu\ndua\n", False),
        (("a.b",), "acb", False),
        (("…",), "", True),
    ],
)
def test_what_is_shown_is_compared(shown: tuple[str, ...], printed: str, same: bool) -> None:
    assert agrees(shown, printed) is same


def test_a_guide_that_is_wrong_is_found_out(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    machine.share(FILES)
    machine.clone()
    block = "```console\n$ sopc check\n1 error\n$ sopc chek\n$ cd nowhere\n```\n"
    wrong = [machine.do(act) for act in read_guide(block).acts]
    assert "tidak ada temuan" in wrong[0]
    assert "ends with 2" in wrong[1]
    assert wrong[2] == "no such folder: cd nowhere"
    machine.here = machine.home / "sop"
    lines = (
        "```yaml ganti sops/katalog.yaml\nnama: x\n```\n```yaml menjadi sops/katalog.yaml\n```\n"
    )
    assert "has not these lines" in machine.do(read_guide(lines).acts[0])
