"""The rules' manual as Markdown."""

import re

import pytest

from sopc.codes import PAGES
from sopc.report.manual import write_manual
from sopc.sign.causes import EVERY
from tests.conftest import SOPS
from tests.english import english_in
from tests.running import sopc

MANUAL = """A number exists.

Cited by ``nomor``.

Bad::

    nomor:
      - K.9

Good::

    nomor: K.1
"""


def test_a_docstring_becomes_a_section_with_its_examples_as_code() -> None:
    page = write_manual([("LNK001", MANUAL)])
    head, section = page.split("## LNK001: A number exists\n")
    assert head.startswith("# Rules\n")
    assert section.strip() == (
        "Cited by `nomor`.\n\nBad:\n\n```yaml\nnomor:\n  - K.9\n```\n\n"
        "Good:\n\n```yaml\nnomor: K.1\n```"
    )


def test_every_rule_has_its_section_with_two_examples() -> None:
    page = write_manual((page.code, page.text) for page in PAGES)
    sections = page.split("\n## ")[1:]
    assert [section[:6] for section in sections] == [page.code for page in PAGES]
    for section in sections:
        assert section.count("```yaml\n") == 2
        assert section.count("```") == 4
        assert "::" not in section


def test_the_page_names_the_codes_that_are_found_while_reading() -> None:
    assert all(code in write_manual([]) for code in ("YML…", "SKM…", "NUM001", "NUM004"))


@pytest.mark.parametrize(("language", "file"), [("en", "rules.md"), ("id", "aturan.md")])
def test_the_page_in_the_documentation_is_this_one(language: str, file: str) -> None:
    written = (SOPS.parent / "docs" / file).read_text(encoding="utf-8")
    fresh = sopc("rules", "--manual", "--lang", language).stdout
    assert written == fresh, "run `make docs`"
    assert fresh.startswith(write_manual(((page.code, page.text) for page in PAGES), language))


def test_no_english_is_left_in_the_indonesian_page() -> None:
    page = sopc("rules", "--manual", "--lang", "id").stdout.replace("SOP", "")
    page = re.sub(r"\| (changed|unprovable|uncompared|superseded) \|", "|", page)
    left = {part[:9]: english_in(part) for part in page.split("\n## ")}
    assert {code: words for code, words in left.items() if words} == {}


def test_both_pages_show_the_same_examples() -> None:
    both = [
        write_manual(((page.code, page.text) for page in PAGES), language)
        for language in ("en", "id")
    ]
    english, indonesian = [
        [line.partition("#")[0] for part in page.split("```yaml\n")[1:] for line in _code(part)]
        for page in both
    ]
    assert english == indonesian
    assert "Salah:\n\n```yaml\n" in both[1]


def _code(part: str) -> list[str]:
    return part.partition("```")[0].splitlines()


def test_the_manual_ends_with_the_causes_of_verdicts() -> None:
    for language, heading in (("en", "Causes that"), ("id", "Sebab yang")):
        last = sopc("rules", "--manual", "--lang", language).stdout.rpartition("\n## ")[2]
        assert last.startswith(heading)
        assert re.findall(r"^\| `(TTE\d+)` \|", last, re.MULTILINE) == [c.code for c in EVERY]


def test_the_causes_are_listed_by_what_their_codes_begin_with() -> None:
    lines = sopc("rules", "tte", "--lang", "id").stdout.splitlines()
    assert [line.split()[0] for line in lines] == [cause.code for cause in EVERY]
    assert "TTE102  changed    tidak ditandatangani" in lines
