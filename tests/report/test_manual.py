"""The rules' manual as Markdown."""

import pytest

from sopc.codes import PAGES
from sopc.report.manual import write_manual
from tests.conftest import SOPS
from tests.english import english_in

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
    fresh = write_manual(((page.code, page.text) for page in PAGES), language)
    assert written == fresh, "run `make docs`"


def test_no_english_is_left_in_the_indonesian_page() -> None:
    page = write_manual(((page.code, page.text) for page in PAGES), "id")
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
