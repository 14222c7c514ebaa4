"""Codes of findings: each is written once, in its page of the manual, beside what reports it."""

import ast
import re
from collections import Counter
from pathlib import Path

from sopc.codes import GROUPS, MANUAL, PAGES, codes_of
from tests.translations import SOURCE


def literals(path: Path) -> list[str]:
    """The codes that a module spells out."""
    every = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    texts = [node.value for node in every if isinstance(node, ast.Constant)]
    return [t for t in texts if isinstance(t, str) and re.fullmatch("[A-Z]{3}[0-9]{3}", t)]


def test_a_code_is_spelt_out_in_one_place_and_has_a_page() -> None:
    spelt = Counter(code for path in SOURCE.rglob("*.py") for code in literals(path))
    assert {code: count for code, count in spelt.items() if count > 1} == {}
    assert set(spelt) == {page.code for page in PAGES}
    assert len(PAGES) == len(MANUAL)


def test_every_code_is_in_one_group_that_says_what_it_is() -> None:
    assert {page.group for page in PAGES} == GROUPS.keys()
    assert sorted(code for group in GROUPS for code in codes_of(group)) == sorted(MANUAL)


def test_a_name_is_that_of_a_code_or_of_a_group() -> None:
    assert codes_of("flw006") == ("FLW006",)
    assert codes_of("Tanggal") == ("PPL002", "PPL004", "PPL005", "PPL008")
    assert codes_of("FLW") == codes_of("FLW999") == ()
